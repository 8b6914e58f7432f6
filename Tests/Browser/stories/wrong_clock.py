"""A school computer whose clock is three years ahead, and one that is a day behind: nobody notices."""

from pages import entry
from pages.workbench import Workbench
from stories.student_by_mouse import prepare


def tell(story):
    server, school, browser, _ = prepare(story, clock_offset_seconds=3 * 365 * 86400)
    entry.begin(browser)
    bench = Workbench(browser)
    bench.wait_until_ready()
    bench.choose_card("tree")
    bench.calibrate()
    bench.click_at(155131.0, 463151.0)
    bench.wait_measures(1)
    bench.wait_saved()
    behind = story.browser(server, clock_offset_seconds=-86400)
    entry.join(behind, school["joinCode"], "Merel")
    entry.begin(behind)
    other = Workbench(behind)
    other.wait_until_ready()
    other.choose_card("tree")
    other.calibrate()
    other.click_at(155131.0, 463151.0)
    other.wait_measures(1)
    other.wait_saved()
    for one in (browser, behind):
        one.check_quiet()
