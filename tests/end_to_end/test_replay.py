"""Past calls under other rules, and their decisions as files, through the real program."""

import csv
import http.client
import io
import json
import sqlite3
import time
import unittest

from harness import until
from test_routing import RoutingCase

TEXT = "a text that is kept nowhere"


class ReplayCase(RoutingCase):
    def setUp(self):
        for rule in self.call(200, "GET", "/router/rules")["data"]:
            self.call(204, "DELETE", f"/router/rules/{rule['id']}")
        self.since = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        newest = self.gw.requests(1)
        self.first_call = newest[0]["started_at"] if newest else None

    def rule(self, name, when, *then):
        return self.call(201, "POST", "/router/rules", {"name": name, "when": when, "then": list(then)})

    def calls(self, *kinds):
        """Each kind: (model, text, more). Their request ids, once all are in the log."""
        answers = [self.chat(model, messages=[{"role": "user", "content": text}], **more)
                   for model, text, more in kinds]
        for answer in answers:
            self.trace(answer)
        return [answer.request_id() for answer in answers]

    def replay(self, **body):
        """Only the calls of this test."""
        if self.first_call:
            rows = [row["started_at"] for row in self.gw.requests() if row["started_at"] > self.first_call]
            body.setdefault("from", min(rows) if rows else self.since)
        return self.call(200, "POST", "/router/replay", body)


class ReplayTest(ReplayCase):
    def test_unchanged_rules_move_nothing(self):
        alias = self.alias(("left", "small", {"weight": 2}), ("right", "other"))
        self.rule("images", {"has": "tools"}, {"use_provider": "right"})
        rule = self.rule("words", {"regex": "poem"}, {"use_model": "big"})
        self.calls(*[(alias, "a poem" if i % 3 else "prose", {}) for i in range(20)])
        found = self.replay()
        self.assertEqual((found["calls"], found["moved"], found["unchanged"], found["cannot_tell"]), (20, 0, 20, 0))
        self.assertEqual(found["data"], [])
        self.assertEqual(found["cost"]["difference_nanos"], 0)
        logged = self.replay(against="log")  # the same choice again, from the traces alone
        self.assertEqual((logged["moved"], logged["unchanged"]), (0, 20))
        given = self.replay(rules=self.call(200, "GET", "/router/rules")["data"])
        self.assertEqual((given["moved"], given["unchanged"]), (0, 20))
        off = self.replay(rules=[{"id": rule["id"], "enabled": False}])
        self.assertEqual((off["moved"] + off["unchanged"], off["cannot_tell"]), (20, 0))  # the pattern was asked then

    def test_a_known_edit_moves_exactly_its_calls(self):
        self.rule("long", {"estimated_tokens": {"min": 500}}, {"use_model": "big"})
        long = "word " * 1000
        self.calls(("small", "short", {}), ("small", long, {}), ("small", long, {"stream": False}), ("other", "x", {}))
        rules = self.call(200, "GET", "/router/rules")["data"]
        rules[0]["when"] = {"estimated_tokens": {"min": 100_000}}
        found = self.replay(rules=rules)
        self.assertEqual((found["calls"], found["moved"], found["unchanged"]), (4, 2, 2))
        (route,) = found["data"]
        self.assertEqual((route["from"]["provider_name"], route["from"]["model"]), ("left", "big"))
        self.assertEqual((route["to"]["provider_name"], route["to"]["model"], route["calls"]), ("left", "small", 2))
        self.assertIsNone(route["cost_difference_nanos"])  # nobody knows what these models cost
        self.assertEqual(route["unpriced"], 2)
        self.assertIsNone(found["cost"]["difference_nanos"])
        away = self.replay(rules=[{"when": {"model": "other"}, "then": [{"reject": {"message": "no"}}]}])
        self.assertEqual([(row["from"]["model"], row["to"] and row["to"]["model"], row["calls"])
                          for row in away["data"]], [("big", "small", 2), ("other", None, 1)])

    def test_prices_make_the_difference(self):
        for provider, model in ((self.left_id, "gpt-4o"), (self.right_id, "gpt-4o-mini")):
            self.call(201, "POST", f"/providers/{provider}/models", {"name": model})
        alias = self.alias(("left", "gpt-4o"), ("right", "gpt-4o-mini", {"priority": 1}))
        self.calls((alias, "hello", {}))
        found = self.replay(model_map=[{"name": alias, "targets": [{"provider": "right", "model": "gpt-4o-mini"}]}])
        (route,) = found["data"]
        self.assertEqual((route["calls"], route["unpriced"]), (1, 0))
        self.assertLess(route["cost_difference_nanos"], 0)
        cost = found["cost"]
        self.assertEqual(cost["would_be_nanos"], cost["logged_nanos"] + cost["difference_nanos"])

    def test_what_the_log_does_not_have_is_not_guessed(self):
        self.calls(("small", TEXT, {}), ("other", TEXT, {}))
        found = self.replay(rules=[{"when": {"all": [{"model": "small"}, {"regex": "kept"}]},
                                    "then": [{"use_model": "big"}]}])
        self.assertEqual((found["unchanged"], found["cannot_tell"], found["moved"]), (1, 1, 0))
        self.assertEqual(found["cannot_tell_by"], {"prompt": 1, "headers": 0, "not_logged": 0})
        header = self.replay(rules=[{"when": {"header": {"name": "x-team"}}, "then": [{"use_model": "big"}]}])
        self.assertEqual(header["cannot_tell_by"]["headers"], 2)
        with sqlite3.connect(self.gw.data_dir / "usage.db") as db:
            self.assertFalse(db.execute("SELECT 1 FROM routing_decisions WHERE trace LIKE '%kept nowhere%'").fetchall())

    def test_a_feature_and_a_window_that_are_missing(self):
        alias = self.alias(("left", "small"), ("right", "other", {"priority": 1}))
        tool = {"type": "function", "function": {"name": "f", "parameters": {"type": "object"}}}
        self.calls((alias, "x", {}), (alias, "x", {"tools": [tool]}))
        targets = [{"provider": "left", "model": "small", "required_features": ["tools"]},
                   {"provider": "right", "model": "other", "priority": 1}]
        found = self.replay(model_map=[{"name": alias, "targets": targets}])
        self.assertEqual((found["moved"], found["missing_feature"], found["missing_by"]["tools"]), (1, 1, 1))
        model = self.call(201, "POST", f"/providers/{self.right_id}/models", {"name": "tiny", "context_window": 2})
        narrow = self.replay(rules=[{"when": {}, "then": [{"use_model": "right/tiny"}]}])
        self.assertEqual((narrow["moved"], narrow["missing_by"]["context"]), (2, 2), model)

    def test_an_earlier_plan(self):
        before = self.call(200, "GET", "/router/status")["plan"]
        self.rule("all", {}, {"use_model": "big"})
        self.calls(("small", "x", {}), ("small", "y", {}))
        found = self.replay(plan=before)
        self.assertEqual([(row["from"]["model"], row["to"]["model"], row["calls"]) for row in found["data"]],
                         [("big", "small", 2)])

    def test_piece_by_piece_it_comes_to_the_same(self):
        self.calls(*[("small", "x", {})] * 7)
        rules = [{"when": {}, "then": [{"use_model": "other"}]}]
        whole = self.replay(rules=rules, count=True)
        self.assertEqual((whole["total"], whole["moved"], whole["next"]), (7, 7, None))
        pieces, after = [], None
        while not pieces or after:
            piece = self.replay(rules=rules, limit=3, to=whole["to"], **({"after": after} if after else {}))
            pieces.append(piece["moved"])
            after = piece["next"]
        self.assertEqual(pieces, [3, 3, 1])

    def test_from_the_command_line(self):
        self.calls(("small", "x", {}), ("other", "x", {}))
        file = self.gw.data_dir / "rules.json"
        file.write_text(json.dumps([{"when": {"model": "small"}, "then": [{"use_model": "big"}]}]))
        since = self.gw.requests(2)[-1]["started_at"]
        done = self.gw.cli("router", "replay", "--rules", file, "--from", since)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn("1 of 2 calls move, 1 stay, 0 cannot be told, 0 lack a feature; cost not known", done.stdout)
        self.assertIn("1  left/small -> left/big  cost not known", done.stdout)
        self.assertEqual(self.gw.cli_json("router", "replay", "--rules", file, "--from", since)["moved"], 1)
        file.write_text(json.dumps({"rules": [{"when": {"regex": "("}, "then": [{"tag": "x"}]}]}))
        self.assertEqual(self.gw.cli("router", "replay", "--rules", file).returncode, 1)
        self.assertEqual(self.gw.cli("router", "replay").returncode, 2)
        self.assertEqual(self.gw.cli("router", "replay", "--rules", file.with_name("none")).returncode, 1)

    def test_what_is_wrong_is_told_at_its_place(self):
        for param, body in (("rules[0].when.regex", {"rules": [{"when": {"regex": "("}, "then": [{"tag": "x"}]}]}),
                            ("rules[0].then[0].use_model", {"rules": [{"when": {}, "then": [{"use_model": "none"}]}]}),
                            ("model_map[0].targets[0].provider",
                             {"model_map": [{"name": "a", "targets": [{"provider": "nobody", "model": "m"}]}]}),
                            ("defaults.colour", {"defaults": {"colour": "red"}}),
                            ("defaults.strategy", {"defaults": {"strategy": "luck"}}),
                            ("plan", {"plan": 100_000}), ("from", {"from": "yesterday"}), ("after", {"after": "x"}),
                            ("limit", {"limit": 0}), ("against", {"against": "all odds"})):
            with self.subTest(param):
                error = self.call(422, "POST", "/router/replay", body)["error"]
                self.assertEqual(error["param"], param)
        viewer = self.gw.new_key("viewer", "viewer of replays")
        self.assertEqual(self.gw.admin("POST", "/router/replay", {}, key=viewer).status, 403)


class ExportTest(ReplayCase):
    def export(self, query):
        answer = self.gw.admin("GET", f"/router/decisions/export?{query}")
        self.assertEqual(answer.status, 200, answer.body)
        return answer

    def test_decisions_as_files(self):
        rule = self.rule("=1+1", {"model": "small"}, {"tag": "heavy, and \"quoted\""})
        ids = self.calls(("small", "x", {}), ("small", "y", {}), ("other", "z", {}))
        answer = self.export(f"format=csv&rule={rule['id']}")
        self.assertEqual(answer.headers["content-type"], "text/csv; charset=utf-8")
        self.assertIn('filename="decisions.csv"', answer.headers["content-disposition"])
        rows = list(csv.DictReader(io.StringIO(answer.body.decode(), newline="")))
        self.assertEqual([row["id"] for row in rows], [ids[1], ids[0]])
        self.assertEqual((rows[0]["rules"], rows[0]["tags"]), ("'=1+1", 'heavy, and "quoted"'))
        self.assertEqual((rows[0]["provider"], rows[0]["candidates"]), ("left", "left/small"))
        answer = self.export("format=ndjson&model=other")
        self.assertEqual(answer.headers["content-type"], "application/x-ndjson")
        row = json.loads(answer.body.decode().splitlines()[0])
        self.assertEqual((row["id"], row["decision"]["candidates"][0]["model"]), (ids[2], "other"))
        self.assertEqual(self.call(422, "GET", "/router/decisions/export?format=xml")["error"]["param"], "format")

    def test_many_come_in_pieces_and_each_once(self):
        ids = set()
        while len(ids) < 1200:
            ids.update(self.calls(*[("small", "x", {})] * 100))
        rows = self.export("format=ndjson").body.decode().splitlines()
        found = [json.loads(row)["id"] for row in rows]
        self.assertEqual(len(found), len(set(found)))
        self.assertLessEqual(ids, set(found))
        lines = self.export("").body.decode().splitlines()
        self.assertEqual(len(lines), len(found) + 1)
        self.assertEqual(sum(line.startswith("id,") for line in lines), 1)

    def test_a_client_that_leaves_ends_it(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.gw.port, timeout=10)
        connection.request("GET", "/api/v1/router/decisions/export",
                           headers={"Authorization": f"Bearer {self.gw.admin_key}"})
        connection.getresponse().read(1)
        connection.close()
        until(lambda: self.gw.admin("GET", "/status").status == 200, "it goes on")


if __name__ == "__main__":
    unittest.main()
