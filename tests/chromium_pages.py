"""A headless Chromium driven over two pipes, with nothing but the standard library: the DevTools protocol, one message after another."""

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
WHY_NOT = "no Chromium on this machine (Debian package `chromium`)"


def program():
    """Return where Chromium is, None where there is none or no pipes can be handed over."""
    if fcntl is None:
        return None
    return next(filter(None, map(shutil.which, NAMES)), None)


class Chromium:
    """One process with one tab; `events` holds whatever the tab told, by method."""

    def __init__(self):
        self.profile = tempfile.mkdtemp()
        ours, theirs = os.pipe()[::-1], os.pipe()  # (write, read) of ours to it; (read, write) of it to ours
        self.to, its_in = ours
        self.back, its_out = theirs
        words = [
            "--headless",
            "--remote-debugging-pipe",
            "--disable-gpu",
            "--no-first-run",
            f"--user-data-dir={self.profile}",
        ]
        words += ["--no-sandbox"] if os.geteuid() == 0 else []

        def at_three_and_four():
            given = [fcntl.fcntl(one, fcntl.F_DUPFD, 10) for one in (its_in, its_out)]
            for number, one in enumerate(given, 3):
                os.dup2(one, number)

        self.process = subprocess.Popen(
            [program(), *words],
            close_fds=False,
            preexec_fn=at_three_and_four,  # noqa: PLW1509 - no thread holds a lock here
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(its_in)
        os.close(its_out)
        self.rest, self.number, self.session, self.events = b"", 0, None, []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for one in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{one}.enable")

    def call(self, method, **params):
        """Return the answer to one call; what is told meanwhile is kept in `events`."""
        self.number += 1
        asked = {"id": self.number, "method": method, "params": params}
        asked |= {"sessionId": self.session} if self.session else {}
        os.write(self.to, json.dumps(asked).encode() + b"\0")
        while True:
            told = self._next()
            if told.get("id") == self.number:
                assert "error" not in told, told
                return told["result"]
            self.events.append(told)

    def open(self, path: Path):
        """Load a file and wait until it stands."""
        self.events.clear()
        self.call("Page.navigate", url=path.as_uri())
        while not any(one.get("method") == "Page.loadEventFired" for one in self.events):
            self.events.append(self._next())

    def ask(self, script):
        """Return the value of an expression in the page."""
        found = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def told(self, method):
        return [one["params"] for one in self.events if one.get("method") == method]

    def close(self):
        self.process.terminate()
        self.process.wait()
        os.close(self.to)
        os.close(self.back)
        shutil.rmtree(self.profile, ignore_errors=True)

    def _next(self):
        while b"\0" not in self.rest:
            part = os.read(self.back, 1 << 16)
            assert part, "Chromium has gone"
            self.rest += part
        one, self.rest = self.rest.split(b"\0", 1)
        return json.loads(one)
