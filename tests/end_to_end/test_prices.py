"""Prices: what usages cost against an independent calculator, own prices, imported lists, and calls that are booked at them."""

import json
import random
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from admin_case import AdminCase, ask
from harness import CLI_SECONDS, ROOT, Switchyard, until
from test_sdk import FOLDER, RUN_SECONDS, install

import scripted_upstream as script

LIST = json.loads((ROOT / "resources" / "prices" / "catalogue.json").read_text(encoding="utf-8"))
SEED = 20260821
USAGES = 10_000
TIMES = [
    "2024-05-01T08:00:00Z", "2025-06-09T23:59:59.999Z", "2025-06-10T00:00:00Z", "2026-03-12T10:00:00Z", "2026-03-13T00:00:00Z",
    "2026-08-31T23:59:59Z", "2026-09-01T00:00:00Z", "2026-10-02T00:29:59.500Z", "2026-10-02T00:30:00Z", "2026-10-02T12:00:00Z",
    "2026-10-02T16:29:59.999Z", "2026-10-02T16:30:00Z", "2027-02-28T20:00:00Z",
]

# Every difference to the package, by name.
# Our list is newer than the newest package of the same form, which lacks these: it is given their prices, and adds up.
NEWER = {
    "claude-opus-5", "global.anthropic.claude-opus-5", "regional.anthropic.claude-opus-5", "gemini-live-2.5-flash",
    "anthropic/claude-opus-5", "anthropic/claude-opus-5-fast",
}
# Models in the list without any price cost nothing there; here they are unpriced.
UNPRICED = {model["id"] for provider in LIST["providers"] for model in provider["models"] if not model["prices"]}
# There is no price for an hour in the cache in the package; ours is not asked for here. Nor are names that only we match:
# a date at the end that the list does not have, its ids, and models that somebody relays.

THEIR_NAMES = {
    "input": "input_mtok", "cache_read": "cache_read_mtok", "cache_write_5m": "cache_write_mtok", "output": "output_mtok",
    "input_audio": "input_audio_mtok", "cache_audio_read": "cache_audio_read_mtok", "output_audio": "output_audio_mtok",
}


def names_of(model):
    """Names that the model's rules are for; expressions are left to the others."""
    rules = model.get("match", ["=" + model["id"]])
    names = [rule[1:] for rule in rules if rule[0] in "=~"]
    names += [rule[1:] + tail for rule in rules if rule[0] == "^" for tail in ("", "-x")]
    names += ["x-" + rule[1:] for rule in rules if rule[0] == "$"]
    return names


def targets():
    """Every model of the list under every name, and some of the providers that others fall back on."""
    providers = {provider["id"]: provider for provider in LIST["providers"] if provider["id"] != "sandbox"}
    found = [(provider["id"], name, model) for provider in providers.values() for model in provider["models"]
             for name in names_of(model)]
    for provider in providers.values():
        for other in provider.get("fallback", []):
            found += [(provider["id"], name, model) for model in providers[other]["models"] for name in names_of(model)]
    return found


def usage(draw):
    """Parts within their wholes; now and then around the lengths where prices change, and with sound."""
    total = draw.choice([draw.randrange(300), draw.randrange(20_000), draw.randrange(1_500_000), 128_000, 200_000, 200_001, 272_001])
    read = draw.choice([0, draw.randint(0, total)])
    written = draw.choice([0, draw.randint(0, total - read)])
    output = draw.choice([0, draw.randrange(100), draw.randrange(100_000)])
    found = {"input_tokens": total, "cache_read_tokens": read, "cache_write_tokens": written, "output_tokens": output}
    if draw.random() < 0.3:
        cached_sound = draw.choice([0, draw.randint(0, read)])
        found["cache_audio_read_tokens"] = cached_sound
        found["input_audio_tokens"] = cached_sound + draw.randint(0, total - read - written)
        found["output_audio_tokens"] = draw.randint(0, output)
    return found


def their_list(model):
    """Our prices of a model in the package's own form."""
    (prices,) = model["prices"]
    return {THEIR_NAMES[name]: picos / 1e6 for name, picos in prices.items() if name in THEIR_NAMES}


@unittest.skipUnless(shutil.which("node") and shutil.which("npm"), "Node.js with npm is not here")
class IndependentCalculatorTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        install()
        cls.gw = cls.enterClassContext(Switchyard())
        draw = random.Random(SEED)
        every = targets()
        chosen = every + draw.choices(every, k=max(0, USAGES - len(every)))
        cls.items = [{"provider": provider, "model": name, "at": draw.choice(TIMES), "usage": usage(draw), "listed": model}
                     for provider, name, model in chosen]
        cls.theirs = cls.calculate()
        cls.ours = cls.quote()

    @classmethod
    def calculate(cls):
        asked = [{key: item[key] for key in ("provider", "model", "at", "usage")}
                 | ({"list": their_list(item["listed"])} if item["listed"]["id"] in NEWER else {}) for item in cls.items]
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump({"items": asked}, file)
            file.flush()
            done = subprocess.run(["node", "prices.mjs", file.name], cwd=FOLDER, capture_output=True, text=True,
                                  timeout=RUN_SECONDS, check=True)
        return json.loads(done.stdout)

    @classmethod
    def quote(cls):
        out = [None] * len(cls.items)
        for time in TIMES:
            places = [place for place, item in enumerate(cls.items) if item["at"] == time]
            body = {"at": time, "items": [{key: cls.items[place][key] for key in ("provider", "model", "usage")} for place in places]}
            answer = cls.gw.admin("POST", "/cost/quote", body)
            assert answer.status == 200, answer.body[:500]
            for place, quoted in zip(places, answer.json()["items"], strict=True):
                out[place] = quoted
        return out

    def test_every_model_of_the_list_is_asked(self):
        asked = {(item["provider"], item["listed"]["id"]) for item in self.items}
        listed = {(provider["id"], model["id"]) for provider in LIST["providers"] for model in provider["models"]}
        self.assertGreaterEqual(len(self.items), USAGES)
        self.assertEqual(listed - asked, {("sandbox", "*")})

    def test_the_cost_is_the_same_to_the_nano_dollar(self):
        wrong = []
        for item, theirs, ours in zip(self.items, self.theirs, self.ours, strict=True):
            half = 0.5 + 1e-3  # rounding once, and what their doubles lose on a sum of thousands of dollars
            if theirs is None or abs(theirs * 1e9 - ours["cost_nanos"]) > half:
                wrong.append((item["provider"], item["model"], item["at"], item["usage"], theirs, ours))
        self.assertFalse(wrong[:5], f"{len(wrong)} of {len(self.items)} differ")

    def test_what_has_no_price_is_said_to_have_none(self):
        for item, theirs, ours in zip(self.items, self.theirs, self.ours, strict=True):
            if ours["listed_model"] in UNPRICED:
                self.assertEqual((ours["confidence"], ours["cost_nanos"], theirs), ("unpriced", 0, 0), item["model"])
            else:
                self.assertEqual(ours["confidence"], "measured", item["model"])


class PricesTest(AdminCase):
    def quote(self, provider, model, at=None, **counts):
        body = {"items": [{"provider": provider, "model": model, "usage": counts}]} | ({"at": at} if at else {})
        return self.call(200, "POST", "/cost/quote", body)["items"][0]

    def last_call(self, model):
        rows = until(lambda: [row for row in self.call(200, "GET", "/requests")["data"] if row["requested_model"] == model],
                     "the call is in the log")
        return self.call(200, "GET", f"/requests/{rows[0]['id']}")

    def priced_provider(self, *lines, **fields):
        """One with a model of its own name, whose answer is `lines`."""
        model = self.name()
        self.upstream.on(model, list(lines))
        provider = self.provider(base_url=self.upstream.base_url, any_model=True, **fields)
        self.call(201, "POST", f"/providers/{provider['id']}/keys", {"name": "k", "secret": "env:E2E_KEY_1"})
        return provider, f"{provider['name']}/{model}", model

    def test_a_quote_says_what_it_rests_on(self):
        quoted = self.quote("openai", "gpt-4o-mini-2024-07-18", input_tokens=1000, cache_read_tokens=400, output_tokens=100)
        self.assertEqual(quoted["cost_nanos"], 600 * 150 + 400 * 75 + 100 * 600)
        self.assertEqual((quoted["confidence"], quoted["currency"], quoted["source"]), ("measured", "USD", "list"))
        self.assertEqual((quoted["listed_provider"], quoted["listed_model"]), ("openai", "gpt-4o-mini"))
        self.assertEqual(quoted["prices"]["input"], 150_000)

    def test_a_quote_at_another_time(self):
        counts = {"input_tokens": 1_000_000, "output_tokens": 0}
        self.assertEqual(self.quote("anthropic", "claude-sonnet-5", "2026-08-31", **counts)["cost_nanos"], 2_000_000_000)
        self.assertEqual(self.quote("anthropic", "claude-sonnet-5", "2026-09-01", **counts)["cost_nanos"], 3_000_000_000)

    def test_what_is_not_known_is_unpriced(self):
        quoted = self.quote("openai", "nobody-knows", input_tokens=5)
        self.assertEqual((quoted["confidence"], quoted["prices"], quoted["source"]), ("unpriced", None, None))

    def test_quotes_that_are_refused(self):
        item = {"provider": "openai", "model": "gpt-4o", "usage": {"input_tokens": 1}}
        for body, param in [
            ({"items": 1}, "items"), ({"at": "soon", "items": [item]}, "at"),
            ({"items": [item, {"provider": "openai"}]}, "items[1]"),
            ({"items": [{**item, "usage": {"input_tokens": -1}}]}, "items[0].usage.input_tokens"),
            ({"items": [{**item, "usage": {"tokens": 1}}]}, "items[0].usage.tokens"),
            ({"items": [{**item, "usage": {"input_tokens": 1, "cache_read_tokens": 2}}]}, "items[0].usage"),
        ]:
            self.refused(422, "POST", "/cost/quote", body, param)

    def test_who_may_do_what(self):
        item = {"items": [{"provider": "openai", "model": "gpt-4o", "usage": {}}]}
        self.assertEqual(self.gw.admin("POST", "/cost/quote", item, key=self.role_keys["operator"]).status, 200)
        self.assertEqual(self.gw.admin("POST", "/cost/quote", item, key=self.role_keys["viewer"]).status, 403)
        self.assertEqual(self.gw.admin("PUT", "/prices/openai/x", {"input": 1}, key=self.role_keys["operator"]).status, 403)

    def test_a_call_is_booked_at_an_own_price(self):
        provider, name, model = self.priced_provider(script.whole("hello"))
        self.assertEqual(self.gw.chat(ask(name)).status, 200)
        before = self.last_call(name)
        self.assertEqual((before["confidence"], before["cost_nanos"]), ("unpriced", 0))
        path = f"/prices/{provider['name']}/{model}"
        self.call(200, "PUT", path, {"input": 1_000_000, "output": 2_000_000, "request": 5_000_000})
        self.assertEqual(self.gw.chat(ask(name)).status, 200)
        after = until(lambda: (row := self.last_call(name))["id"] != before["id"] and row, "the second call is in the log")
        self.assertEqual(after["cost_nanos"], after["input_tokens"] * 1000 + after["output_tokens"] * 2000 + 5000)
        self.assertEqual(after["confidence"], "measured")
        again = self.call(200, "GET", f"/requests/{before['id']}")
        self.assertEqual(again["confidence"], "unpriced", "what is booked stays as it is")
        self.call(204, "DELETE", path)
        self.assertEqual(self.quote(provider["name"], model, input_tokens=1)["confidence"], "unpriced")
        self.refused(404, "DELETE", path)

    def test_own_prices_have_a_history(self):
        path = "/prices/mistral/a/model"
        self.call(200, "PUT", path, {"input": 1000, "valid_from": "2026-01-01"})
        self.call(200, "PUT", path, {"prices": [{"input": 2000}, {"between": ["12:00", "13:00"], "input": 3000}], "valid_from": "2026-06-01"})
        for at, nanos in [("2026-02-01", 1), ("2026-06-01", 2), ("2026-06-01T12:30:00Z", 3)]:
            self.assertEqual(self.quote("mistral", "a/model", at, input_tokens=1)["cost_nanos"], nanos)
        self.assertEqual(self.quote("mistral", "a/model", "2025-12-31", input_tokens=1)["confidence"], "unpriced")
        (row,) = self.call(200, "GET", "/prices?source=own&provider=mistral")["data"]
        self.assertEqual((row["model"], [one["valid_from"][:10] for one in row["history"]]), ("a/model", ["2026-01-01", "2026-06-01"]))

    def test_own_prices_that_are_refused(self):
        self.refused(404, "PUT", "/prices/nobody/x", {"input": 1})
        self.refused(422, "PUT", "/prices/openai/x", {"input": -1}, "input")
        self.refused(422, "PUT", "/prices/openai/x", {"prices": []}, "prices")
        self.refused(422, "PUT", "/prices/openai/x", {"imput": 1}, "imput")

    def test_the_list_in_pages(self):
        seen, after = [], 0
        while after is not None:
            page = self.call(200, "GET", f"/prices?limit=400&source=list&after={after}")
            seen += [(row["provider"], row["model"]) for row in page["data"]]
            after = page["next"]
        self.assertEqual(len(seen), len(set(seen)))
        self.assertGreaterEqual(len(seen), 1440)
        self.assertEqual(page["list_date"], LIST["date"])
        self.assertTrue(all("haiku" in row["model"] for row in self.call(200, "GET", "/prices?q=HAIKU")["data"]))

    def test_what_the_provider_states_is_booked(self):
        body = json.loads(script.completion("hello"))
        body["usage"]["cost"] = 0.000123
        stated = script.answer(200, json.dumps(body).encode())
        for fields, nanos in [({"type": "openrouter"}, 123_000), ({}, 123_000)]:
            _, name, _ = self.priced_provider(stated, **fields)
            self.assertEqual(self.gw.chat(ask(name)).status, 200)
            row = self.last_call(name)
            self.assertEqual((row["cost_nanos"], row["confidence"]), (nanos, "measured"), fields)
            self.assertEqual(row["attempt_list"][0]["stated_cost_nanos"], nanos)


class PriceImportTest(unittest.TestCase):
    def setUp(self):
        self.gw = self.enterContext(Switchyard())

    def price(self, at=None):
        body = {"items": [{"provider": "groq", "model": "llama-3.3-70b-versatile", "usage": {"input_tokens": 1_000_000}}]}
        return self.gw.admin("POST", "/cost/quote", body | ({"at": at} if at else {})).json()["items"][0]

    def test_a_list_is_shown_before_it_is_taken_over(self):
        document = {"groq/llama-3.3-70b-versatile": {"litellm_provider": "groq", "input_cost_per_token": 6e-07, "output_cost_per_token": 8e-07},
                    "newcomer/m": {"litellm_provider": "newcomer", "input_cost_per_token": 1e-06, "output_cost_per_token": 1e-06}}
        before = self.price()
        tried = self.gw.admin("POST", "/prices/import?dry_run=true", document).json()
        self.assertEqual((tried["format"], tried["new"], tried["changed"], tried["dry_run"]), ("litellm", 1, 1, True))
        self.assertEqual({row["model"]: row["change"] for row in tried["data"]}, {"llama-3.3-70b-versatile": "changed", "m": "new"})
        self.assertEqual(self.price(), before)
        done = self.gw.admin("POST", "/prices/import?origin=prices.json", document).json()
        self.assertEqual((done["new"], done["changed"]), (1, 1))
        self.assertEqual((self.price()["cost_nanos"], self.price()["source"]), (600_000_000, "imported"))
        self.assertEqual(self.price("2026-01-01")["cost_nanos"], before["cost_nanos"], "what was is not changed")
        again = self.gw.admin("POST", "/prices/import", document).json()
        self.assertEqual((again["new"], again["changed"], again["same"]), (0, 0, 2))
        self.gw.stop()
        self.gw.start()
        self.assertEqual(self.price()["cost_nanos"], 600_000_000)

    def test_a_list_of_another_form(self):
        document = [{"id": "groq", "models": [{"id": "llama-3.3-70b-versatile", "match": {"equals": "llama-3.3-70b-versatile"},
                                               "prices": {"input_mtok": 0.7, "output_mtok": 1}}]}]
        self.assertEqual(self.gw.admin("POST", "/prices/import", document).json()["format"], "genai-prices")
        self.assertEqual(self.price()["cost_nanos"], 700_000_000)
        self.assertEqual(self.gw.admin("POST", "/prices/import", {"a": 1}).status, 422)

    def test_the_list_the_program_came_with_changes_nothing(self):
        shared = ROOT.parent / "shared" / "data" / "genai-prices.json"
        if not shared.exists():
            self.skipTest("the list itself is not here")
        answer = self.gw.admin("POST", "/prices/import?dry_run=true", json.loads(shared.read_text(encoding="utf-8"))).json()
        self.assertEqual((answer["new"], answer["changed"], answer["same"]), (0, 0, 1442), answer["data"][:3])

    def test_from_the_command_line(self):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "prices.json"
            file.write_text(json.dumps({"m": {"litellm_provider": "groq", "input_cost_per_token": 1e-06, "output_cost_per_token": 1e-06}}))
            tried = self.gw.cli("prices", "import", str(file), "--dry-run")
            self.assertEqual(tried.returncode, 0, tried.stderr)
            self.assertIn("1 new", tried.stdout)
            done = self.gw.cli("prices", "import", str(file), "--json")
            self.assertEqual(json.loads(done.stdout)["new"], 1)
            self.assertEqual(self.gw.cli("prices", "import").returncode, 2)
            file.write_text("{")
            self.assertEqual(self.gw.cli("prices", "import", str(file)).returncode, 1)
