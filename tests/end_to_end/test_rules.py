"""Routing rules from the admin API to the wire: kept, checked, asked in order, and what they do to a call."""

import sqlite3
import unittest

import scripted_upstream as script
from scripted_case import ScriptedCase, ask, good_stream


def says(text, model, **more):
    return {"model": model, "messages": [{"role": "user", "content": text}], **more}


class RulesTest(ScriptedCase):
    def setUp(self):
        for rule in self.list():
            self.assertEqual(self.gw.admin("DELETE", f"/router/rules/{rule['id']}").status, 204)

    def list(self):
        answer = self.gw.admin("GET", "/router/rules")
        self.assertEqual(answer.status, 200, answer.body)
        return answer.json()["data"]

    def add(self, name, when, *then, **more):
        answer = self.gw.admin("POST", "/router/rules", {"name": name, "when": when, "then": list(then), **more})
        self.assertEqual(answer.status, 201, answer.body)
        return answer.json()

    def refused(self, param, when=None, then=None, status=422, **more):
        body = {"name": "bad", "when": when or {}, "then": then or [{"tag": "x"}], **more}
        answer = self.gw.admin("POST", "/router/rules", body)
        self.assertEqual(answer.status, status, answer.body)
        self.assertEqual(answer.json()["error"]["param"], param)
        return answer.json()["error"]["message"]

    def served(self, body, model, headers=None):
        """The one request that a provider got for this call, under the name `model`."""
        self.first.on(model, [script.whole()])
        answer = self.gw.chat(body, headers=headers)
        self.assertEqual(answer.status, 200, answer.body)
        self.answer = answer
        (post,) = self.first.posts(model)
        return post

    # Kept and checked

    def test_rules_are_kept_and_changed(self):
        made = self.add("one", {"regex": "x"}, {"tag": "a"})
        self.assertEqual((made["type"], made["priority"], made["enabled"], made["hits"], made["last_hit"]),
                         ("regex", 1, True, 0, None))
        self.add("two", {"all": [{"model": "a"}, {"stream": True}]}, {"tag": "a"})
        self.add("first", {}, {"tag": "a"}, priority=1)
        self.assertEqual([(rule["name"], rule["priority"], rule["type"]) for rule in self.list()],
                         [("first", 1, "always"), ("one", 2, "regex"), ("two", 3, "composite")])
        path = f"/router/rules/{made['id']}"
        self.assertEqual(self.gw.admin("PUT", path, {"name": "uno", "if_version": 1}).status, 409)  # it was moved on
        changed = self.gw.admin("PUT", path, {"name": "uno", "enabled": False}).json()
        self.assertEqual((changed["name"], changed["enabled"], changed["when"]), ("uno", False, {"regex": "x"}))
        ids = [rule["id"] for rule in reversed(self.list())]
        self.assertEqual(self.gw.admin("POST", "/router/rules/reorder", {"ids": ids}).status, 200)
        self.assertEqual([rule["id"] for rule in self.list()], ids)
        for wrong in (ids[:2], ids + ids[:1], ids[:2] + ["rule_x"]):
            self.assertEqual(self.gw.admin("POST", "/router/rules/reorder", {"ids": wrong}).status, 409)
        same = self.gw.admin("GET", "/routing/rules").json()["data"]
        self.assertEqual(same, self.list())
        batch = self.gw.admin("POST", "/routing/rules/batch", {"ids": ids[:2], "set": {"enabled": False}}).json()
        self.assertEqual([row["ok"] for row in batch["data"]], [True, True])
        self.assertEqual(self.gw.admin("DELETE", path).status, 204)
        self.assertEqual(self.gw.admin("GET", path).status, 404)

    def test_what_is_wrong_is_told_at_its_place(self):
        message = self.refused("when.all[1].regex", {"all": [{"stream": True}, {"regex": "ab(c"}]})
        self.assertIn("at character 3", message)
        self.refused("when.colour", {"colour": "red"})
        self.refused("then[1].dance", then=[{"tag": "x"}, {"dance": 1}])
        self.refused("then[0].use_provider", then=[{"use_provider": "nobody"}])
        self.refused("then[0].forbid_provider[1]", then=[{"forbid_provider": ["main", "nobody"]}])
        self.refused("then[0].use_model", then=[{"use_model": "no-such-model"}])
        self.refused("then[0].add_header.name", then=[{"add_header": {"name": "Authorization", "value": "Bearer x"}}])
        self.refused("then[0].add_header.value", then=[{"add_header": {"name": "x-a", "value": "a\r\nb: c"}}])
        self.refused("when.time.zone", {"time": {"weekdays": ["mon"], "zone": "Mars/Olympus"}})
        self.refused("name", name="")
        self.assertEqual(self.list(), [])

    def test_a_name_is_taken_once(self):
        self.add("same", {}, {"tag": "a"})
        self.assertEqual(self.refused_status("same"), 409)

    def refused_status(self, name):
        return self.gw.admin("POST", "/router/rules", {"name": name, "when": {}, "then": [{"tag": "a"}]}).status

    # Asked

    def test_a_call_goes_where_its_rule_says(self):
        small, big = self.model(self.single), self.model(self.single)
        rule = self.add("code", {"regex": "(?i)refactor"}, {"use_model": big}, {"tag": "heavy"})
        self.add("zone", {"time": {"from": "00:00", "to": "24:00", "zone": "Europe/Berlin"}}, {"tag": "any time"},
                 priority=1)
        self.assertEqual(self.served(says("please Refactor this", small), big).json()["model"], big)
        row = self.row(self.answer)
        self.assertEqual((row["requested_model"], row["routed_model"]), (small, big))
        self.assertEqual(row["decision"]["tags"], ["any time", "heavy"])
        self.assertGreater(row["decision"]["complexity"]["score"], 0)
        self.assertEqual(self.served(says("hello", small), small).json()["model"], small)
        hits = {one["name"]: (one["hits"], one["last_hit"] is not None) for one in self.list()}
        self.assertEqual(hits, {"zone": (2, True), "code": (1, True)})
        self.gw.admin("PUT", f"/router/rules/{rule['id']}", {"enabled": False})
        self.first.on(small, [script.whole()])
        self.assertEqual(self.gw.chat(says("please refactor this", small)).status, 200)
        self.assertEqual(self.gw.admin("GET", f"/router/rules/{rule['id']}").json()["hits"], 1)

    def test_facts_of_the_call(self):
        plain, other = self.model(self.single), self.model(self.single)
        schema = {"type": "json_schema", "json_schema": {"name": "n", "schema": {"type": "object"}}}
        tool = {"type": "function", "function": {"name": "f", "parameters": {"type": "object"}}}
        picture = [{"type": "text", "text": "what is this"}, {"type": "image_url", "image_url": {"url": "data:,"}}]
        for when, body, headers in (
                ({"has": ["tools", "schema"]}, says("x", plain, tools=[tool], response_format=schema), None),
                ({"has": "images"}, says(picture, plain), None),
                ({"has": "thinking"}, says("x", plain, reasoning_effort="high"), None),
                ({"header": {"name": "X-Team", "value": "blue*"}}, says("x", plain), {"x-team": "blue 7"}),
                ({"request_class": "subagent"}, says("x", plain), {"X-Claude-Code-Request-Class": "subagent"}),
                ({"key": "e2e member"}, says("x", plain), None),
                ({"dialect": "openai"}, says("x", plain), None),
                ({"intent": "translation"}, says("把这句话翻译成英文", plain), None),
                ({"estimated_tokens": {"min": 5000}}, says("word " * 10_000, plain), None),
                ({"not": {"stream": True}}, says("x", plain), None)):
            with self.subTest(when):
                self.setUp()
                self.add("elsewhere", when, {"use_model": other})
                self.first.received.clear()
                self.served(body, other, headers)

    def test_parameters_and_headers(self):
        model = self.model(self.single)
        self.add("set", {}, {"override_parameters": {"temperature": 0, "max_tokens": 50}},
                 {"default_parameters": {"top_p": 0.5, "seed": 7}},
                 {"add_header": {"name": "X-Team", "value": "blue"}})
        raw = '{ "temperature":1.50 ,"model":"%s","messages":[],"seed":1.0,"max_completion_tokens": 900 }' % model
        post = self.served(raw.encode(), model)
        self.assertEqual(post.body.decode(),
                         '{"top_p":0.5, "temperature":0 ,"model":"%s","messages":[],"seed":1.0,'
                         '"max_completion_tokens": 50 }' % model)
        self.assertEqual(post.headers["x-team"], "blue")
        self.assertEqual(post.headers["content-type"], "application/json")

    def test_a_rejected_call_is_refused_and_written_down(self):
        model = self.model(self.single)
        self.add("no poems", {"regex": "poem"}, {"reject": {"message": "not here", "status": 429}})
        for stream in (False, True):
            answer = self.gw.chat(says("a poem", model, stream=stream))
            self.assertEqual((answer.status, answer.error()["message"], answer.error()["code"]),
                             (429, "not here", "rejected_by_rule"))
            row = self.row(answer)
            self.assertEqual((row["outcome"], row["attempts"], row["cost_nanos"], row["status"], row["error_code"]),
                             ("refused", 0, 0, 429, "rejected_by_rule"))
            self.assertEqual([rule["name"] for rule in row["decision"]["rules"]], ["no poems"])
        self.assertEqual(self.first.posts(model), [])

    def test_timeouts(self):
        model = self.model(self.single)
        self.add("hurry", {"model": model}, {"timeouts": {"first_token_ms": 300, "total_ms": 700}})
        for stream in (True, False):
            self.first.on(model, *[[script.hang()]] * 4)
            answer = self.gw.chat(ask(model, stream=stream))
            self.assertEqual((answer.status, answer.error()["code"]), (504, "upstream_timeout"))

    def test_streams_follow_rules_too(self):
        model, other = self.model(self.single), self.model(self.single)
        self.add("streams", {"stream": True}, {"use_model": other})
        self.first.on(other, good_stream())
        answer = self.gw.chat(ask(model, stream=True))
        self.assertEqual(answer.text(), "hello")

    def test_hits_and_rules_are_kept_over_a_restart(self):
        model = self.model(self.single)
        kept = self.add("kept", {}, {"tag": "a"})
        spoiled = self.add("spoiled", {}, {"reject": "no"}, enabled=False)
        self.served(ask(model), model)
        self.gw.stop()
        with sqlite3.connect(self.gw.data_dir / "config.db") as db:
            db.execute("UPDATE routing_rules SET condition = '{\"from the future\":1}', enabled = 1 WHERE id = ?",
                       (spoiled["id"],))
        db.close()
        self.gw.start()
        rules = {rule["id"]: rule for rule in self.list()}
        self.assertEqual(rules[kept["id"]]["hits"], 1)
        self.assertEqual(rules[kept["id"]]["problem"], "")
        self.assertIn("when.from the future", rules[spoiled["id"]]["problem"])
        self.first.received.clear()
        self.served(ask(model), model)
        off = self.gw.admin("PUT", f"/router/rules/{spoiled['id']}", {"enabled": False})
        self.assertEqual(off.status, 200, off.body)

    def test_roles(self):
        for method, path, body in (("GET", "/router/rules", None), ("POST", "/router/rules", {})):
            self.assertEqual(self.gw.admin(method, path, body, key=self.gw.key).status, 403)


if __name__ == "__main__":
    unittest.main()
