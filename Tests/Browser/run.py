"""Runs the stories: PROGRAMS REPOSITORY WORK AXE [--story NAME]... [--second-attempt] [--list]. See scripts/browser-test."""

import argparse
import importlib
import os
import pkgutil
import sys
import time
import traceback

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import stories
from harness.browser import Browser
from harness.server import School, Server


class Story:
    """What a story works with: a fresh server and browsers, ended whatever happens."""

    def __init__(self, name, school):
        self.name, self.school = name, school
        self.servers, self.browsers, self.notes, self.checks = [], [], [], 0

    def server(self, **how):
        self.servers.append(Server(self.school, **how))
        return self.servers[-1]

    def browser(self, server, **how):
        self.browsers.append(Browser(server.base, **how))
        return self.browsers[-1]

    def close(self, browser):
        """Ends a browser before the story does, when all was quiet in it."""
        browser.check_quiet()
        self.checks += browser.accessibility_checks
        self.browsers.remove(browser)
        browser.quit()

    def note(self, text):
        self.notes.append(text)

    def finish(self, succeeded):
        for number, browser in enumerate(self.browsers):
            if not succeeded:
                try:
                    browser.shot(f"failed-{self.name}-{number}")
                    browser.collect()
                    for line in browser.noticed[-8:]:
                        print(f"    browser {number} noticed: {line[:600]}")
                except Exception as error:
                    print(f"    browser {number} could not be asked: {error}")
            browser.quit()
        for server in self.servers:
            try:
                if succeeded:
                    server.stop()
                    self.school.keep_computed(server.home)
            finally:
                if not succeeded:
                    print("    the server said: " + server.said()[-1500:].replace("\n", "\n      "))
                server.remove()


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("programs")
    arguments.add_argument("repository")
    arguments.add_argument("work")
    arguments.add_argument("axe")
    arguments.add_argument("--story", action="append", default=[])
    arguments.add_argument("--list", action="store_true")
    arguments.add_argument("--second-attempt", action="store_true")
    options = arguments.parse_args()
    names = sorted(module.name for module in pkgutil.iter_modules(stories.__path__))
    modules = [(name, importlib.import_module(f"stories.{name}")) for name in names]
    if options.list:
        for name, module in modules:
            print(f"{name}: {(module.__doc__ or '').strip().splitlines()[0]}")
        return 0
    unknown = set(options.story) - set(names)
    if unknown:
        print(f"no such story: {', '.join(sorted(unknown))}; there are: {', '.join(names)}")
        return 2

    with open(options.axe, encoding="utf-8") as file:
        Browser.axe_source = file.read()
    os.environ.setdefault("TWINBENCH_BROWSER_PICTURES", os.path.join(options.work, "pictures"))
    school = School(options.programs, options.repository, os.path.join(options.work, "school"))
    school.prepare()
    failed, repeated, checks = [], [], 0
    for name, module in modules:
        if options.story and name not in options.story:
            continue
        succeeded, own = attempt(name, module, school)
        checks += own
        if not succeeded and options.second_attempt:
            repeated.append(name)
            succeeded, own = attempt(name, module, school)
            checks += own
        if not succeeded:
            failed.append(name)
    if repeated:
        print(f"told twice, since the first time failed: {', '.join(repeated)}")
    print(f"{len(failed)} stories failed, {checks} checks with axe" + (": " + ", ".join(failed) if failed else ""))
    return 1 if failed else 0


def attempt(name, module, school):
    """Tells one story: whether it succeeded, and how many checks with axe it made."""
    begun = time.monotonic()
    story = Story(name, school)
    succeeded = False
    try:
        module.tell(story)
        succeeded = True
    except Exception as error:
        print(f"  {name}: {error}")
        traceback.print_exc(limit=-6)
    finally:
        checks = story.checks + sum(browser.accessibility_checks for browser in story.browsers)
        try:
            story.finish(succeeded)
        except Exception as error:
            print(f"  {name}: at the end: {error}")
            succeeded = False
    print(f"{'ok    ' if succeeded else 'FAILED'} {name} ({time.monotonic() - begun:.0f} s)"
          + "".join(f"; {note}" for note in story.notes), flush=True)
    return succeeded, checks


sys.exit(main())
