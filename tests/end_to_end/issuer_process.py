"""A real OpenID Connect issuer (the npm package `oidc-provider`), and a browser that goes to it and comes back."""

import json
import os
import shutil
import subprocess
import tempfile
import urllib.parse
from pathlib import Path

from harness import PROVIDER_KEYS, Child, request

FOLDER = Path(__file__).resolve().parent / "issuer"
INSTALL_SECONDS = 180
MOST_STEPS = 12
MISSING = "Node.js with npm is not here"


def installed():
    return bool(shutil.which("node") and shutil.which("npm"))


def install():
    """The locked packages, once."""
    packages = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))["dependencies"]
    if not all((FOLDER / "node_modules" / package).is_dir() for package in packages):
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=FOLDER, check=True, timeout=INSTALL_SECONDS)


class Issuer:
    """Ends with its `with` block. `callback` is where it may send browsers."""

    def __init__(self, callback, algorithm="RS256"):
        self.environment = {**os.environ, "CALLBACK": callback, "CLIENT_SECRET": PROVIDER_KEYS["E2E_KEY_1"],
                            "ALGORITHM": algorithm, "NO_PROXY": "*"}

    def __enter__(self):
        install()
        self.folder = tempfile.TemporaryDirectory()
        self.child = Child(["node", FOLDER / "issuer.mjs"], self.environment, Path(self.folder.name) / "log")
        self.url = self.child.wait_for_line(r"issuer at (\S+)\n").group(1)
        self.port = int(self.url.rsplit(":", 1)[1])
        return self

    def __exit__(self, *_):
        self.child.kill()
        self.folder.cleanup()

    def test(self, what, **body):
        return request(self.port, "POST", f"/test/{what}", body).json()

    def mint(self, alg="RS256", header=None, claims=None, foreign=False):
        """A token of the issuer that says what the test wants; `foreign` ones are signed by somebody else."""
        return self.test("mint", alg=alg, header=header or {}, claims=claims or {}, foreign=foreign)["token"]


class Browser:
    """Follows where it is sent, on 127.0.0.1, with a jar of cookies for each port."""

    def __init__(self):
        self.jars = {}
        self.places = []

    def get(self, url, headers=None):
        parts = urllib.parse.urlsplit(url)
        jar = self.jars.setdefault(parts.port, {})
        cookies = {"Cookie": "; ".join(f"{name}={value}" for name, value in jar.items())} if jar else {}
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        answer = request(parts.port, "GET", target, headers={**cookies, **(headers or {})})
        for line in answer.headers.get_all("set-cookie") or []:
            name, _, value = line.split(";")[0].partition("=")
            jar[name] = value
        return answer

    def follow(self, url, until=None):
        """The answer at the end; or, with `until`, the first place that begins like that, not gone to."""
        for step in range(MOST_STEPS):
            self.places.append(url)
            # What a browser says when another site sends it on.
            answer = self.get(url, {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"} if step > 0 else None)
            if answer.status not in (302, 303):
                return answer
            url = urllib.parse.urljoin(url, answer.headers["location"])
            if until and url.startswith(until):
                return url
        raise AssertionError(f"it goes on and on: {self.places}")
