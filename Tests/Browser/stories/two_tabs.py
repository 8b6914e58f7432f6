"""One student with the same plan open in two tabs: both edits count, and either can undo."""

from pages import entry
from pages.workbench import Workbench
from stories.student_by_mouse import prepare


def tell(story):
    _, _, browser, _ = prepare(story)
    path = entry.begin(browser)
    bench = Workbench(browser)
    bench.wait_until_ready()
    driver = browser.driver
    left = driver.current_window_handle
    driver.switch_to.new_window("tab")
    right = driver.current_window_handle
    browser.size(1366, 768)
    bench.open(path)
    bench.choose_card("tree")
    bench.calibrate()
    bench.click_at(155131.0, 463151.0)
    bench.wait_measures(1)
    bench.wait_saved()
    driver.switch_to.window(left)
    bench.wait_measures(1)
    bench.choose_card("tree")
    bench.calibrate()
    bench.click_at(155143.0, 463154.0)
    bench.wait_measures(2)
    bench.wait_saved()
    driver.switch_to.window(right)
    bench.wait_measures(2)
    bench.undo()
    bench.wait_measures(1)
    bench.wait_saved()
    driver.switch_to.window(left)
    bench.wait_measures(1)
    browser.check_quiet()
