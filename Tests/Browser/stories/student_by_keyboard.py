"""The same lesson without a mouse, without WebGL and other 3D: everything is reached, seen and said by keyboard."""

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from pages.workbench import Workbench
from stories.student_by_mouse import prepare, tree_at

# A place on the square for a tree, as a student would pick one.
SPOT = (155150.0, 463150.0)


def press(browser, *keys):
    """Keys one after the other, to whatever has the focus; a tuple is held together: (CONTROL, "z")."""
    for key in keys:
        actions = ActionChains(browser.driver)
        *held, last = key if isinstance(key, tuple) else (key,)
        for one in held:
            actions.key_down(one)
        actions.send_keys(last)
        for one in held:
            actions.key_up(one)
        actions.perform()


def tell(story):
    server, school, browser, code = prepare(story, flags=["--disable-3d-apis"])
    bench = Workbench(browser)
    stops = 0

    # From the card to the work, by Tab and Enter alone.
    stops += bench.tab_to("main a[href='/home']")
    press(browser, Keys.ENTER)
    browser.until(lambda: browser.path == "/home", "Enter on the card's link did nothing")
    bench.tab_to(".assignments form button")
    press(browser, Keys.ENTER)
    browser.until(lambda: browser.path.startswith("/works/"), "the work did not open")
    bench.wait_until_ready()

    # Every stop of the Tab key is in sight, the map does not hold the focus, and the end of the page is reached.
    seen, trail = 0, []
    for _ in range(120):
        press(browser, Keys.TAB)
        what = browser.script("""const e = document.activeElement;
            return e === document.body ? null : e.tagName + ' ' + (e.id || e.dataset.key || e.className || e.textContent).slice(0, 60)""")
        if what is None:
            break
        trail.append(what)
        # A skip link slides into sight.
        browser.until(bench.focus_is_seen, f"the focus is out of sight at {what}; so far: {trail[-5:]}", wait=1)
        seen += 1
    assert any("tb-map-canvas" in step for step in trail), f"Tab does not come by the map: {trail}"
    assert len(trail) < 120, f"the Tab key goes round: {trail[-10:]}"

    # A tree: choose the card, go to the map, move the crosshair, Enter.
    def draw_tree(arrows):
        browser.script("document.querySelector('#left-tab-palette').focus()")
        press(browser, Keys.ENTER)
        bench.tab_to("tb-palette button[data-key='tree']")
        press(browser, Keys.ENTER)
        browser.until(lambda: bench.state("s.tool.value") == "tree", "Enter does not take up the card")
        bench.tab_to(".tb-map-canvas")
        count = len(bench.measures())
        press(browser, *arrows, Keys.ENTER)
        bench.wait_measures(count + 1)
        browser.until(lambda: "Boom" in bench.announced(), lambda: "nothing was said: " + bench.announced())

    target = SPOT
    draw_tree(bench_arrows(bench, target))
    bench.wait_saved()
    press(browser, Keys.ESCAPE)

    # A swale of four corners with f; it stands beside the tree.
    browser.script("document.querySelector('#left-tab-palette').focus()")
    press(browser, Keys.ENTER)
    bench.tab_to("tb-palette button[data-key='wadi']")
    press(browser, Keys.ENTER)
    bench.tab_to(".tb-map-canvas")
    press(browser, *bench_arrows(bench, (target[0] + 8, target[1] + 8)), Keys.ENTER)
    press(browser, *[Keys.ARROW_RIGHT] * 7, Keys.ENTER, *[Keys.ARROW_UP] * 5, Keys.ENTER, *[Keys.ARROW_LEFT] * 7, Keys.ENTER)
    press(browser, Keys.BACKSPACE, Keys.ENTER, "f")
    bench.wait_measures(2)
    bench.wait_saved()
    press(browser, Keys.ESCAPE)
    browser.shot("keyboard-drawn")
    browser.check_accessible("the workbench, drawn by keyboard")

    # The next measure, move it three metres east, take it back, do it again, remove it and take that back.
    press(browser, "n")
    browser.until(lambda: bench.state("s.selection.value.size") == 1, "n selects nothing")
    at = tree_at(bench, 0)
    press(browser, "m", *[Keys.ARROW_RIGHT] * 3, Keys.ENTER)
    browser.until(lambda: abs(tree_at(bench, 0)[0] - at[0] - 3) < 0.01, lambda: f"not moved: {tree_at(bench, 0)} from {at}")
    press(browser, (Keys.CONTROL, "z"))
    browser.until(lambda: tree_at(bench, 0) == at, "Ctrl+Z does not move it back")
    press(browser, (Keys.CONTROL, Keys.SHIFT, "z"))
    browser.until(lambda: tree_at(bench, 0) != at, "Ctrl+Shift+Z does not move it again")
    bench.tab_to(".tb-map-canvas")
    press(browser, "n")
    count = len(bench.measures())
    press(browser, Keys.DELETE)
    bench.wait_measures(count - 1)
    press(browser, (Keys.CONTROL, "z"))
    bench.wait_measures(count)
    bench.wait_saved()

    # The help says all keys; Escape goes back to the map.
    bench.tab_to(".tb-map-canvas")
    press(browser, "?")
    browser.one("dialog[open]")
    browser.check_accessible("help for the keyboard")
    press(browser, Keys.ESCAPE)
    browser.until(lambda: not browser.all("dialog[open]"), "the help does not close")

    # Questions, then the numbers.
    for identifier, value, reasoning in [("regenvolume", "6300 m3", None), ("voorspel-plein", "1 °C", "Weinig schaduw.")]:
        browser.script("document.querySelector('#left-tab-assignment').focus()")
        press(browser, Keys.ENTER)
        bench.tab_to(f"#exercise-head-{identifier}")
        if browser.one(f"#exercise-head-{identifier}").get_attribute("aria-expanded") != "true":
            press(browser, Keys.ENTER)
        bench.tab_to(f"#answer-{identifier}")
        press(browser, value)
        if reasoning:
            bench.tab_to(f"#reasoning-{identifier}")
            press(browser, reasoning)
        bench.tab_to(f"[data-key='send-{identifier}']")
        press(browser, Keys.ENTER)
        browser.until(lambda: bench.state(f"s.work.value.answers['{identifier}']?.value") == value, "not kept")
    bench.wait_level("voorlopig", wait=120)
    browser.script("document.querySelector('tb-run-button button').focus()")
    press(browser, Keys.ENTER)
    browser.until(lambda: bench.state("s.isResultCurrent.value"), "the run did not end", wait=300)
    bench.tab_to(".indicator-row")
    press(browser, Keys.ENTER)
    browser.one("dialog[open]")
    press(browser, Keys.ESCAPE)
    browser.until(lambda: not browser.all("dialog[open]"), "the explanation does not close")
    assert browser.script("return document.activeElement.matches('.indicator-row')"), "the focus did not come back"

    # Hand in.
    browser.script("document.querySelector('#left-tab-assignment').focus()")
    press(browser, Keys.ENTER)
    bench.tab_to("[data-key='hand-in']")
    press(browser, Keys.ENTER)
    browser.one("dialog[open]")
    bench.tab_to("dialog .sheet-foot .is-primary")
    press(browser, Keys.ENTER)
    browser.one("dialog.feedback-sheet[open]", wait=300)
    press(browser, Keys.ESCAPE)
    story.note(f"{seen} stops of the Tab key through the workbench")
    browser.check_quiet()


def bench_arrows(bench, target):
    """The presses of arrows from where the crosshair is, or the middle of the map, to a place, to a metre."""
    x, y = bench.state("""(async () => {
        const keyboard = await import(base + 'map/keyboard.js');
        if (keyboard.crosshair.peek()) return keyboard.crosshair.peek();
        const { frame } = s.area.value;
        return [frame.west + frame.columns * frame.cellSize / 2, frame.north - frame.rows * frame.cellSize / 2];
      })()""")
    keys = []
    for delta, more, less in [(target[0] - x, Keys.ARROW_RIGHT, Keys.ARROW_LEFT),
                              (target[1] - y, Keys.ARROW_UP, Keys.ARROW_DOWN)]:
        key = more if delta > 0 else less
        steps = abs(round(delta))
        keys += [(Keys.SHIFT, key)] * (steps // 10) + [key] * (steps % 10)
    return keys
