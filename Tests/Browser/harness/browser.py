"""Debian's Chromium, driven as a person would, and what it noticed meanwhile."""

import json
import os
import time

from selenium import webdriver
from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException, WebDriverException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

LAPTOP = (1366, 768)
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
AXE = """
const done = arguments[arguments.length - 1];
axe.run(document, {runOnly: {type: 'tag', values: %s}}).then(
  r => done({passes: r.passes.length, violations: r.violations.map(
    v => [v.id, v.help, v.nodes.map(n => n.html.slice(0, 160) + ' ## ' + (n.failureSummary || '').slice(0, 300))])}),
  e => done({error: String(e)}));
""" % AXE_TAGS
# Runs before anything of the page: keeps what the content security policy refused and what went wrong unseen.
WATCH = """
globalThis.__noticed = [];
addEventListener('securitypolicyviolation', e => __noticed.push(
  `refused by the content security policy: ${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`));
addEventListener('error', e => __noticed.push(`error: ${e.message} ${e.filename}:${e.lineno}`), true);
addEventListener('unhandledrejection', e => __noticed.push(
  `promise rejected and not handled: ${e.reason && e.reason.stack || e.reason}`));
"""


class Browser:
    axe_source = None

    def __init__(self, base, flags=(), throttle=None, profile=None, language="nl-NL", clock_offset_seconds=None,
                 extra_script=None):
        options = Options()
        options.binary_location = "/usr/bin/chromium"
        for flag in ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars", "--disable-gpu",
                     "--disable-background-networking", "--disable-component-update", "--no-first-run",
                     f"--lang={language}", f"--window-size={LAPTOP[0]},{LAPTOP[1]}",
                     # Nothing but this machine can be reached, whatever a page asks for.
                     "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", *flags]:
            options.add_argument(flag)
        if profile:
            options.add_argument(f"--user-data-dir={profile}")
        options.add_experimental_option("prefs", {"intl.accept_languages": f"{language},{language[:2]}"})
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
        self.driver.set_script_timeout(60)
        self.driver.set_page_load_timeout(60)
        self.base = base
        self.requests = []
        self.noticed = []
        # What a story provokes on purpose, such as a refused edit, shows in the console as a failed request.
        self.expected = []
        self.accessibility_checks = 0
        self.size(*LAPTOP)
        self.cdp("Page.addScriptToEvaluateOnNewDocument", source=WATCH)
        if clock_offset_seconds is not None:
            self.cdp("Page.addScriptToEvaluateOnNewDocument", source=(
                "(() => { const Real = Date, off = %d; globalThis.Date = class extends Real {"
                " constructor(...a) { a.length ? super(...a) : super(Real.now() + off); }"
                " static now() { return Real.now() + off; } }; })();" % (clock_offset_seconds * 1000)))
        if extra_script:
            self.cdp("Page.addScriptToEvaluateOnNewDocument", source=extra_script)
        if throttle:
            self.cdp("Emulation.setCPUThrottlingRate", rate=throttle)

    def cdp(self, name, **parameters):
        return self.driver.execute_cdp_cmd(name, parameters)

    def size(self, width, height):
        self.cdp("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def scheme(self, value):
        self.cdp("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": value}])

    def offline(self, yes):
        self.cdp("Network.enable")
        self.cdp("Network.emulateNetworkConditions", offline=yes, latency=0, downloadThroughput=-1, uploadThroughput=-1)

    def open(self, path):
        self.driver.get(self.base + path)

    def script(self, source, *arguments):
        return self.driver.execute_script(source, *arguments)

    @property
    def path(self):
        return self.driver.current_url.removeprefix(self.base)

    # Finding as a person does: by role and name. Chromium computes both, so that what is found is what is announced.

    def all(self, selector, within=None):
        return (within or self.driver).find_elements("css selector", selector)

    def one(self, selector, within=None, wait=10):
        return self.until(lambda: (self.all(selector, within) or [None])[0], f"nothing matches {selector}", wait)

    def by_label(self, label, wait=10):
        """The field with this label."""
        return self.until(lambda: self.script("""
            const fits = e => (e.labels ? [...e.labels] : []).some(l => l.textContent.trim().startsWith(arguments[0]))
              || (e.getAttribute('aria-label') || '').startsWith(arguments[0]);
            return [...document.querySelectorAll('input, select, textarea')].find(
              e => fits(e) && e.checkVisibility()) || null;
            """.replace("arguments[0]", json.dumps(label))), f"no field is labelled {label}", wait)

    def by_name(self, name, selector="button, a[href], summary, [role=button], [role=tab], [role=menuitem], label",
                within=None, wait=10, exact=False):
        """The button or link with this name, in sight."""
        def find():
            for element in self.all(selector, within):
                try:
                    own = " ".join((element.accessible_name or element.text or "").split())
                    if element.is_displayed() and (own == name if exact else own.startswith(name)):
                        return element
                except (StaleElementReferenceException, WebDriverException):
                    continue
            return None
        return self.until(find, f"nothing to press is named {name}", wait)

    def press(self, name, **how):
        element = self.by_name(name, **how)
        self.script("arguments[0].scrollIntoView({block: 'nearest'})", element)
        element.click()
        return element

    def fill(self, label, text):
        field = self.by_label(label)
        field.clear()
        field.send_keys(text)
        return field

    def text(self, selector="body"):
        return " ".join(self.script(
            "return [...document.querySelectorAll(arguments[0])].map(e => e.innerText).join(' ')", selector).split())

    def until(self, found, complaint, wait=10):
        limit = time.monotonic() + wait
        while True:
            try:
                value = found()
            except (StaleElementReferenceException, NoSuchElementException):
                value = None
            if value:
                return value
            if time.monotonic() > limit:
                raise AssertionError(complaint() if callable(complaint) else complaint)
            time.sleep(0.05)

    def keys(self, *keys, pause=0.0):
        """To whatever has the focus, one after the other."""
        for key in keys:
            self.driver.switch_to.active_element.send_keys(key)
            if pause:
                time.sleep(pause)

    # What was noticed

    def collect(self):
        """Takes over what the browser logged, so that it outlives the page."""
        try:
            self.noticed += self.script("return (globalThis.__noticed || []).splice(0)") or []
        except WebDriverException:
            pass
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                self.requests.append(message["params"]["request"]["url"])
            elif message["method"] == "Network.webSocketCreated":
                self.requests.append(message["params"]["url"])
        for entry in self.driver.get_log("browser"):
            if entry["level"] in ("SEVERE", "WARNING"):
                self.noticed.append(f"console: {entry['message']}")

    def check_quiet(self):
        """Nothing was asked of another address, nothing refused by the policy, nothing went wrong unseen."""
        self.collect()
        for url in self.requests:
            if not url.startswith((self.base + "/", "data:", "blob:", "about:", "chrome:")):
                raise AssertionError(f"the page asked {url}")
        loud = [line for line in self.noticed if not any(part in line for part in self.expected)]
        if loud:
            raise AssertionError("the browser noticed: " + "\n  ".join(loud[:10]))

    def check_accessible(self, here, schemes=("light", "dark")):
        """axe with all rules of WCAG 2.0 to 2.2, A and AA, finds nothing; no exclusions."""
        faults = []
        for scheme in schemes:
            self.scheme(scheme)
            time.sleep(0.35)  # colours that fade to the other scheme arrive
            if not self.script("return typeof axe !== 'undefined'"):
                self.driver.execute_script(self.axe_source)
            result = self.driver.execute_async_script(AXE)
            if "error" in result or result["passes"] < 5:
                raise AssertionError(f"{here}: axe did not run: {result}")
            self.accessibility_checks += 1
            for rule, text, nodes in result["violations"]:
                faults.append(f"{here} ({scheme}): {rule}: {text}: " + " | ".join(nodes[:3]))
        self.scheme("light")
        if faults:
            raise AssertionError("axe: " + "\n  ".join(faults))

    def shot(self, name):
        folder = os.environ.get("TWINBENCH_BROWSER_PICTURES")
        if folder:
            os.makedirs(folder, exist_ok=True)
            self.driver.save_screenshot(os.path.join(folder, name + ".png"))

    def quit(self):
        try:
            self.driver.quit()
        except WebDriverException:
            pass

    def kill(self):
        """As when a student pulls the plug: no page gets to say good-bye."""
        os.kill(int(self.driver.capabilities["goog:processID"]) if "goog:processID" in self.driver.capabilities
                else self.browser_process(), 9)
        self.quit()

    def browser_process(self):
        """The process id of the browser that our chromedriver started."""
        driver = self.driver.service.process.pid
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open(f"/proc/{pid}/stat") as file:
                    fields = file.read().rpartition(")")[2].split()
                if int(fields[1]) == driver:
                    return int(pid)
            except OSError:
                continue
        raise RuntimeError("the browser's process was not found")
