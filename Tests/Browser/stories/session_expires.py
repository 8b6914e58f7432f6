"""The session ends in the middle of drawing: nothing is lost, and drawing goes on after coming back."""

from selenium.webdriver.common.keys import Keys

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
    browser.expected += ["401", "403", "422", "EventSource"]
    bench.click_at(155143.0, 463154.0)
    bench.click_at(155155.0, 463158.0)
    field = browser.one("dialog[open] #tb-return-code", wait=30)
    browser.shot("session-expired")
    browser.check_accessible("the session has ended")
    assert len(bench.measures()) == 3, "what was drawn is no longer on the map"
    # A slip of the pen, and then the code from the card; the drawing stays where it is.
    field.send_keys("AAAA AAAA", Keys.ENTER)
    browser.until(lambda: browser.text("dialog[open] [role=alert]"), "a wrong code is refused without a word")
    assert browser.all("dialog[open]"), "a wrong code lets somebody in"
    field.clear()
    field.send_keys(code, Keys.ENTER)
    browser.until(lambda: not browser.all("dialog[open]"), lambda: "the dialog stays: " + browser.text("dialog"), 30)
    bench.wait_saved()
    bench.click_at(155167.0, 463161.0)
    bench.wait_measures(4)
    bench.wait_saved()
    drawn = sorted(one["id"] for one in bench.measures())
    path = browser.path
    bench.open(path)
    assert sorted(one["id"] for one in bench.measures()) == drawn, "after opening again the plan is another one"
    browser.check_quiet()
