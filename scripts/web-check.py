"""The work of web-check that needs no type checker: ROOT. Prints what is wrong with place and reason; exit code 1 then."""

import gzip
import json
import os
import re
import sys
import unicodedata

sys.dont_write_bytecode = True
from web_modules import Script, served_styles  # noqa: E402

FIRST_LOAD_LIMIT = 350_000
# Names of XML vocabularies look like addresses but are never asked for.
NAMESPACES = re.compile(r"^https?://(www\.w3\.org/|www\.opengis\.net/)")
ADDRESS = re.compile(r"(?:https?:|wss?:)//[^\s\"'`<>)]+")
KEY = re.compile(r"^[a-z][A-Za-z0-9]*(\.[A-Za-z0-9_-]+)+$")
PLURALS = (".one", ".other")

problems = []


def problem(file, line, text):
    problems.append(f"{os.path.relpath(file, root)}:{line}: {text}")


def read(file):
    with open(file, encoding="utf-8") as opened:
        return opened.read()


def files(folder, *endings):
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if name.endswith(endings) and not name.startswith("."):
                yield os.path.join(place, name)


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


# Texts

def no_duplicates(pairs):
    found = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key {key} stands twice")
        found[key] = value
    return found


def load_texts(folder):
    """language -> key -> (text, file, line)"""
    texts = {"nl": {}, "en": {}}
    for file in files(folder, ".json"):
        language = os.path.basename(file).removesuffix(".json").split(".")[-1]
        if language not in texts:
            problem(file, 1, "is named after no language: expected nl.json, en.json, NAME.nl.json or NAME.en.json")
            continue
        source = read(file)
        try:
            entries = json.loads(source, object_pairs_hook=no_duplicates)
        except ValueError as error:
            problem(file, getattr(error, "lineno", 1), f"cannot be read: {error}")
            continue
        for key, text in entries.items():
            line = line_of(source, max(source.find(json.dumps(key, ensure_ascii=False)), 0))
            if not isinstance(text, str):
                problem(file, line, f"{key} is no text")
            elif not KEY.match(key):
                problem(file, line, f"{key} is no key: words with dots between them")
            elif key in texts[language]:
                problem(file, line, f"{key} also stands in {os.path.basename(texts[language][key][1])}")
            else:
                texts[language][key] = (text, file, line)
    return texts


def names_in(text):
    return sorted(set(re.findall(r"\{([A-Za-z0-9_]+)\}", text)))


def check_texts(texts):
    for language, other in [("nl", "en"), ("en", "nl")]:
        for key, (text, file, line) in texts[language].items():
            if key not in texts[other]:
                problem(file, line, f"{key} has no text in {other}")
            elif language == "nl" and names_in(text) != names_in(texts[other][key][0]):
                problem(file, line, f"{key} names {names_in(text)} in nl and {names_in(texts[other][key][0])} in en")
            if not text.strip() or text != text.strip():
                problem(file, line, f"{key} is empty, or begins or ends with a space")
            if text != unicodedata.normalize("NFC", text):
                problem(file, line, f"{key} is not in Unicode form NFC")
            if re.search(r"<[a-zA-Z/!]", text):
                problem(file, line, f"{key} holds markup; a text is only text")
            if re.sub(r"\{[A-Za-z0-9_]+\}", "", text).count("{") + re.sub(r"\{[A-Za-z0-9_]+\}", "", text).count("}"):
                problem(file, line, f"{key} has a brace that names nothing")
    for key, (_, file, line) in texts["nl"].items():
        for mine, other in [PLURALS, PLURALS[::-1]]:
            if key.endswith(mine) and key.removesuffix(mine) + other not in texts["nl"]:
                # `...other` is also a word of its own.
                if mine == ".one":
                    problem(file, line, f"{key} has no {other} beside it")


def check_uses(texts, scripts, views, swift):
    known = texts["nl"].keys() | texts["en"].keys()
    bases = {key.removesuffix(plural) for key in known for plural in PLURALS if key.endswith(plural)}
    rooms = {key.split(".")[0] for key in known}
    used, prefixes, patterns = set(), set(), set()

    def use_pattern(value):
        """A key with parts that are only known when the program runs."""
        if value.split(".")[0] in rooms and "\0" in value:
            patterns.add(re.compile(".+".join(re.escape(piece) for piece in value.split("\0"))))

    def use(file, line, key, must_exist):
        if key in known or key in bases:
            used.add(key)
        elif must_exist:
            problem(file, line, f"the text {key} is in no Localizations file")

    for script in scripts:
        for _, _, value, filled in script.strings:
            if value.endswith(".") and not filled:
                if value.split(".")[0] in rooms:
                    prefixes.add(value)
            elif not filled:
                use(script.file, 0, value, False)
        for value in script.templates:
            use_pattern(value)
        for offset, value, filled in script.first_arguments("t"):
            line = line_of(script.text, offset)
            if filled or value.endswith("."):
                if "." in value and not any(key.startswith(value) for key in known):
                    problem(script.file, line, f"no text begins with {value}")
            elif value.startswith("page."):
                problem(script.file, line, f"{value} is a text of the pages, which browsers are not given")
            elif KEY.match(value):
                use(script.file, line, value, True)
    for file in views:
        text = read(file)
        for found in re.finditer(r"(?<![\w./-])([a-z][A-Za-z0-9]*(?:\.[A-Za-z0-9_-]+)+)(?![\w/-])", text):
            if found.group(1).split(".")[0] in rooms:
                use(file, line_of(text, found.start()), found.group(1).rstrip("."), True)
    for file in swift:
        text = read(file)
        for found in re.finditer(r'"([a-z][A-Za-z0-9]*\.(?:[A-Za-z0-9_.-]|\\\([^()"]*\))*)"', text):
            value = re.sub(r"\\\([^()\"]*\)", "\0", found.group(1))
            if "\0" in value:
                use_pattern(value)
            elif value.split(".")[0] in rooms:
                use(file, line_of(text, found.start()), value, False)
    for key in sorted(known):
        base = next((key.removesuffix(plural) for plural in PLURALS if key.endswith(plural)), key)
        if (key not in used and base not in used and not any(key.startswith(prefix) for prefix in prefixes)
                and not any(pattern.fullmatch(key) or pattern.fullmatch(base) for pattern in patterns)):
            _, file, line = texts["nl"].get(key) or texts["en"][key]
            problem(file, line, f"{key} is used nowhere")
    return len(known)


# Content

def check_scripts(scripts):
    for script in scripts:
        for found in ADDRESS.finditer(script.code):
            if not NAMESPACES.match(found.group()):
                problem(script.file, line_of(script.code, found.start()), f"an address elsewhere: {found.group()}")
        for pattern, what in [
            (r"(?<![\w.$])eval\s*\(", "eval"),
            (r"new\s+Function\s*\(", "new Function"),
            (r"(?<![\w$])set(?:Timeout|Interval)\s*\(\s*[\"'`]", "a timer with code as text"),
            (r"document\s*\.\s*write", "document.write"),
            (r"setAttribute\(\s*[\"']style[\"']", "a style attribute, which the content security policy refuses"),
            (r"setAttribute\(\s*[\"']on[a-z]+[\"']", "an event attribute, which the content security policy refuses"),
            (r"\bcrypto\s*\.\s*(?:randomUUID|subtle)", "crypto that a browser only has over TLS (classroom mode is without)"),
            (r"navigator\s*\.\s*clipboard\s*\.", "the clipboard, which a browser only has over TLS (use ?. and a fallback)"),
        ]:
            for found in re.finditer(pattern, script.code):
                problem(script.file, line_of(script.code, found.start()), what)
        if script.file.endswith(".js") and not script.text.lstrip().startswith("// @ts-check"):
            problem(script.file, 1, "does not begin with // @ts-check")
        markup = r"\.(?:innerHTML|outerHTML)\s*\+?=(?!=)|insertAdjacentHTML|createContextualFragment|DOMParser|srcdoc|setHTMLUnsafe"
        for found in re.finditer(markup, script.code):
            line = line_of(script.code, found.start())
            # A lesson is HTML that the server's Markup wrote; the line or the one above says so.
            around = "\n".join(script.text.split("\n")[max(0, line - 3) : line])
            if "web-check: markup" not in around:
                problem(script.file, line, "text as HTML; where the server made it safe, say so: // web-check: markup, why")


def check_styles(styles):
    for file in styles:
        text = re.sub(r"/\*.*?\*/", lambda m: re.sub(r"[^\n]", " ", m.group()), read(file), flags=re.S)
        for found in ADDRESS.finditer(text):
            if not NAMESPACES.match(found.group()):
                problem(file, line_of(text, found.start()), f"an address elsewhere: {found.group()}")


def check_views(views):
    for file in views:
        text = re.sub(r"\{\{!.*?\}\}|<!--.*?-->", lambda m: re.sub(r"[^\n]", " ", m.group()), read(file), flags=re.S)
        for pattern, what in [
            (r"<script(?![^>]*\bsrc=)", "a script within the page"),
            (r"<style\b", "a style sheet within the page"),
            (r"<[^>]*\sstyle\s*=", "a style attribute"),
            (r"<[^>]*\son[a-z]+\s*=", "an event attribute"),
            (r"javascript:", "a javascript: address"),
            (r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}", "an address elsewhere"),
        ]:
            for found in re.finditer(pattern, text, flags=re.I):
                if not NAMESPACES.match(found.group()) and "www.w3.org" not in found.group():
                    problem(file, line_of(text, found.start()), f"{what}: {found.group()[:80]}")


# Size

def first_load(views, web, vendor, localizations, texts):
    """path -> bytes of all that the work page loads before anybody touches it"""
    page = os.path.join(views, "work.mustache")
    if not os.path.exists(page):
        return {}
    loaded = {"the page": read(page).encode()}
    wanted = re.findall(r"(?:src|href)\s*=\s*\"[^\"]*?/((?:app|vendor)/[^\"?#]+)", include_partials(page, views))
    while wanted:
        path = wanted.pop()
        if path in loaded:
            continue
        folder, _, rest = path.partition("/")
        file = os.path.join(web if folder == "app" else vendor, rest)
        if not os.path.isfile(file):
            problem(page, 1, f"{path}, which the work page loads, does not exist")
            loaded[path] = b""
            continue
        with open(file, "rb") as opened:
            loaded[path] = opened.read()
        base = os.path.dirname(path)
        if path.endswith(".js") and folder == "app":
            code = Script(file).code
            loaded[path] = Script(file).served.encode()
            links = re.findall(r"(?<![\w.$\"'])(?:from|import)\s*[\"']([^\"']+)[\"']", code)
        elif path.endswith(".css"):
            links = re.findall(r"@import\s+(?:url\()?[\"']?([^\"')\s;]+)", loaded[path].decode())
            links += [link for link in re.findall(r"url\([\"']?([^\"')]+)", loaded[path].decode())
                      if not link.startswith("data:")]
            loaded[path] = served_styles(loaded[path].decode()).encode() if folder == "app" else loaded[path]
        else:
            links = []
        for link in links:
            if not link.startswith("."):
                link = "./" + link
            wanted.append(os.path.normpath(os.path.join(base, link)))
    loaded["localizations/nl.json"] = json.dumps(
        {key: value[0] for key, value in sorted(texts["nl"].items()) if not key.startswith("page.")},
        ensure_ascii=False).encode()
    return loaded


def include_partials(page, views, depth=0):
    def insert(found):
        file = os.path.join(views, found.group(1) + ".mustache")
        return include_partials(file, views, depth + 1) if os.path.exists(file) and depth < 5 else ""

    return re.sub(r"\{\{[><$/]\s*([\w/-]+)\s*\}\}", insert, read(page))


def main():
    workbench = os.path.join(root, "Sources", "Workbench")
    web, views_folder = os.path.join(workbench, "Web"), os.path.join(workbench, "Views")
    localizations = os.path.join(workbench, "Localizations")
    vendor = os.path.join(root, ".build", "vendor")
    if not os.path.isdir(vendor):
        vendor = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), ".build", "vendor")
    scripts = [Script(file) for file in files(web, ".js")]
    views = list(files(views_folder, ".mustache"))
    swift = list(files(os.path.join(root, "Sources"), ".swift"))

    texts = load_texts(localizations)
    check_texts(texts)
    before = len(problems)
    count = check_uses(texts, scripts, views, swift)
    print(f"texts: {count} in two languages")

    check_scripts(scripts)
    check_styles(list(files(web, ".css", ".svg")))
    check_views(views)
    print(f"content: {len(scripts)} modules, {len(views)} views")

    loaded = first_load(views_folder, web, vendor, localizations, texts)
    if loaded:
        sizes = {path: len(gzip.compress(content, 9, mtime=0)) for path, content in loaded.items()}
        total = sum(sizes.values())
        largest = sorted(sizes.items(), key=lambda item: -item[1])[:5]
        print(f"size: the first load of the work page is {total / 1000:.0f} kB gzipped in {len(sizes)} files "
              f"(limit {FIRST_LOAD_LIMIT // 1000}); largest: "
              + ", ".join(f"{path} {size / 1000:.1f}" for path, size in largest))
        if total > FIRST_LOAD_LIMIT:
            problem(os.path.join(views_folder, "work.mustache"), 1, f"the first load is {total} bytes, over the limit")

    for text in sorted(set(problems)):
        print(text)
    print(f"{len(set(problems))} problems")
    sys.exit(1 if problems else 0)


root = os.path.abspath(sys.argv[1])
main()
