"""A real server: the programs as built, a temporary data folder, a free port on this machine only."""

import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import tempfile
import time
import urllib.request

PASSWORD = "een lang wachtwoord voor de proef"


def free_port():
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class School:
    """A data folder with packs, a course, a teacher and a class: made once, copied for each story."""

    def __init__(self, programs, repository, folder):
        self.programs, self.repository, self.folder = programs, repository, folder
        self.home = os.path.join(folder, "home")

    def command(self, *arguments, home=None):
        result = subprocess.run(
            [os.path.join(self.programs, "twinbench"), *arguments, "--home", home or self.home],
            cwd=self.repository, capture_output=True, text=True, timeout=600)
        if result.returncode != 0:
            raise RuntimeError(f"twinbench {' '.join(arguments)}: {result.stdout}\n{result.stderr}")
        return result.stdout

    def prepare(self):
        """Fills the data folder, unless programs and content are older than what lies there."""
        stamp = os.path.join(self.folder, "complete")
        if os.path.exists(stamp) and not self.changed_since(os.path.getmtime(stamp)):
            return
        shutil.rmtree(self.folder, ignore_errors=True)
        os.makedirs(self.folder)
        for pack in ["basis-nl", "straat-van-de-toekomst"]:
            archive = os.path.join(self.folder, pack + ".twinpack")
            self.command("pack", "build", os.path.join("packs", pack), "--output", archive)
            self.command("pack", "install", archive)
        archive = os.path.join(self.folder, "straat.twincourse")
        self.command("course", "build", "courses/straat-van-de-toekomst", "--output", archive)
        self.command("pack", "install", archive)
        open(stamp, "w").close()

    def changed_since(self, then):
        watched = [os.path.join(self.programs, name) for name in ["twinbench", "twinbench-worker"]]
        for folder in ["packs", "courses"]:
            for place, _, names in os.walk(os.path.join(self.repository, folder)):
                watched += [os.path.join(place, name) for name in names]
        return any(os.path.getmtime(path) > then for path in watched if os.path.exists(path))

    def copy(self):
        """A data folder of its own for one story. What was computed before comes along, as on any server in use."""
        folder = tempfile.mkdtemp(prefix="twinbench-story-")
        home = os.path.join(folder, "home")
        shutil.copytree(self.home, home, symlinks=True)
        return folder, home

    def keep_computed(self, home):
        """Lets the next stories find what the models computed in this one; results are the same bytes anyway."""
        for name in ["cache", "views"]:
            source = os.path.join(home, name)
            if os.path.isdir(source):
                shutil.copytree(source, os.path.join(self.home, name), dirs_exist_ok=True)


class Server:
    def __init__(self, school, options=(), environment=None):
        self.school = school
        self.folder, self.home = school.copy()
        self.port = free_port()
        self.options = list(options)
        self.environment = {**os.environ, **(environment or {})}
        self.process = None
        self.log = os.path.join(self.folder, "server.log")
        self.base = f"http://127.0.0.1:{self.port}"

    # A school

    def make_class(self, name="1A", students=0):
        """A teacher and a class, as an administrator makes them; answers the class: id, name, joinCode."""
        password = os.path.join(self.folder, "password")
        with open(password, "w", encoding="utf-8") as file:
            file.write(PASSWORD + "\n")
        os.chmod(password, 0o600)
        self.school.command("school", "teacher", "docent", "--password-file", password, home=self.home)
        return json.loads(self.school.command(
            "school", "class", name, "--teacher", "docent", "--students", str(students), "--json",
            home=self.home))["schoolClass"]

    # Running

    def start(self, wait=60):
        arguments = [os.path.join(self.school.programs, "twinbench"), "serve", "--host", "127.0.0.1",
                     "--port", str(self.port), "--home", self.home, *self.options]
        self.process = subprocess.Popen(
            arguments, stdout=open(self.log, "ab"), stderr=subprocess.STDOUT, env=self.environment,
            cwd=self.school.repository, start_new_session=True)
        limit = time.monotonic() + wait
        while time.monotonic() < limit:
            if self.process.poll() is not None:
                raise RuntimeError("the server ended: " + self.said())
            try:
                with urllib.request.urlopen(self.base + "/healthz", timeout=2) as answer:
                    # Ours, and not somebody else's who was quicker to take the port.
                    if answer.status == 200 and f":{self.port}" in self.said():
                        return self
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("the server did not answer: " + self.said())

    def stop(self):
        """As an administrator stops it; answers the exit status."""
        if self.process is None or self.process.poll() is not None:
            return None
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()
            raise RuntimeError("the server did not end within 20 s of SIGTERM")

    def kill(self):
        """As a power cut ends it. Only this server and its workers: they are a session of their own."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def remove(self):
        if self.process is not None and self.process.poll() is None:
            self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def said(self):
        with open(self.log, encoding="utf-8", errors="replace") as file:
            return file.read()

    # Looking past the server, for what only its data folder can tell

    def database(self):
        for place, _, names in os.walk(self.home):
            for name in names:
                if re.search(r"\.(sqlite|db|sqlite3)$", name):
                    return sqlite3.connect(os.path.join(place, name), timeout=10)
        raise RuntimeError("there is no database in " + self.home)

    def expire_sessions(self):
        """All sessions end now, as after a day without a sign of life."""
        with self.database() as database:
            database.execute("DELETE FROM session")
