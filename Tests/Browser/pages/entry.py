"""The pages before the workbench: start, joining, coming back, home, and the teacher's."""

import re


def check_page(browser, here):
    """What holds for every page: a language, a title, one main heading, nothing sideways at any width, axe."""
    facts = browser.script("""
        return {lang: document.documentElement.lang, title: document.title.trim(),
          headings: document.querySelectorAll('h1').length, main: document.querySelectorAll('main').length,
          skip: !!document.querySelector('.skip-link')}""")
    assert facts["lang"] in ("nl", "en") and facts["title"] and facts["main"] == 1 and facts["skip"], f"{here}: {facts}"
    assert facts["headings"] == 1, f"{here}: {facts['headings']} main headings"
    # 320 px is also what a window of 1280 px leaves at 400 %.
    for width in (320, 683):
        browser.size(width, 768)
        over = browser.script("return document.documentElement.scrollWidth - innerWidth")
        assert over <= 0, f"{here}: sticks out by {over} pixels at {width} pixels wide"
    browser.size(1366, 768)
    browser.check_accessible(here)


def join(browser, code, nickname, check=False):
    """From the first page into the class; answers the return code on the student's card."""
    browser.open("/")
    if check:
        check_page(browser, "start")
    browser.one("#join-code").send_keys(code)
    browser.one("#join-code").submit()
    field = browser.one("#nickname")
    if check:
        check_page(browser, "join")
    came = browser.script("return document.querySelector('#code').value")
    assert came.replace(" ", "") == code.replace(" ", ""), f"the code {code} did not come along: {came}"
    field.send_keys(nickname)
    field.submit()
    shown = browser.until(lambda: (browser.all(".big-code") or [None])[0], lambda: f"no card for {nickname}, but {browser.path}: {browser.text()[:400]}")
    browser.until(lambda: shown.text.strip(), "the card shows no return code")
    return shown.text.strip()


def begin(browser):
    """From the student's home into the work on the first assignment; answers the path of the work."""
    browser.open("/home")
    browser.one(".assignments a.button, .assignments form button").click()
    browser.until(lambda: re.fullmatch(r"/works/[A-Za-z0-9_-]+", browser.path), "the work did not open")
    return browser.path


def come_back(browser, code):
    """On another computer, with the code from the card."""
    browser.open("/return")
    browser.one("#code").send_keys(code)
    browser.one("#code").submit()
    browser.until(lambda: browser.path == "/home", lambda: f"the return code led to {browser.path}: {browser.text('main')}")


def log_in(browser, name, password):
    browser.open("/login")
    browser.one("#name").send_keys(name)
    browser.one("#password").send_keys(password)
    browser.one("#password").submit()
    browser.until(lambda: browser.path == "/desk", lambda: f"the log-in led to {browser.path}: {browser.text('main')}")


def give_assignment(browser, class_id):
    """The teacher gives the class the first assignment on offer."""
    browser.open(f"/desk/classes/{class_id}")
    browser.one("#offer").submit()
    browser.until(lambda: browser.all("section[aria-labelledby=assignments] ul li"), "the assignment was not given")


def leave(browser):
    browser.one("form[action='/logout'] button").click()
    browser.until(lambda: browser.path == "/", "logging out did not lead to the first page")
