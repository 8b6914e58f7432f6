"""A browser without a screen, for scripts that load or examine a server: cookies, forms, JSON, server-sent events.
Standard library only. A client is one session; clients may be used from several threads, one each."""

import html.parser
import http.client
import http.cookies
import json
import time
import urllib.parse
import uuid


class Refused(Exception):
    """An answer that is no success."""

    def __init__(self, status, body, what):
        text = body.decode(errors="replace")
        try:
            self.problem = json.loads(text)
        except ValueError:
            self.problem = {}
        super().__init__(f"{what}: {status} {self.problem.get('code', '')} {self.problem.get('detail', text[:300])}")
        self.status = status


class Forms(html.parser.HTMLParser):
    """The forms of a page: method, address, and the fields with what is filled in already."""

    def __init__(self, page):
        super().__init__()
        self.forms, self.select = [], None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "form":
            self.forms.append({"action": given.get("action"), "method": given.get("method", "get"), "fields": {}})
        elif tag in ("input", "select", "textarea", "button") and self.forms and given.get("name"):
            if tag == "button" or given.get("type") in ("checkbox", "radio", "submit"):
                return
            self.forms[-1]["fields"][given["name"]] = given.get("value", "")
            self.select = given["name"] if tag == "select" else None
        elif tag == "option" and self.forms and self.select:
            # The first one is chosen until somebody chooses another.
            self.forms[-1]["fields"][self.select] = given.get("value", "")
            self.select = None


class Client:
    def __init__(self, base, timeout=120):
        address = urllib.parse.urlsplit(base)
        self.host, self.port, self.timeout = address.hostname, address.port or 80, timeout
        self.cookies, self.csrf, self.connection = {}, None, None

    def request(self, method, path, body=None, headers=None):
        """One request over a kept connection; answers status, headers and body."""
        sent = {"Host": f"{self.host}:{self.port}", "Accept-Language": "nl", **(headers or {})}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if method != "GET" and self.csrf:
            sent["X-CSRF-Token"] = self.csrf
        for attempt in (0, 1):
            fresh = self.connection is None
            if fresh:
                self.connection = http.client.HTTPConnection(self.host, self.port, timeout=self.timeout)
            try:
                self.connection.request(method, path, body, sent)
                answer = self.connection.getresponse()
                content = answer.read()
                break
            except (http.client.HTTPException, ConnectionError):
                self.close()
                # A kept connection may have been ended meanwhile; a new one that fails is a failure.
                if fresh or attempt:
                    raise
        for value in answer.headers.get_all("Set-Cookie") or []:
            for name, morsel in http.cookies.SimpleCookie(value).items():
                if morsel["max-age"] == "0":
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = morsel.value
        return answer.status, answer.headers, content

    def close(self):
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    def page(self, path):
        """A page, after redirects: where it is in the end, and its text."""
        for _ in range(10):
            status, headers, content = self.request("GET", path, headers={"Accept": "text/html"})
            if status in (301, 302, 303, 307, 308):
                path = urllib.parse.urljoin(path, headers["Location"])
                continue
            if status >= 400:
                raise Refused(status, content, f"GET {path}")
            return path, content.decode()
        raise RuntimeError(f"{path}: too many redirects")

    def submit(self, path, fields, which=None):
        """Fills in the form of a page that has these fields, and sends it; answers where that led, and the page."""
        path, text = self.page(path)
        form = next((form for form in Forms(text).forms
                     if (which is None or form["action"] == which) and set(fields) <= set(form["fields"])), None)
        if form is None:
            raise RuntimeError(f"{path} has no form with {sorted(fields)}")
        target = urllib.parse.urljoin(path, form["action"] or path)
        body = urllib.parse.urlencode({**form["fields"], **fields})
        status, headers, content = self.request("POST", target, body.encode(), {
            "Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://{self.host}:{self.port}"})
        if status in (302, 303):
            return self.page(urllib.parse.urljoin(target, headers["Location"]))
        if status >= 400:
            raise Refused(status, content, f"POST {target}")
        return target, content.decode()

    def api(self, method, path, body=None, accept=(200, 201, 202, 204)):
        """One call of the API; answers its JSON."""
        if method != "GET" and self.csrf is None:
            self.csrf = self.api("GET", "/api/session")["csrfToken"]
        data = None if body is None else json.dumps(body).encode()
        status, _, content = self.request(
            method, path, data, {"Accept": "application/json", "Content-Type": "application/json"})
        if status not in accept:
            raise Refused(status, content, f"{method} {path}")
        return json.loads(content) if content else None

    # What a teacher does

    def log_in(self, name, password):
        return self.submit("/login", {"name": name, "password": password})

    def give_assignment(self, school_class):
        """Gives a class the first assignment on offer."""
        page = f"/desk/classes/{school_class}"
        return self.submit(page, {}, which=page + "/assign")

    # What a student does

    def join(self, code, nickname):
        """Into the class, as a new student."""
        return self.submit(f"/join/{code}", {"nickname": nickname})

    def begin_work(self):
        """The student's work on the first assignment of the class, begun if it was not."""
        works = self.api("GET", "/api/works")
        if not works:
            raise RuntimeError("no assignment was given to the class")
        if works[0].get("work"):
            identifier = works[0]["work"]
            identifier = identifier["id"] if isinstance(identifier, dict) else identifier
        else:
            identifier = self.api("POST", "/api/works", {"classAssignment": works[0]["classAssignment"]})["id"]
        return self.api("GET", f"/api/works/{identifier}")

    def operate(self, plan, base, operation, identifier=None):
        """One edit of a plan; answers once the server says that it is durable."""
        return self.api("POST", f"/api/plans/{plan}/operations",
                        {"id": identifier or str(uuid.uuid4()), "base": base, "operation": operation})

    def wait_for(self, path, done, limit=300, pause=0.25):
        """Asks again until the answer is what is waited for."""
        end = time.monotonic() + limit
        while True:
            answer = self.api("GET", path)
            if done(answer):
                return answer
            if time.monotonic() > end:
                raise RuntimeError(f"{path}: still {answer} after {limit} s")
            time.sleep(pause)


def tree(x, y, identifier, height=9, crown=9):
    """The feature of one tree, in RD New."""
    return {"type": "Feature", "id": identifier, "geometry": {"type": "Point", "coordinates": [x, y]},
            "properties": {"card": "tree", "cardVersion": "1.0.0", "height": height, "crownDiameter": crown}}
