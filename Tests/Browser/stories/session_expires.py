"""The session ends in the middle of drawing: nothing is lost, and drawing goes on after coming back."""

from pages import entry
from pages.workbench import Workbench
from stories.student_by_mouse import prepare


def tell(story):
    server, _, browser, code = prepare(story)
    entry.begin(browser)
    bench = Workbench(browser)
    bench.wait_until_ready()
    bench.choose_card("tree")
    bench.calibrate()
    bench.click_at(155131.0, 463151.0)
    bench.wait_measures(1)
    bench.wait_saved()

    server.expire_sessions()
    browser.expected += ["401", "EventSource"]
    bench.click_at(155143.0, 463154.0)
    browser.one("dialog[open]", wait=30)
    browser.shot("session-expired")
    browser.check_accessible("the session has ended")
    assert len(bench.measures()) == 2, "what was drawn is no longer on the map"
    # In a tab beside it, so that the drawing stays where it is.
    drawing = browser.driver.current_window_handle
    browser.one("dialog[open] a[target='_blank']").click()
    browser.until(lambda: len(browser.driver.window_handles) == 2, "no tab to come back in was opened")
    browser.driver.switch_to.window(next(one for one in browser.driver.window_handles if one != drawing))
    browser.one("#code").send_keys(code)
    browser.one("#code").submit()
    browser.one("form[action='/logout']")
    browser.driver.close()
    browser.driver.switch_to.window(drawing)
    if browser.all("dialog[open]"):
        browser.one("dialog[open] .tb-primary").click()
    browser.until(lambda: not browser.all("dialog[open]"), lambda: "the dialog stays: " + browser.text("dialog"), 30)
    bench.wait_saved()
    bench.click_at(155167.0, 463161.0)
    bench.wait_measures(3)
    bench.wait_saved()
    drawn = sorted(one["id"] for one in bench.measures())
    path = browser.path
    bench.open(path)
    assert sorted(one["id"] for one in bench.measures()) == drawn, "after opening again the plan is another one"
    browser.check_quiet()
