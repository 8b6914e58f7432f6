"""The workbench of a work: drawing by mouse and by keyboard, numbers, questions, handing in."""

import json
import time

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

# Reads the page's own state; stories act by hand and only look here at what no text on the page says.
STATE = """
const done = arguments[arguments.length - 1];
(async () => {
  const base = document.body.dataset.assets + '/app/';
  const s = await import(base + 'state/workbench.js');
  const drawing = await import(base + 'draw/drawing.js');
  return (%s);
})().then(value => done({value: value === undefined ? null : value}), error => done({error: String(error)}));
"""


class Workbench:
    def __init__(self, browser):
        self.browser = browser
        self.affine = None
        # The console calls every answer that is no success a failure; these are what the workbench asks to find out
        # that there is no run yet, and that results wait for a prediction.
        browser.expected += ["/results - Failed to load resource: the server responded with a status of 404",
                             "status of 409 (Conflict)"]

    def open(self, path, wait=60):
        self.browser.open(path)
        self.wait_until_ready(wait)
        return self

    def wait_until_ready(self, wait=60):
        self.browser.until(
            lambda: self.browser.script("return document.body.dataset.ready === 'true'"),
            lambda: "the workbench did not start: " + self.browser.text()[:500], wait)
        self.browser.until(
            lambda: self.browser.script("return document.querySelector('tb-map')?.dataset.ready === 'true'"),
            "the map did not draw", wait)
        self.affine = None

    def state(self, expression):
        result = self.browser.driver.execute_async_script(STATE % expression)
        if "error" in result:
            raise AssertionError(f"{expression}: {result['error']}")
        return result["value"]

    # Tabs, tools

    def tab(self, side, name):
        self.browser.one(f"#{side}-tab-{name}").click()

    def choose_card(self, card):
        self.tab("left", "palette")
        self.browser.one(f"tb-palette button[data-key='{card}']").click()
        self.browser.until(lambda: self.state("s.tool.value") == card, f"the card {card} was not taken up")

    def choose_shape(self, shape):
        """polygon, rectangle or circle; the button on the map."""
        names = {"polygon": "veelhoek", "rectangle": "rechthoek", "circle": "cirkel"}
        buttons = self.browser.all(".tb-map-context button[aria-pressed]")
        wanted = {"polygon": 0, "rectangle": 1, "circle": 2}[shape]
        assert len(buttons) == 3, f"there is no choice of shapes ({names[shape]}): {[b.text for b in buttons]}"
        buttons[wanted].click()

    def select_tool(self):
        self.browser.one(".tb-map-modes button").click()

    # Drawing by mouse

    def calibrate(self):
        """Learns from two places of the pointer how the page and RD New lie to each other; a card must be taken up."""
        rectangle = self.browser.script(
            "const r = document.querySelector('.tb-map-canvas').getBoundingClientRect();"
            "return [r.left, r.top, r.width, r.height]")
        left, top, width, height = rectangle
        found = []
        for fx, fy in [(0.3, 0.35), (0.7, 0.65)]:
            px, py = round(left + fx * width), round(top + fy * height)
            self.mouse_to(px, py)
            at = self.browser.until(lambda: self.state("drawing.pointer.value"), "the map does not follow the pointer")
            found.append((px, py, at))
            time.sleep(0.1)
        (px, py, _), (qx, qy, second) = found
        self.mouse_to(px, py)
        time.sleep(0.15)
        first = self.state("drawing.pointer.value")
        scale_x = (second[0] - first[0]) / (qx - px)
        scale_y = (second[1] - first[1]) / (qy - py)
        assert scale_x > 0 and abs(scale_x + scale_y) < 0.02 * scale_x, f"the map is not square: {scale_x}, {scale_y}"
        self.affine = (px, py, first, scale_x, scale_y)

    def pixel(self, x, y):
        px, py, origin, scale_x, scale_y = self.affine
        return round(px + (x - origin[0]) / scale_x), round(py + (y - origin[1]) / scale_y)

    def mouse_to(self, px, py):
        ActionChains(self.browser.driver, duration=20).move_by_offset(0, 0).perform()
        actions = ActionChains(self.browser.driver, duration=20)
        actions.w3c_actions.pointer_action.move_to_location(px, py)
        actions.perform()

    def click_at(self, x, y, shift=False):
        actions = ActionChains(self.browser.driver, duration=20)
        if shift:
            actions.key_down(Keys.SHIFT)
        actions.w3c_actions.pointer_action.move_to_location(*self.pixel(x, y))
        actions.w3c_actions.pointer_action.pause(0.05)
        actions.w3c_actions.pointer_action.click()
        if shift:
            actions.key_up(Keys.SHIFT)
        actions.perform()
        # Slower than a double click, as a person who aims.
        time.sleep(0.3)

    def drag(self, start, end):
        actions = ActionChains(self.browser.driver, duration=30)
        pointer = actions.w3c_actions.pointer_action
        pointer.move_to_location(*self.pixel(*start))
        pointer.pointer_down()
        (ax, ay), (bx, by) = self.pixel(*start), self.pixel(*end)
        for step in range(1, 7):
            pointer.move_to_location(round(ax + (bx - ax) * step / 6), round(ay + (by - ay) * step / 6))
        pointer.pointer_up()
        actions.perform()

    # The plan

    def measures(self):
        return self.state("s.plan.value.measures.features")

    def wait_measures(self, count, wait=15):
        self.browser.until(lambda: len(self.measures()) == count,
                           lambda: f"{len(self.measures())} measures, not {count}; the page says: "
                           + self.browser.text(".tb-map-notes, .tb-map-status"), wait)

    def wait_saved(self, wait=20):
        self.browser.until(
            lambda: self.state("s.outgoing.value.length === 0 && s.saving.value.pending === 0"),
            lambda: "not saved: " + json.dumps(self.state("s.saving.value")), wait)

    def undo(self):
        self.press_again("undo")

    def redo(self):
        self.press_again("redo")

    def press_again(self, key):
        """The buttons are drawn anew when an edit is acknowledged, which may be between finding and pressing."""
        def press():
            self.browser.one(f"tb-undo-buttons [data-key='{key}']").click()
            return True
        self.browser.until(press, f"{key} cannot be pressed")

    # The numbers

    def indicator(self, identifier):
        """The text of one row of the bars."""
        return " ".join(self.browser.one(f"[data-key='indicator-{identifier}'] .indicator-value").text.split())

    def indicators(self):
        return self.browser.script("""return Object.fromEntries([...document.querySelectorAll('.indicator-row')].map(
            e => [e.dataset.key.replace('indicator-', ''),
              e.querySelector('.indicator-value')?.innerText + ' ' + e.querySelector('.indicator-change')?.innerText]))""")

    def level(self):
        return self.browser.text(".indicator-head .badge")

    def wait_level(self, words, wait=60):
        self.browser.until(lambda: words in self.level(), lambda: f"the numbers are ‘{self.level()}’, not ‘{words}’", wait)

    # The assignment

    def open_exercise(self, identifier):
        self.tab("left", "assignment")
        head = self.browser.one(f"#exercise-head-{identifier}")
        if head.get_attribute("aria-expanded") != "true":
            head.click()

    def answer(self, identifier, value, reasoning=None):
        self.open_exercise(identifier)
        field = self.browser.one(f"#answer-{identifier}")
        field.clear()
        field.send_keys(value)
        if reasoning is not None:
            self.browser.one(f"#reasoning-{identifier}").send_keys(reasoning)
        self.browser.one(f"[data-key='send-{identifier}']").click()
        self.browser.until(
            lambda: self.state(f"s.work.value.answers[{json.dumps(identifier)}]?.value") == value,
            lambda: f"the answer was not kept: {self.browser.text(f'#exercise-{identifier}')}")

    def full_run(self, wait=300):
        self.browser.one("[data-key='run']").click()
        self.browser.until(lambda: self.state("s.isResultCurrent.value"),
                           lambda: "the run did not end: " + json.dumps(self.state("s.run.value")), wait)

    def hand_in(self, wait=300):
        """Hands in, waits for the points, and leaves the feedback open; answers its text."""
        self.tab("left", "assignment")
        self.browser.one("[data-key='hand-in']").click()
        self.browser.one("dialog[open] .sheet-foot .is-primary").click()
        self.browser.one("dialog.feedback-sheet[open]", wait=wait)
        return self.browser.text("dialog.feedback-sheet")

    def close_sheet(self):
        self.browser.keys(Keys.ESCAPE)
        self.browser.until(lambda: not self.browser.all("dialog[open]"), "the sheet did not close")

    # By keyboard

    def tab_to(self, selector, limit=250):
        """Presses Tab until the focus is there, as someone without a mouse; answers how many presses it took."""
        for count in range(limit):
            if self.browser.script("return !!document.activeElement && document.activeElement.matches(arguments[0])", selector):
                return count
            ActionChains(self.browser.driver).send_keys(Keys.TAB).perform()
        raise AssertionError(f"{limit} times Tab does not reach {selector}")

    def focus_is_seen(self):
        """Whether what has the focus is in sight and not behind something else (WCAG 2.4.11)."""
        return self.browser.script("""
            const e = document.activeElement, r = e.getBoundingClientRect();
            if (r.width === 0 || r.bottom <= 0 || r.top >= innerHeight || r.right <= 0 || r.left >= innerWidth) return false;
            const points = [[.5, .5], [.1, .5], [.9, .5], [.5, .1], [.5, .9]].map(([x, y]) => [
              Math.min(innerWidth - 1, Math.max(0, r.left + x * r.width)),
              Math.min(innerHeight - 1, Math.max(0, r.top + y * r.height))]);
            return points.some(([x, y]) => { const at = document.elementFromPoint(x, y);
              return at && (e.contains(at) || at.contains(e)); });""")

    def announced(self):
        """What the live regions hold."""
        return self.browser.text("[aria-live], [role=status], [role=alert]")
