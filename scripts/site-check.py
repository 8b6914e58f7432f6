"""The work of site-check: AXE FOLDER [SCREENSHOTS]."""

import os
import sys
import urllib.parse

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SIZES = [("laptop", 1366, 768), ("phone", 360, 740)]
SCHEMES = ["light", "dark"]

FACTS = """
return {
  lang: document.documentElement.lang, title: document.title,
  overflow: document.documentElement.scrollWidth - window.innerWidth,
  scripts: document.scripts.length,
  styled: [...document.styleSheets].length,
  padding: getComputedStyle(document.querySelector('main')).maxWidth,
  links: [...document.querySelectorAll('a[href], link[href]')].map(e => e.href),
  ids: [...document.querySelectorAll('[id]')].map(e => e.id),
  images: [...document.images].map(e => [e.src, e.naturalWidth, e.alt]),
  requests: performance.getEntriesByType('resource').map(e => e.name),
}
"""
AXE = """
const done = arguments[arguments.length - 1];
axe.run(document, {runOnly: {type: 'tag', values: %s}}).then(
  r => done({violations: r.violations, passes: r.passes.length, unsure: r.incomplete}), e => done({error: String(e)}));
""" % TAGS


def pages(folder):
    for place, _, names in sorted(os.walk(folder)):
        for name in sorted(names):
            if name.endswith(".html"):
                yield os.path.relpath(os.path.join(place, name), folder)


def main():
    axe, folder = sys.argv[1], os.path.abspath(sys.argv[2])
    shots = os.path.abspath(sys.argv[3]) if len(sys.argv) > 3 else None
    if shots:
        os.makedirs(shots, exist_ok=True)
    source = open(axe, encoding="utf-8").read()
    problems = []
    anchors = {}
    targets = []
    options = Options()
    options.binary_location = "/usr/bin/chromium"
    for flag in ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars", "--disable-gpu"]:
        options.add_argument(flag)
    driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    checks = 0
    try:
        found = list(pages(folder))
        if not found:
            problems.append("there is no page in " + folder)
        for page in found:
            for size, width, height in SIZES:
                for scheme in SCHEMES:
                    driver.execute_cdp_cmd(
                        "Emulation.setDeviceMetricsOverride",
                        {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})
                    driver.execute_cdp_cmd(
                        "Emulation.setEmulatedMedia",
                        {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
                    driver.get("file://" + urllib.parse.quote(os.path.join(folder, page)))
                    facts = driver.execute_script(FACTS)
                    here = f"{page} ({size}, {scheme})"
                    if facts["overflow"] > 0:
                        problems.append(f"{here}: sticks out by {facts['overflow']} pixels")
                    if not facts["lang"] or not facts["title"].strip():
                        problems.append(f"{here}: has no lang or no title")
                    if facts["scripts"] > 0:
                        problems.append(f"{here}: has a script")
                    if facts["styled"] != 1 or facts["padding"] == "none":
                        problems.append(f"{here}: the style sheet does not apply")
                    for request in facts["requests"]:
                        if not request.startswith("file:"):
                            problems.append(f"{here}: asks the network for {request}")
                    for image, natural, alternative in facts["images"]:
                        if natural == 0 or not alternative.strip():
                            problems.append(f"{here}: the figure {image} does not show or has no text")
                    anchors[page] = set(facts["ids"])
                    targets += [(page, link) for link in facts["links"]]
                    driver.execute_script(source)
                    result = driver.execute_async_script(AXE)
                    checks += 1
                    if "error" in result or result["passes"] < 5:
                        problems.append(f"{here}: axe did not run: {result}")
                        continue
                    for found_one in result["violations"] + result["unsure"]:
                        nodes = "; ".join(node["html"][:120] for node in found_one["nodes"][:3])
                        problems.append(f"{here}: {found_one['id']}: {found_one['help']}: {nodes}")
                    if shots:
                        name = page.replace("/", "-").removesuffix(".html") + f"-{size}-{scheme}.png"
                        total = driver.execute_script("return document.documentElement.scrollHeight")
                        driver.execute_cdp_cmd(
                            "Emulation.setDeviceMetricsOverride",
                            {"width": width, "height": min(total, 8000), "deviceScaleFactor": 1, "mobile": False})
                        driver.save_screenshot(os.path.join(shots, name))
    finally:
        driver.quit()
    root = "file://" + urllib.parse.quote(folder) + "/"
    for page, link in sorted(set(targets)):
        address, _, fragment = link.partition("#")
        if address.startswith(("https:", "http:", "mailto:")):
            continue
        if not address.startswith(root):
            problems.append(f"{page}: leads out of the site: {link}")
            continue
        path = urllib.parse.unquote(address[len(root):])
        if not os.path.isfile(os.path.join(folder, path)):
            problems.append(f"{page}: there is no {path}")
        elif fragment and fragment not in anchors.get(path, set()):
            problems.append(f"{page}: there is no #{fragment} in {path}")
    for problem in sorted(set(problems)):
        print(problem)
    print(f"{len(found)} pages, {checks} checks with axe, {len(set(targets))} links, {len(set(problems))} problems")
    sys.exit(1 if problems else 0)


main()
