"""Reading our own modules far enough to tell comments, strings and code apart.

Run as a program, FROM TO: copies modules without their comments and indentation, which are a quarter of what a class would load. Lines
stay where they are, so that what a browser reports is found in the source; nothing else is changed, and the sources run
as they are.
"""

import os
import re
import shutil
import sys

REGEX_MAY_FOLLOW = set("(,=:[!&|?{};+-*%<>~^") | {""}
REGEX_KEYWORDS = re.compile(r"(?:^|[^\w$.])(return|typeof|case|in|of|do|else|void|delete|await|yield)$")


def read(file):
    with open(file, encoding="utf-8") as opened:
        return opened.read()


class Script:
    """A module with its comments blanked, and its strings: (offset, end, value, whether something is filled in after it)."""

    def __init__(self, file):
        self.file = file
        self.text = read(file)
        self.code = list(self.text)
        self.strings, self.comments = [], []
        # Templates whole, with a NUL for each thing filled in.
        self.templates = []
        self.scan(0, None)
        self.code = "".join(self.code)

    @property
    def served(self):
        """The module as it is packed: without its comments and indentation, in the same lines."""
        pieces, end = [], 0
        for start, stop in self.comments:
            pieces += [self.text[end:start], "\n" * self.text.count("\n", start, stop)]
            end = stop
        code = "".join(pieces) + self.text[end:]
        # What stands in a template of several lines stays as it is.
        if any("\n" in value for _, _, value, _ in self.strings):
            return code
        return re.sub(r"[ \t]*\n[ \t]+", "\n", code)

    def blank(self, start, end):
        self.comments.append((start, end))
        for i in range(start, end):
            if self.code[i] != "\n":
                self.code[i] = " "

    def scan(self, i, closing):
        """Reads code from i to the end, or to the brace that closes a `${`; answers where it stopped."""
        text, depth, before = self.text, 0, ""
        while i < len(text):
            two = text[i : i + 2]
            char = text[i]
            if two == "//":
                end = text.find("\n", i)
                end = len(text) if end < 0 else end
                self.blank(i, end)
                i = end
                continue
            if two == "/*":
                end = text.find("*/", i)
                end = len(text) if end < 0 else end + 2
                self.blank(i, end)
                i = end
                continue
            if char in "\"'":
                i = self.quoted(i, char)
                before = char
                continue
            if char == "`":
                i = self.template(i)
                before = char
                continue
            if char == "/" and (before in REGEX_MAY_FOLLOW or REGEX_KEYWORDS.search(text[max(0, i - 12) : i].rstrip())):
                i = self.expression(i)
                before = ")"
                continue
            if char == "{":
                depth += 1
            elif char == "}":
                if closing and depth == 0:
                    return i
                depth -= 1
            if not char.isspace():
                before = char
            i += 1
        return i

    def quoted(self, start, quote):
        i = start + 1
        while i < len(self.text) and self.text[i] != quote and self.text[i] != "\n":
            i += 2 if self.text[i] == "\\" else 1
        self.strings.append((start, i + 1, self.text[start + 1 : i], False))
        return i + 1

    def template(self, start):
        i = part = start + 1
        whole = ""
        while i < len(self.text) and self.text[i] != "`":
            if self.text[i] == "\\":
                i += 2
            elif self.text[i : i + 2] == "${":
                self.strings.append((part - 1, i + 2, self.text[part:i], True))
                whole += self.text[part:i] + "\0"
                i = part = self.scan(i + 2, "}") + 1
            else:
                i += 1
        self.strings.append((part - 1, i + 1, self.text[part:i], False))
        self.templates.append(whole + self.text[part:i])
        return i + 1

    def expression(self, start):
        i, within = start + 1, False
        while i < len(self.text) and self.text[i] != "\n":
            if self.text[i] == "\\":
                i += 1
            elif self.text[i] == "[":
                within = True
            elif self.text[i] == "]":
                within = False
            elif self.text[i] == "/" and not within:
                return i + 1
            i += 1
        return i

    def first_arguments(self, name):
        """The strings in the first argument of every call of a function."""
        ends = {offset: end for offset, end, _, _ in self.strings}
        for call in re.finditer(r"(?<![\w.$])" + name + r"\(", self.code):
            i, depth = call.end(), 0
            while i < len(self.code):
                if i in ends:
                    i = ends[i]
                    continue
                if self.code[i] in "([{":
                    depth += 1
                elif self.code[i] in ")]}":
                    if depth == 0:
                        break
                    depth -= 1
                elif self.code[i] == "," and depth == 0:
                    break
                i += 1
            for offset, _, value, filled in self.strings:
                if call.end() <= offset < i:
                    yield offset, value, filled


def served_styles(text):
    """A style sheet as it is packed: without its comments, in the same lines."""
    return re.sub(r"/\*.*?\*/", lambda found: "\n" * found.group().count("\n"), text, flags=re.S)


def main():
    source, target = sys.argv[1:]
    for place, _, names in os.walk(source):
        folder = os.path.join(target, os.path.relpath(place, source))
        os.makedirs(folder, exist_ok=True)
        for name in names:
            file = os.path.join(place, name)
            if name.endswith(".js"):
                with open(os.path.join(folder, name), "w", encoding="utf-8") as opened:
                    opened.write(Script(file).served)
            elif name.endswith(".css"):
                with open(os.path.join(folder, name), "w", encoding="utf-8") as opened:
                    opened.write(served_styles(read(file)))
            elif not (name.startswith(".") or name.endswith(".d.ts") or name.startswith("deno.json")):
                shutil.copyfile(file, os.path.join(folder, name))


if __name__ == "__main__":
    main()
