"""The audit log of the real program: what is in it, who may read it, what is never in it, and that it tells when somebody
was at it.
"""

import csv
import http.client
import io
import json
import sqlite3
import threading
import time
import unittest
from concurrent.futures import ThreadPoolExecutor

from harness import PROVIDER_KEYS, Switchyard, until
from sign_in_case import OTHER, PASSWORD, SignInCase

# Posts that change nothing, and the playground, where people keep what they like.
NO_ACTS = {"providers.scan", "providers.try", "providers.test", "provider_keys.probe", "health.key.check",
           "health.keys.check", "health.proxy.check", "alerts.test", "router.simulate", "router.replay",
           "cost.quote", "cost.what_if", "cost.reconcile", "audit.verify", "playground.tries.keep",
           "playground.tries.clear"}
REFUSALS_A_MINUTE = 30
CANARY = "sk-CANARY-0123456789abcdefghij"


class AuditCase(SignInCase):
    def entries(self, key=None, **query):
        found, after = [], ""
        while True:
            asked = "&".join(f"{name}={value}" for name, value in {"limit": 1000, **query, **after_of(after)}.items())
            page = self.call(200, "GET", f"/audit?{asked}", key=key)
            found += page["data"]
            after = page["next"]
            if not after:
                return found

    def newest(self, **query):
        return self.call(200, "GET", "/audit?limit=1&" + "&".join(f"{k}={v}" for k, v in query.items()))["data"][0]

    def verify(self, **body):
        return self.call(200, "POST", "/audit/verify", body)

    def rows_of_file(self):
        """As somebody who gets at the file reads it."""
        with sqlite3.connect(f"file:{self.gw.data_dir / 'config.db'}?mode=ro", uri=True) as store:
            return store.execute("SELECT * FROM audit_logs ORDER BY seq").fetchall()


def after_of(after):
    return {"after": after} if after else {}


class EntriesTest(AuditCase):
    def test_a_change_is_told_with_who_where_before_and_after(self):
        key = self.key(role="admin")
        user = self.call(201, "POST", "/users", {"name": self.name(), "role": "viewer"}, key=key["key"])
        self.call(200, "PUT", f"/users/{user['id']}", {"role": "operator", "tags": ["x"]}, key=key["key"])
        self.call(204, "DELETE", f"/users/{user['id']}", key=key["key"])
        removed, changed, made = self.entries(target=user["id"])
        place = f"users/{user['id']}"
        for entry in (removed, changed, made):
            self.assertEqual(entry["actor"], {"kind": "key", "id": key["id"], "name": key["name"]})
            self.assertEqual(entry["target"], {"kind": "users", "id": user["id"], "name": user["name"]})
            self.assertEqual((entry["from"], entry["outcome"]), ("127.0.0.1", "ok"))
        self.assertEqual([made["operation"], changed["operation"], removed["operation"]],
                         ["users.create", "users.update", "users.delete"])
        self.assertEqual(made["before"], {})
        self.assertEqual(made["after"][place]["role"], "viewer")
        self.assertEqual(changed["before"], {place: {"role": "viewer", "tags": []}})
        self.assertEqual(changed["after"], {place: {"role": "operator", "tags": ["x"]}})
        self.assertEqual(removed["before"][place]["name"], user["name"])
        self.assertNotIn(place, removed["after"])

    def test_what_follows_from_a_change_is_told_with_it(self):
        user = self.user(password=None)
        key = self.key(user=user["id"])
        self.call(204, "DELETE", f"/users/{user['id']}")
        entry = self.newest(operation="users.delete")
        self.assertEqual(entry["before"][f"api_keys/{key['id']}"], {"revoked_ms": 0})
        self.assertGreater(entry["after"][f"api_keys/{key['id']}"]["revoked_ms"], 0)

    def test_a_batch_tells_each(self):
        users = [self.user(password=None) for _ in range(3)]
        self.call(200, "POST", "/users/batch", {"ids": [user["id"] for user in users], "set": {"disabled": True}})
        entry = self.newest(operation="users.batch")
        self.assertEqual(set(entry["after"]), {f"users/{user['id']}" for user in users})

    def test_settings_and_prices_and_money(self):
        self.call(200, "PUT", "/settings", {"max_attempts": 3})
        self.assertEqual(self.newest(operation="settings.update")["after"]["settings"]["max_attempts"], "3")
        self.call(200, "PUT", "/settings", {"max_attempts": 4})
        entry = self.newest(operation="settings.update")
        self.assertEqual((entry["before"], entry["after"]), ({"settings": {"max_attempts": "3"}}, {"settings": {"max_attempts": "4"}}))
        self.call(200, "PUT", "/prices/openai/some/model", {"input": 1000})
        entry = self.newest(operation="prices.set")
        self.assertEqual(entry["target"]["id"], "openai/some/model")
        self.assertIn("prices", next(iter(entry["after"].values())))
        key = self.key()
        self.call(201, "POST", "/credits", {"subject": key["id"], "amount_nanos": 5_000_000_000})
        self.assertIn(5_000_000_000, [fields.get("amount_nanos") for fields in self.newest(operation="credits.pay")["after"].values()])

    def test_a_trial_is_no_act(self):
        before = self.newest()["seq"]
        document = [{"id": "x", "name": "X", "models": []}]
        self.gw.admin("POST", "/prices/import?dry_run=true", document)
        self.assertEqual([entry["operation"] for entry in self.entries() if entry["seq"] > before and entry["outcome"] == "ok"], [])

    def test_no_word_in_the_query_hides_an_act(self):
        user = self.user(password=None)
        self.call(204, "DELETE", f"/users/{user['id']}?dry_run=true")
        self.assertEqual(self.newest()["operation"], "users.delete")

    def test_a_refusal_is_told_with_its_code(self):
        viewer = self.key(role="viewer")
        user = self.user(password=None)
        self.refused(403, "DELETE", f"/users/{user['id']}", key=viewer["key"])
        entry = self.newest(actor=viewer["id"])
        self.assertEqual((entry["operation"], entry["outcome"], entry["target"]["id"]), ("users.delete", "forbidden", user["id"]))
        self.assertEqual((entry["before"], entry["after"]), ({}, {}))
        self.refused(422, "POST", "/users", {"name": ""})
        self.assertEqual(self.newest()["outcome"], "invalid_field")
        self.refused(409, "PUT", f"/users/{user['id']}", {"name": "x", "if_version": 99})
        self.assertEqual(self.newest()["outcome"], "conflict")

    def test_a_flood_of_refusals_is_counted(self):
        viewer = self.key(role="viewer")
        for _ in range(REFUSALS_A_MINUTE + 20):
            self.refused(403, "POST", "/users", {}, key=viewer["key"])
        self.assertLessEqual(len(self.entries(actor=viewer["id"])), REFUSALS_A_MINUTE * 2)  # the minute may turn
        self.assertGreaterEqual(len(self.entries(actor=viewer["id"])), REFUSALS_A_MINUTE)

    def test_every_operation_that_changes_something_leaves_an_entry(self):
        """Called with nothing said: most are refused, and that is told, too."""
        with Switchyard() as gw:
            document = json.loads(gw.request("GET", "/openapi.json").body)
            wanted, keys = set(), []
            for path, methods in document["paths"].items():
                for method, operation in methods.items():
                    if method == "get" or not path.startswith("/api/v1") or operation["operationId"] in NO_ACTS:
                        continue
                    if len(wanted) % 10 == 0:  # nobody's refusals are too many
                        keys.append(gw._json(gw.admin("POST", "/api-keys", {"name": f"k{len(keys)}", "role": "super_admin"}), 201)["key"])
                    wanted.add(operation["operationId"])
                    body = None if method == "delete" else {}
                    gw.request(method.upper(), path.replace("{", "").replace("}", ""), body, key=keys[-1])
            self.assertGreater(len(wanted), 60)
            told, after = set(), None
            while True:
                page = gw.admin("GET", "/audit?limit=1000" + (f"&after={after}" if after else "")).json()
                told |= {entry["operation"] for entry in page["data"]}
                after = page["next"]
                if not after:
                    break
            self.assertEqual(wanted - told, set())
            self.assertEqual(told & NO_ACTS, set())
            self.assertTrue(gw.admin("POST", "/audit/verify", {}).json()["ok"])

    def test_reading_leaves_none(self):
        before = self.newest()["seq"]
        for path in ("/users", "/settings", "/audit", "/audit/head", "/audit/verify", "/router/status", "/usage"):
            self.call(200, "GET", path)
        self.call(200, "POST", "/audit/verify", {})
        self.assertEqual(self.newest()["seq"], before)

    def test_the_same_answer_given_again_is_one_act(self):
        headers = {"Idempotency-Key": self.name()}
        body = {"name": self.name()}
        for _ in range(3):
            self.call(201, "POST", "/users", body, headers=headers)
        self.assertEqual(len(self.entries(target=body["name"])), 1)


class WhoTest(AuditCase):
    def test_a_user_who_signed_in(self):
        user = self.user("admin")
        token = self.sign_in(user)["access_token"]
        self.call(201, "POST", "/teams", {"name": self.name()}, key=token)
        self.assertEqual(self.newest()["actor"], {"kind": "user", "id": user["id"], "name": user["name"]})
        self.call(204, "POST", "/auth/logout", key=token)
        entry = self.newest()
        self.assertEqual((entry["operation"], entry["actor"]["id"]), ("auth.logout", user["id"]))

    def test_the_command_line_with_and_without_a_running_gateway(self):
        with Switchyard() as gw:
            gw.cli_json("user", "add", "--name", "while it runs")
            entry = gw.cli_json("audit", "list", "--limit", "1")["data"][0]
            self.assertEqual((entry["actor"]["kind"], entry["from"]), ("this_computer", "127.0.0.1"))
            gw.stop()
            gw.cli_json("user", "add", "--name", "while it rests")
            entry = gw.cli_json("audit", "list", "--limit", "1")["data"][0]
            self.assertEqual((entry["actor"]["kind"], entry["from"]), ("command_line", "command_line"))
            self.assertEqual(entry["target"]["name"], "while it rests")
            gw.start()

    def test_signing_in_and_failing_to(self):
        user = self.user()
        tokens = self.sign_in(user)
        entry = self.newest()
        self.assertEqual((entry["operation"], entry["outcome"]), ("auth.login", "ok"))
        self.assertEqual(entry["actor"], {"kind": "user", "id": user["id"], "name": user["name"]})
        self.refresh(tokens["refresh_token"])
        self.assertEqual(self.newest()["seq"], entry["seq"])  # it only goes on
        self.sign_in(user, OTHER, 401)
        entry = self.newest()
        self.assertEqual((entry["outcome"], entry["actor"]["kind"], entry["target"]["id"]),
                         ("invalid_api_key", "nobody", user["id"]))
        self.refresh(tokens["refresh_token"], 401)  # used twice: all of it ends
        self.assertEqual((self.newest()["operation"], self.newest()["outcome"]), ("auth.refresh", "invalid_api_key"))

    def test_a_password_in_the_wrong_field_is_not_told(self):
        self.call(401, "POST", "/auth/login", {"user": CANARY, "password": OTHER}, key="")
        self.assertEqual(self.newest(operation="auth.login")["target"], {"kind": "users", "id": "", "name": ""})
        self.assertNotIn("CANARY", repr(self.rows_of_file()))

    def test_a_lock_out_is_told(self):
        user = self.user()
        def tried():
            return self.gw.admin("POST", "/auth/login", {"user": user["name"], "password": OTHER}, key="").status == 429
        until(tried, "there were too many tries", 20)
        entry = self.newest(operation="auth.login", target=user["id"])
        self.assertEqual(entry["outcome"], "too_many_tries")

    def test_the_switch_and_what_the_clock_made_of_it(self):
        with Switchyard() as gw:
            self.assertEqual(gw.admin("PUT", "/settings", {"switch_delay_ms": 300, "switch_cooldown_ms": 0}).status, 200)
            self.assertEqual(gw.admin("POST", "/router/toggle", {"value": False, "reason": "at night"}).status, 202)
            def switched():
                return gw.admin("GET", "/audit?operation=router.switched").json()["data"]
            entry = until(switched, "the clock's act is told", 5)[0]
            self.assertEqual((entry["actor"]["kind"], entry["actor"]["name"]), ("system", "clock"))
            self.assertEqual([fields["outcome"] for fields in entry["before"].values()], ["pending"])
            self.assertEqual([fields["outcome"] for fields in entry["after"].values()], ["effective"])
            asked = gw.admin("GET", "/audit?operation=router.toggle").json()["data"][0]
            self.assertEqual([fields["reason"] for fields in asked["after"].values()], ["at night"])
            self.assertEqual(asked["actor"]["kind"], "key")


class DoorTest(AuditCase):
    """Who was turned away before it was looked at what they wanted."""

    NOBODY = {"kind": "nobody", "id": "", "name": ""}

    def told(self, **query):
        return until(lambda: self.entries(**query), f"an entry with {query}", 5)

    def test_a_wrong_key_and_none_are_told(self):
        for key, path, operation in (("sy-" + "wrong" * 9, "/providers", "providers.list"), ("", "/credits", "credits.list")):
            self.assertEqual(self.gw.admin("GET", path, key=key).status, 401)
            entry = self.told(operation=operation, outcome="invalid_api_key")[0]
            self.assertEqual((entry["actor"], entry["from"]), (self.NOBODY, "127.0.0.1"))
            self.assertEqual((entry["before"], entry["after"]), ({}, {}))
        self.assertNotIn("wrongwrong", repr(self.rows_of_file()))

    def test_a_wrong_and_an_ended_token_are_told(self):
        token = self.sign_in(self.user("admin"))["access_token"]
        self.refused(401, "GET", "/alerts/config", key=token[:-8] + "AAAAAAAA")
        self.told(operation="alerts.config.get", outcome="invalid_api_key")
        self.call(204, "POST", "/auth/logout", key=token)
        self.refused(401, "GET", "/currencies", key=token)
        self.told(operation="currencies.list", outcome="invalid_api_key")
        self.assertNotIn(token[-20:], repr(self.rows_of_file()))

    def test_a_role_that_is_too_low_is_told_for_reading_too(self):
        viewer = self.key(role="viewer")
        self.refused(403, "GET", "/audit", key=viewer["key"])
        entry = self.newest(actor=viewer["id"])
        self.assertEqual((entry["operation"], entry["outcome"], entry["actor"]["name"]),
                         ("audit.list", "forbidden", viewer["name"]))

    def test_a_flood_at_the_door_is_counted_and_hides_nobody(self):
        with Switchyard() as gw:
            def told(query):
                return gw.admin("GET", f"/audit?limit=1000&{query}").json()["data"]
            for number in range(200):
                self.assertIn(gw.admin("GET", "/providers", key=f"sy-no{number}").status, (401, 429))
            until(lambda: len(told("operation=providers.list")) >= 10, "the first ones", 5)
            time.sleep(0.3)  # for more than there may be
            written = told("operation=providers.list")
            self.assertTrue(10 <= len(written) <= 2 * REFUSALS_A_MINUTE, len(written))  # the minute may turn
            self.assertEqual(gw.admin("POST", "/auth/login", {"user": "x", "password": OTHER}, key="").status, 401)
            self.assertEqual(len(told("operation=auth.login")), 1)
            self.assertTrue(gw.admin("POST", "/audit/verify", {}).json()["ok"])


class ReadersTest(AuditCase):
    def test_admins_of_everything_may_read_it(self):
        team = self.call(201, "POST", "/teams", {"name": self.name()})
        bound = self.key(role="admin", team=team["id"])
        paths = [("GET", "/audit"), ("GET", "/audit/head"), ("GET", "/audit/verify"), ("POST", "/audit/verify"),
                 ("GET", "/audit/export")]
        for method, path in paths:
            for role in ("member", "viewer", "operator"):
                self.refused(403, method, path, {} if method == "POST" else None, key=self.role_keys[role])
            self.refused(403, method, path, {} if method == "POST" else None, key=bound["key"])
            self.refused(401, method, path, {} if method == "POST" else None, key="")
            for role in ("admin", "super_admin"):
                self.assertEqual(self.gw.admin(method, path, {} if method == "POST" else None, key=self.role_keys[role]).status, 200)

    def test_filters_and_pages(self):
        users = [self.user(password=None) for _ in range(5)]
        first = self.call(200, "GET", "/audit?operation=users&limit=2&count=true")
        self.assertEqual(len(first["data"]), 2)
        self.assertGreaterEqual(first["total"], 5)
        second = self.call(200, "GET", f"/audit?operation=users&limit=2&after={first['next']}")
        self.assertEqual([entry["target"]["id"] for entry in first["data"] + second["data"]],
                         [user["id"] for user in reversed(users)][:4])
        self.assertEqual([entry["target"]["id"] for entry in self.entries(q=users[2]["name"])], [users[2]["id"]])
        self.assertEqual(self.entries(to="2001-01-01"), [])
        self.assertEqual({entry["outcome"] for entry in self.entries(outcome="ok")}, {"ok"})
        for wrong in ("limit=0", "from=yesterday", "after=x", "count=perhaps"):
            self.refused(422, "GET", f"/audit?{wrong}")
        self.refused(422, "POST", "/audit/verify", {"head": "abc"}, "head")

    def test_exports(self):
        self.call(201, "POST", "/users", {"name": "=cmd|' /C calc'!A0"})
        answer = self.gw.admin("GET", "/audit/export?format=csv")
        self.assertTrue(answer.headers["content-type"].startswith("text/csv"))
        rows = list(csv.DictReader(io.StringIO(answer.body.decode(), newline="")))
        self.assertEqual(len(rows), len(self.entries()))
        named = [row for row in rows if "calc" in row["target"]]
        self.assertTrue(named and all(row["target"].startswith("'=") for row in named))
        lines = self.gw.admin("GET", "/audit/export?format=ndjson&operation=users").body.splitlines()
        self.assertEqual([json.loads(line)["seq"] for line in lines], [entry["seq"] for entry in self.entries(operation="users")])
        self.refused(422, "GET", "/audit/export?format=xml")


class SecretsTest(AuditCase):
    def test_no_secret_is_in_it(self):
        secrets = [CANARY, PASSWORD, OTHER]
        self.gw.planted.allow(CANARY)  # headers of a provider are kept as they are given
        provider = self.provider(headers={"x-custom": CANARY})
        self.call(200, "PUT", f"/providers/{provider['id']}", {"headers": {"x-custom": CANARY + "2"}})
        self.gw.admin("POST", f"/providers/{provider['id']}/keys", {"name": "k", "key": CANARY})
        self.gw.admin("POST", f"/providers/{provider['id']}/keys", {"name": "k", "apikey": CANARY})
        self.gw.admin("DELETE", f"/api-keys/{CANARY}")
        self.gw.admin("PUT", f"/users/{CANARY}", {"name": "x"})
        key = self.key(require_signature=True, signing_secret="env:E2E_KEY_1")
        rotated = self.call(200, "POST", f"/api-keys/{key['id']}/rotate", {"grace_s": 60})
        secrets += [key["key"], rotated["key"], PROVIDER_KEYS["E2E_KEY_1"]]
        user = self.user()
        once = self.call(200, "PUT", f"/users/{user['id']}/password", {})["password"]
        tokens = self.sign_in(self.user())
        secrets += [once, tokens["access_token"], tokens["refresh_token"]]
        self.gw.admin("POST", "/auth/refresh", {"refresh_token": CANARY}, key="")
        told = repr(self.rows_of_file()) + self.gw.admin("GET", "/audit/export?format=ndjson").body.decode()
        for secret in secrets:
            self.assertNotIn(secret, told)
            self.assertNotIn(secret[-12:], told)
        with sqlite3.connect(f"file:{self.gw.data_dir / 'config.db'}?mode=ro", uri=True) as store:
            for (hash,) in store.execute("SELECT password_hash FROM users WHERE password_hash <> ''"):
                self.assertNotIn(hash, told)
        entry = self.newest(operation="providers.update", target=provider["id"])
        self.assertIn("x-custom", entry["after"][f"providers/{provider['id']}"]["headers"])
        entry = self.newest(operation="users.password", target=user["id"])
        self.assertEqual(entry["after"][f"users/{user['id']}"]["password"], "*** (another)")


class ChainTest(AuditCase):
    """Each has a gateway of its own, whose file somebody gets at."""

    def setUp(self):
        self.gw = self.enterContext(Switchyard())
        for _ in range(6):
            self.call(201, "POST", "/users", {"name": self.name()})

    def forge(self, *statements):
        self.gw.stop()
        with sqlite3.connect(self.gw.data_dir / "config.db") as store:
            for statement in ("DROP TRIGGER audit_logs_stay_as_they_are", "DROP TRIGGER audit_logs_stay", *statements):
                store.execute(statement)
        store.close()

    def by_command(self, *arguments):
        done = self.gw.cli("audit", "verify", "--json", *arguments)
        return done.returncode, json.loads(done.stdout)

    def test_a_whole_log_is_said_to_be_whole(self):
        verdict = self.verify()
        entries = self.entries()
        self.assertEqual((verdict["ok"], verdict["entries"], verdict["head"]), (True, len(entries), entries[0]["hash"]))
        self.assertEqual(self.call(200, "GET", "/audit/head")["hash"], verdict["head"])
        for head in (entries[0]["hash"], entries[3]["hash"]):
            self.assertTrue(self.verify(head=head)["ok"])
            self.assertTrue(self.call(200, "GET", f"/audit/verify?head={head}")["ok"])
        self.assertEqual(self.verify(head="00" * 31 + "01")["problem"], "head_not_found")
        self.assertEqual(self.by_command()[0], 0)

    def test_a_changed_entry_is_named(self):
        self.forge("UPDATE audit_logs SET actor_name = 'somebody else' WHERE seq = 4")
        code, verdict = self.by_command()
        self.assertEqual((code, verdict["ok"], verdict["bad_seq"], verdict["problem"]), (1, False, 4, "changed"))
        self.gw.start()
        self.assertEqual(self.verify()["bad_seq"], 4)

    def test_a_removed_entry_is_named(self):
        self.forge("DELETE FROM audit_logs WHERE seq = 3")
        code, verdict = self.by_command()
        self.assertEqual((code, verdict["bad_seq"], verdict["problem"]), (1, 3, "missing"))
        self.gw.start()

    def test_an_end_that_was_cut_off_is_told_by_a_head_that_was_written_down(self):
        head = self.gw.cli("audit", "head").stdout.strip()
        self.forge("DELETE FROM audit_logs WHERE seq > 5", "UPDATE sqlite_sequence SET seq = 5 WHERE name = 'audit_logs'")
        self.assertEqual(self.by_command()[0], 0)
        code, verdict = self.by_command("--head", head)
        self.assertEqual((code, verdict["bad_seq"], verdict["problem"]), (1, 6, "head_not_found"))
        self.gw.start()

    def test_no_statement_changes_or_removes_one(self):
        self.gw.stop()
        store = sqlite3.connect(self.gw.data_dir / "config.db")
        for statement in ("UPDATE audit_logs SET outcome = 'ok'", "DELETE FROM audit_logs"):
            with self.assertRaisesRegex(sqlite3.DatabaseError, "only ever added to"):
                store.execute(statement)
        store.close()
        self.gw.start()

    def test_a_hundred_at_once(self):
        before = self.verify()["entries"]
        with ThreadPoolExecutor(25) as pool:
            statuses = list(pool.map(lambda n: self.gw.admin("POST", "/users", {"name": f"at once {n}"}).status, range(100)))
        self.assertEqual(set(statuses), {201})
        verdict = self.verify()
        self.assertEqual((verdict["ok"], verdict["entries"]), (True, before + 100))

    def test_it_goes_on_behind_a_restart(self):
        head = self.verify()["head"]
        self.gw.stop()
        self.gw.start()
        self.call(201, "POST", "/users", {"name": self.name()})
        self.assertTrue(self.verify(head=head)["ok"])

    def test_a_kill_in_the_middle_leaves_acts_and_entries_alike(self):
        for round_ in range(3):
            stop = threading.Event()
            def work(lane):
                number = 0
                while not stop.is_set() and number < 200:
                    try:
                        self.gw.admin("POST", "/users", {"name": f"kill {round_} {lane} {number}"})
                    except (OSError, http.client.HTTPException):
                        return
                    number += 1
            with ThreadPoolExecutor(4) as pool:
                done = [pool.submit(work, lane) for lane in range(4)]
                time.sleep(0.3 + 0.1 * round_)
                self.gw.kill()
                stop.set()
                for one in done:
                    one.result(30)
            self.gw.start()
            self.assertTrue(self.verify()["ok"])
            users = {user["name"] for user in self.call(200, "GET", "/users?limit=1000&q=kill%20" + str(round_))["data"]}
            told = {entry["target"]["name"] for entry in self.entries(operation="users.create", q=f"kill%20{round_}")}
            self.assertTrue(users)
            self.assertEqual(users, told)


if __name__ == "__main__":
    unittest.main()
