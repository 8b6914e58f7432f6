"""A pack and a course whose every text is markup that would run: all of it is shown as text, and nothing runs."""

import json
import os
import re
import shutil
import tempfile

from selenium.webdriver.common.keys import Keys

from harness.server import PASSWORD, School
from pages import entry
from pages.workbench import Workbench
from stories.heat_explained import read

ATTACK = "<img src=x onerror=globalThis.__hit=1>"
FOLDERS = ["packs/basis-nl/measures", "packs/basis-nl/indicators", "packs/basis-nl/data",
           "packs/straat-van-de-toekomst", "courses/straat-van-de-toekomst"]


def poison(folder):
    """Puts the attack before texts for people in all YAML below a folder, and into its Markdown; answers how often."""
    count = 0
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            if name.endswith(".yaml"):
                with open(path, encoding="utf-8") as file:
                    text = file.read()
                # Plain and quoted scalars; what is folded over lines is left.
                text, found = re.subn(r"\b((?:nl|en): \"?)(?=[A-Za-z0-9])", r"\1" + ATTACK + " ", text)
            elif name.endswith(".md"):
                with open(path, encoding="utf-8") as file:
                    # HTML itself is refused when the course is built; as an example between accents it may stand.
                    text, found = file.read() + f"\n\nEen voorbeeld: `{ATTACK}`\n", 1
            else:
                continue
            count += found
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
    return count


def tell(story):
    folder = tempfile.mkdtemp(prefix="twinbench-hostile-")
    try:
        for name in ["packs", "courses", "docs"]:
            shutil.copytree(os.path.join(story.school.repository, name), os.path.join(folder, name))
        count = sum(poison(os.path.join(folder, part)) for part in FOLDERS)
        assert count > 100, f"only {count} texts"
        school = School(story.school.programs, folder, os.path.join(folder, "school"))
        school.prepare()
        story.school = school
        walk(story, count)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def walk(story, count):
    server = story.server()
    schoolclass = server.make_class(f"1A {ATTACK}")
    server.start()
    teacher = story.browser(server)
    entry.log_in(teacher, "docent", PASSWORD)
    entry.give_assignment(teacher, schoolclass["id"])
    unharmed(teacher, "the teacher's desk")
    story.close(teacher)

    browser = story.browser(server)
    entry.join(browser, schoolclass["joinCode"], "Vlinder")
    unharmed(browser, "the student's card")
    entry.begin(browser)
    bench = Workbench(browser)
    bench.wait_until_ready()
    over = browser.script("return document.documentElement.scrollWidth - innerWidth")
    assert over <= 0 and browser.one("#right-tab-compare").rect["x"] < 1366, f"long texts stick out by {over} pixels"
    seen = 0
    for side, names in [("left", ["assignment", "palette", "table", "history"]), ("right", ["map", "cell", "compare"])]:
        for name in names:
            bench.tab(side, name)
            for summary in browser.all(f"#{side}-panel-{name} summary, .wb-{side} summary"):
                if summary.is_displayed():
                    browser.script("arguments[0].parentElement.open = true", summary)
            seen += unharmed(browser, name)
    assert seen > 20, f"the texts were seen only {seen} times"
    browser.shot(f"{story.name}-workbench")

    bench.choose_card("tree")
    bench.calibrate()
    bench.click_at(155143.0, 463154.5)
    bench.wait_measures(1)
    bench.wait_saved()
    browser.keys(Keys.ESCAPE)
    unharmed(browser, "a tree placed")
    bench.tab("left", "assignment")
    browser.one(".lesson-button").click()
    browser.one("dialog[open]")
    unharmed(browser, "a lesson")
    bench.close_sheet()
    rename(bench)
    unharmed(browser, "a plan with a name")
    bench.answer("regenvolume", "6300 m3")
    bench.answer("voorspel-plein", "0,5 °C", f"Een boom is weinig {ATTACK}.")
    # A plan that rests is run by itself.
    bench.wait_level("doorgerekend", wait=300)
    unharmed(browser, "answered")
    read(bench, (155143.0, 463154.5))
    browser.until(lambda: browser.all(".cell-causes"), "the spot was not read", 60)
    unharmed(browser, "a spot read")
    for row in range(2):
        browser.all(".indicator-row")[row].click()
        browser.one("dialog[open]")
        unharmed(browser, "an indicator")
        bench.close_sheet()
    bench.hand_in()
    unharmed(browser, "feedback")
    browser.shot(f"{story.name}-feedback")
    story.note(f"{count} texts")
    browser.check_quiet()


def rename(bench):
    """The plan's name, as a student may type it."""
    bench.state("""(async () => {
      const plans = await import(base + 'state/plans.js');
      await plans.renamePlan(s.planID.value, %s);
    })()""" % json.dumps(ATTACK))


def unharmed(browser, here):
    """Nothing ran and no picture was made of the text; answers how often it stands there as text."""
    facts = browser.script("""
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        let seen = 0;
        while (walker.nextNode()) seen += walker.currentNode.data.split('onerror=').length - 1;
        return {hit: globalThis.__hit === 1, seen,
          made: document.querySelectorAll('img[src="x"], [onerror], main script, dialog script').length}""")
    assert not facts["hit"] and facts["made"] == 0, f"{here}: {facts}"
    return facts["seen"]
