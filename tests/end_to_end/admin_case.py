"""One gateway with a key of each role, and what tests of its admin API ask of it."""

import unittest

from harness import Switchyard
from scripted_upstream import ScriptedUpstream

ROLES = ["member", "viewer", "operator", "admin", "super_admin"]
HELLO = [{"role": "user", "content": "hi"}]
NOBODY = "http://127.0.0.1:9/v1"  # never called


def ask(model, **more):
    return {"model": model, "messages": HELLO, **more}


class AdminCase(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.upstream = cls.enterClassContext(ScriptedUpstream())
        cls.gw = cls.enterClassContext(Switchyard())
        cls.role_keys = {role: cls.gw.new_key(role) for role in ROLES}
        cls.count = 0

    def name(self):
        type(self).count += 1
        return f"thing-{self.count}"

    def call(self, status, method, path, body=None, **options):
        answer = self.gw.admin(method, path, body, **options)
        self.assertEqual(answer.status, status, f"{method} {path}: {answer.body[:400]}")
        if status == 204:
            self.assertEqual(answer.body, b"")
            return None
        self.assertEqual(answer.headers["content-type"], "application/json")
        return answer.json()

    def refused(self, status, method, path, body=None, param=None, **options):
        error = self.call(status, method, path, body, **options)["error"]
        self.assertEqual(set(error), {"code", "message", "param", "request_id"})
        self.assertTrue(error["message"])
        if param is not None:
            self.assertEqual(error["param"], param)
        return error

    def provider(self, **fields):
        return self.call(201, "POST", "/providers", {"name": self.name(), "type": "custom", "base_url": NOBODY, **fields})

    def key(self, **fields):
        return self.call(201, "POST", "/api-keys", {"name": self.name(), **fields})
