"""Power cuts: the server, then the browser, are killed in the middle of drawing; nothing acknowledged is missing, and
what was not sent yet is sent later."""

import tempfile
import shutil
import time

from pages import entry
from pages.workbench import Workbench
from stories.student_by_mouse import prepare


def tell(story):
    profile = tempfile.mkdtemp(prefix="twinbench-browser-")
    try:
        play(story, profile)
    finally:
        shutil.rmtree(profile, ignore_errors=True)


def play(story, profile):
    server, _, browser, code = prepare(story, profile=profile)
    path = entry.begin(browser)
    bench = Workbench(browser)
    bench.wait_until_ready()
    bench.choose_card("tree")
    bench.calibrate()
    bench.click_at(155131.0, 463151.0)
    bench.click_at(155143.0, 463154.0)
    server.kill()
    browser.expected += ["ERR_", "net::", "Failed to fetch", "EventSource"]
    bench.click_at(155155.0, 463158.0)
    bench.wait_measures(3)
    browser.until(lambda: bench.state("s.saving.value.pending > 0"), "it is not said that something waits")
    browser.until(lambda: bench.state("s.saving.value.offline"), "it is not said that the server is away", wait=30)
    browser.shot("server-away")
    browser.check_accessible("the server is away")
    server.start()
    bench.wait_saved(wait=60)
    drawn = sorted(one["id"] for one in bench.measures())
    assert on_server(bench) == drawn, f"the server has {on_server(bench)}, the browser {drawn}"

    # The server is away again, something is drawn, and the plug of the browser is pulled.
    server.kill()
    bench.click_at(155167.0, 463161.0)
    bench.wait_measures(4)
    browser.until(lambda: bench.state("s.saving.value.pending === 1 && s.saving.value.isKept"), "it was not kept")
    time.sleep(1)
    drawn = sorted(one["id"] for one in bench.measures())
    browser.collect()
    browser.kill()
    server.start()
    again = story.browser(server, profile=profile)
    other = Workbench(again)
    # Chromium writes cookies to the disk twice a minute; if this one was lost, the student's card helps.
    again.open("/home")
    if again.path != "/home" or "session.missing" in again.text():
        again.expected.append("401")
        entry.come_back(again, code)
    other.open(path)
    again.until(lambda: sorted(one["id"] for one in other.measures()) == drawn,
                lambda: f"{len(other.measures())} of 4 measures came back")
    other.wait_saved()
    again.until(lambda: on_server(other) == drawn, "what waited in the browser did not reach the server")
    again.check_quiet()


def on_server(bench):
    plan = bench.state("s.plan.value.id")
    return sorted(bench.browser.driver.execute_async_script(
        "const done = arguments[1]; fetch(`/api/plans/${arguments[0]}`).then(r => r.json()).then("
        "p => done(p.measures.features.map(f => f.id)), e => done([String(e)]))", plan))
