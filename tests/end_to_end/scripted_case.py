"""What tests with scripted providers stand on: a gateway, two such providers, and models that some of them serve."""

import socket
import unittest
from concurrent.futures import ThreadPoolExecutor

import scripted_upstream as script
from harness import PROVIDER_KEYS, Switchyard
from scripted_upstream import ScriptedUpstream

ATTEMPTS = 4
KEY_1, KEY_2 = PROVIDER_KEYS["E2E_KEY_1"], PROVIDER_KEYS["E2E_KEY_2"]
HELLO = [{"role": "user", "content": "hi"}]


def ask(model, **more):
    return {"model": model, "messages": HELLO, **more}


def good_stream(text="hello"):
    return [script.begin(script.delta(text)), script.end()]


def bytes_of_good_stream(text="hello"):
    """As a client gets it who did not ask for usage."""
    return script.FIRST + script.delta(text) + script.delta(finish="stop") + script.DONE


def closed_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


class ScriptedCase(unittest.TestCase):
    """One gateway and two scripted providers; each test has a model name of its own."""

    host = "127.0.0.1"  # of the providers, as the gateway is told

    @classmethod
    def setUpClass(cls):
        cls.first = cls.enterClassContext(ScriptedUpstream())
        cls.second = cls.enterClassContext(ScriptedUpstream())
        cls.gw = cls.enterClassContext(Switchyard())
        add = cls.gw.add_provider
        url, other = (one.base_url.replace("127.0.0.1", cls.host) for one in (cls.first, cls.second))
        cls.single = add("single", url, "env:E2E_KEY_1")
        cls.impatient = add("impatient", url, timeouts={"first_token_ms": 400, "idle_ms": 400})
        cls.main = add("main", url, "env:E2E_KEY_1", priority=0)
        cls.spare = add("spare", other, "env:E2E_KEY_2", priority=1)
        cls.keys = add("two keys", url, "env:E2E_KEY_1", "env:E2E_KEY_2")
        cls.dead = add("dead", f"http://{cls.host}:{closed_port()}/v1", priority=0)
        cls.count = 0

    def model(self, *providers):
        """A model name that exactly these providers serve."""
        type(self).count += 1
        name = f"model-{self.count}"
        for provider in providers:
            self.assertEqual(self.gw.admin("POST", f"/providers/{provider}/models", {"name": name}).status, 201)
        return name

    def row(self, answer):
        return self.gw.wait_for_call(answer.request_id())

    def check_attempts(self, model, row, wanted=None):
        """Every request that reached a provider is an attempt on the ledger."""
        posts = len(self.first.posts(model)) + len(self.second.posts(model))
        unreachable = sum(one["provider"] == "dead" for one in row["attempt_list"])
        self.assertEqual(posts + unreachable, row["attempts"])
        self.assertEqual(len(row["attempt_list"]), row["attempts"])
        if wanted is not None:
            self.assertEqual(row["attempts"], wanted)

    def all_at_once(self, cases):
        """The answers of many calls whose pauses would add up."""
        with ThreadPoolExecutor(16) as pool:
            return list(pool.map(self.gw.chat, cases))
