"""What tests of signing in stand on: users, their tokens, and every file that must know nothing of them."""

import base64
import json
from pathlib import Path
from urllib.parse import quote

from admin_case import AdminCase

PASSWORD = "correct-horse-CANARY-battery"
OTHER = "another-horse-CANARY-staple"
WRONG = "this token is not valid; sign in again"


def encodings(secret):
    """How a secret might be written down."""
    plain = secret.encode()
    return {plain, base64.b64encode(plain).rstrip(b"="), quote(secret).encode(), plain.hex().encode(), secret.encode("utf-16-le")}


def claims_of(token):
    part = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def b64(value):
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


class SignInCase(AdminCase):
    def user(self, role="viewer", password=PASSWORD, **fields):
        made = self.call(201, "POST", "/users", {"name": self.name(), "role": role, **fields})
        if password:
            self.call(200, "PUT", f"/users/{made['id']}/password", {"password": password, "must_change": False})
        return made

    def sign_in(self, user, password=PASSWORD, status=200, **more):
        return self.call(status, "POST", "/auth/login", {"user": user["name"], "password": password, **more}, key="")

    def me(self, token, status=200):
        return self.call(status, "GET", "/auth/me", key=token)

    def refresh(self, token, status=200):
        return self.call(status, "POST", "/auth/refresh", {"refresh_token": token}, key="")

    def kept_nowhere(self, *secrets):
        files = [path for path in Path(self.gw.data_dir).rglob("*") if path.is_file()] + [Path(self.gw.log_path)]
        for path in files:
            content = path.read_bytes()
            for secret in secrets:
                for form in encodings(secret):
                    self.assertNotIn(form, content, f"{secret[:12]}... is in {path.name}")
