"""A teacher starts a server for the first time: set-up word, account, class, poster, cards, an assignment."""

import re

from harness.server import PASSWORD
from pages import entry


def tell(story):
    server = story.server().start()
    teacher = story.browser(server)
    teacher.open("/")
    entry.check_page(teacher, "start, before there is a teacher")
    teacher.one("a[href='/setup']").click()
    entry.check_page(teacher, "set-up")

    # Nobody without the word, which only the terminal shows.
    def set_up(word):
        for field, text in [("word", word), ("name", "juf Ans"), ("password", PASSWORD)]:
            element = teacher.one("#" + field)
            element.clear()
            element.send_keys(text)
        teacher.expected.append("403")
        teacher.expected.append("422")
        teacher.one("#password").submit()

    set_up("VERKEERD")
    teacher.one("#problem")
    entry.check_page(teacher, "set-up with a wrong word")
    words = re.findall(r"startwoord ([A-Z0-9]{4} [A-Z0-9]{4})", server.said())
    assert words, "the terminal shows no set-up word: " + server.said()
    set_up(words[0])
    teacher.until(lambda: teacher.path == "/desk", lambda: "set-up led to " + teacher.text("main"))
    entry.check_page(teacher, "the desk")
    teacher.shot("desk")

    teacher.one("#name").send_keys("1A <script>alert(1)</script>")
    teacher.one("#name").submit()
    teacher.until(lambda: re.fullmatch(r"/desk/classes/[A-Za-z0-9_-]+", teacher.path), "no class was made")
    class_page = teacher.path
    assert "<script>alert(1)</script>" in teacher.text("h1"), "the name is not shown as it was typed"
    entry.give_assignment(teacher, class_page.rsplit("/", 1)[1])
    entry.check_page(teacher, "a class")
    # Shown in two groups, and good however it is typed.
    code = teacher.one(".code-text").text.strip()
    assert re.fullmatch(r"[A-Z0-9]{3} ?[A-Z0-9]{3}", code), f"the join code is ‘{code}’"

    for name in ["Vlinder", "<b onclick=alert(1)>x", "Ömer 🦋"]:
        student = story.browser(server)
        entry.join(student, code, name, check=name == "Vlinder")
        entry.check_page(student, f"the card of {name}")
        student.open("/home")
        assert name in student.text("h1"), f"{student.text('h1')} does not greet {name}"
        if name == "Vlinder":
            entry.check_page(student, "a student's home")
            student.shot("home")
            # Another class's page is not for students; the answer does not say whether it exists.
            student.open(class_page)
            assert "1A" not in student.text("main"), "a student sees the teacher's page"
            entry.check_page(student, "a page that is not for students")
            student.expected += ["403", "404"]
        story.close(student)

    teacher.open(class_page)
    assert all(name in teacher.text("table") for name in ["Vlinder", "Ömer 🦋", "onclick"]), teacher.text("table")
    entry.check_page(teacher, "a class with students")
    teacher.shot("class")
    for page in ["cards", "poster"]:
        teacher.open(f"{class_page}/{page}")
        entry.check_page(teacher, page)
        teacher.shot(page)
    assert code.replace(" ", "") in teacher.text("main").replace(" ", ""), "the poster does not show the code"
    teacher.open(class_page)
    teacher.one("table tbody th a").click()
    entry.check_page(teacher, "a student, for the teacher")

    for page in ["/classroom-mode", "/login", "/return", "/join"]:
        teacher.open(page)
        entry.check_page(teacher, page)
    teacher.open("/desk")
    teacher.one("form[action='/language'] button").click()
    teacher.until(lambda: teacher.script("return document.documentElement.lang") == "en", "English was not chosen")
    entry.check_page(teacher, "the desk, in English")
    entry.leave(teacher)
    teacher.check_quiet()
