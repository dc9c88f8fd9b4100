"""The secrets that a test has put into a gateway, or was shown by one, and the search for them in what it leaves behind.

Providers' keys, client keys, passwords and tokens may be in the memory of the program and on the wire, and nowhere else.
"""

import base64
import json
import os
import subprocess
from urllib.parse import quote

SHORTEST = 12  # what is shorter may be anywhere by chance
MOST_READ = 1 << 20  # of an answer
# Fields that hold a secret: in what is sent to an operation, and in what it answers.
SENT = ("secret", "password", "new_password", "client_secret", "refresh_token", "signing_secret", "code_verifier")
SHOWN = ("key", "signing_key", "password", "access_token", "refresh_token")
REFERENCES = ("env:", "file:", "keychain:")
IN_ENVIRONMENT = ("KEY", "SECRET", "PASSWORD", "TOKEN")


def forms(text):
    """As it is, as base64 at its three alignments, as hexadecimal and as part of an address."""
    plain = text.encode()
    whole = [plain, plain.hex().encode(), quote(text, safe="").encode()]
    return whole + [base64.b64encode(b"\0" * skip + plain)[4 if skip else 0:-4] for skip in range(3)]


def parsed(text):
    try:
        return json.loads(text)
    except (ValueError, TypeError):
        return None


class Planted:
    """`allowed`: secrets that a test lays open on purpose, and says so."""

    def __init__(self, environment):
        self._secrets = set()
        self.allowed = set()
        for name, value in environment.items():
            if any(word in name for word in IN_ENVIRONMENT) and not name.startswith("SSH"):
                self.add(value)

    def add(self, secret):
        if isinstance(secret, str) and len(secret) >= SHORTEST and not secret.startswith(REFERENCES):
            self._secrets.add(secret)

    def allow(self, *secrets):
        """These lie open because the test puts them where that cannot be helped, such as into a header or a name."""
        self.allowed.update(secrets)

    def note(self, path, body, answer):
        """One call of an operation: what went in, and what came out."""
        if not path.startswith("/api/"):
            return
        sent = body if isinstance(body, dict) else None
        self._take(sent, SENT + (("key",) if "/providers" in path else ()))
        if sent is not None and answer.status in (200, 201) and len(answer.body) <= MOST_READ:
            self._take(parsed(answer.body), SHOWN)
        elif "/rotate" in path or "/password" in path:
            self._take(parsed(answer.body), SHOWN)

    def _take(self, fields, names):
        if isinstance(fields, dict):
            for name in names:
                self.add(fields.get(name))

    def hits(self, *places):
        """`[(file, how it begins)]` of what was found in files, and in all files of folders."""
        wanted = {form: secret for secret in self._secrets - self.allowed for form in forms(secret)}
        there = [str(place) for place in places if os.path.exists(place)]
        if not wanted or not there:
            return []
        command = ["grep", "-raoFH", "--exclude=.env", "-f", "-", "--", *there]
        done = subprocess.run(command, input=b"\n".join(sorted(wanted)) + b"\n", capture_output=True, check=False,
                              env={**os.environ, "LC_ALL": "C"})
        found = set()
        for line in done.stdout.splitlines():
            place, _, form = line.partition(b":")
            found.add((place.decode(errors="replace"), wanted.get(form, form.decode(errors="replace"))[:8] + "…"))
        return sorted(found)

    def check(self, *places):
        hits = self.hits(*places)
        if hits:
            raise AssertionError(f"secrets lie open: {hits}")
