"""Two students of one team on two computers see each other's edits; a stranger sees nothing."""

from pages import entry
from pages.workbench import Workbench
from stories.student_by_mouse import prepare


def tell(story):
    server, school, first, _ = prepare(story)
    path = entry.begin(first)
    one = Workbench(first)
    one.wait_until_ready()
    team_code = one.state("s.work.value.teamCode")

    second = story.browser(server)
    entry.join(second, school["joinCode"], "Merel")
    second.open("/home")
    second.one("#team").send_keys(team_code)
    second.one("#team").submit()
    second.until(lambda: second.path == path, lambda: f"the team code led to {second.path}: {second.text('main')}")
    other = Workbench(second)
    other.wait_until_ready()

    one.choose_card("tree")
    one.calibrate()
    one.click_at(155131.0, 463151.0)
    other.wait_measures(1)
    second.until(lambda: "Vlinder" in second.text("tb-map, tb-team, tb-history, [aria-live]"),
                 "it is not said who drew the tree")
    other.choose_card("tree")
    other.calibrate()
    other.click_at(155143.0, 463154.0)
    one.wait_measures(2)
    # At the same moment, both; nothing is lost and both end up with the same plan.
    one.click_at(155155.0, 463158.0)
    other.click_at(155167.0, 463161.0)
    one.wait_measures(4)
    other.wait_measures(4)
    one.wait_saved()
    other.wait_saved()
    for bench in (one, other):
        bench.browser.until(lambda: bench.state("s.plan.value.revision") == 4, "the revisions differ")
    ids = sorted(measure["id"] for measure in one.measures())
    assert ids == sorted(measure["id"] for measure in other.measures()), "the plans differ"
    first.shot("team-one")
    other.tab("left", "history")
    second.shot("team-two")
    second.check_accessible("the history of a team")

    # What the other removed is gone here too.
    other.undo()
    one.wait_measures(3)

    stranger = story.browser(server)
    entry.join(stranger, school["joinCode"], "Vos")
    stranger.open(path)
    stranger.expected.append("404")
    assert "tb-map" not in stranger.script("return document.documentElement.outerHTML"), "a stranger sees the work"
    plan = one.state("s.plan.value.id")
    status = stranger.driver.execute_async_script(
        "const done = arguments[1]; fetch(`/api/plans/${arguments[0]}`).then(r => done(r.status))", plan)
    assert status == 404, f"a stranger's question for the plan is answered with {status}"
    for browser in (first, second, stranger):
        browser.check_quiet()
