"""Where calls go, through the real program: the model map, sessions, the trace of each decision, and the simulator."""

import collections
import json
import unittest
import urllib.parse

import scripted_upstream as script
from harness import Switchyard, until
from scripted_case import HELLO, ask
from scripted_upstream import ScriptedUpstream

CALLS = 120


def whole_answer(received):
    return [script.answer(200, json.dumps({
        "id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": received.model,
        "choices": [{"index": 0, "message": {"role": "assistant", "content": "hello"}, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 3, "completion_tokens": 1, "total_tokens": 4}}).encode())]


class RoutingCase(unittest.TestCase):
    """Two providers of equal rank, each with a model of its own."""

    @classmethod
    def setUpClass(cls):
        cls.left = cls.enterClassContext(ScriptedUpstream())
        cls.right = cls.enterClassContext(ScriptedUpstream())
        cls.left.otherwise(whole_answer)
        cls.right.otherwise(whole_answer)
        cls.gw = cls.enterClassContext(Switchyard())
        cls.left_id = cls.gw.add_provider("left", cls.left.base_url, "env:E2E_KEY_1", models=["small", "big"])
        cls.right_id = cls.gw.add_provider("right", cls.right.base_url, "env:E2E_KEY_2", models=["other"])
        cls.count = 0

    def call(self, status, method, path, body=None):
        answer = self.gw.admin(method, path, body)
        self.assertEqual(answer.status, status, f"{method} {path}: {answer.body[:400]}")
        return answer.json() if answer.body else None

    def alias(self, *targets, **fields):
        """The name of a new alias; targets are (provider, model) or (provider, model, more)."""
        type(self).count += 1
        rows = [{"provider": one[0], "model": one[1], **(one[2] if len(one) > 2 else {})} for one in targets]
        return self.call(201, "POST", "/router/model-map",
                         {"name": f"alias-{self.count}", "targets": rows, **fields})["name"]

    def chat(self, model, headers=None, **more):
        answer = self.gw.chat(ask(model, **more), headers=headers)
        self.assertEqual(answer.status, 200, answer.body)
        return answer

    def served_by(self, model, headers=None):
        """The model that the provider was asked for tells which provider it was."""
        return self.chat(model, headers).json()["model"]

    def trace(self, answer):
        return self.gw.wait_for_call(answer.request_id())["decision"]


class ModelMapTest(RoutingCase):
    def test_an_alias_is_kept_shown_changed_and_removed(self):
        made = self.call(201, "POST", "/router/model-map", {
            "name": "team fast", "strategy": "least_latency",
            "targets": [{"provider": "left", "model": "small", "weight": 3},
                        {"provider": self.right_id, "model": "other", "priority": 1, "required_features": ["tools"]}]})
        self.assertEqual([(one["provider"], one["provider_name"]) for one in made["targets"]],
                         [(self.left_id, "left"), (self.right_id, "right")])
        path = "/router/model-map/" + urllib.parse.quote("team fast")
        self.assertEqual(self.call(200, "GET", path), made)
        self.assertEqual(self.call(200, "GET", "/router/model-map/" + made["id"]), made)
        self.assertIn(made, self.call(200, "GET", "/router/model-map")["data"])
        changed = self.call(200, "PUT", path, {"targets": made["targets"][:1], "strategy": None, "affinity": False,
                                               "if_version": made["version"]})
        self.assertEqual((changed["strategy"], changed["affinity"], len(changed["targets"]), changed["version"]),
                         (None, False, 1, made["version"] + 1))
        self.call(409, "PUT", path, {"enabled": False, "if_version": made["version"]})
        self.call(409, "POST", "/router/model-map", {"name": "team fast", "targets": made["targets"]})
        report = self.call(200, "POST", "/router/model-map/batch", {"ids": [made["id"], "nobody"], "set": {"enabled": False}})
        self.assertEqual([row["ok"] for row in report["data"]], [True, False])
        self.assertEqual(self.gw.chat(ask("team fast")).status, 404)
        self.call(204, "DELETE", path)
        self.call(404, "GET", path)

    def test_what_is_wrong_is_named(self):
        good = {"provider": "left", "model": "small"}
        for body, param in (({"targets": [good]}, "name"), ({"name": "x"}, "targets"),
                            ({"name": "default", "targets": [good]}, "name"),
                            ({"name": "x", "targets": [good, {"provider": "left", "model": "unheard of"}]}, "targets[1].model"),
                            ({"name": "x", "targets": [{"provider": "nobody", "model": "m"}]}, "targets[0].provider"),
                            ({"name": "x", "targets": [{**good, "weight": -1}]}, "targets[0].weight"),
                            ({"name": "x", "targets": [good], "strategy": "luck"}, "strategy"),
                            ({"name": "x", "targets": [good], "colour": "red"}, "colour")):
            with self.subTest(param):
                self.assertEqual(self.call(422, "POST", "/router/model-map", body)["error"]["param"], param)

    def test_names_are_listed_to_callers(self):
        name = self.alias(("left", "small"))
        listed = [one["id"] for one in self.gw.request("GET", "/v1/models", key=self.gw.key).json()["data"]]
        self.assertIn(name, listed)
        one = self.gw.request("GET", f"/v1/models/{name}", key=self.gw.key).json()
        self.assertEqual(one["owned_by"], "left")

    def test_weights_share_the_calls_out(self):
        name = self.alias(("left", "small", {"weight": 3}), ("right", "other"), strategy="smooth_weighted")
        served = collections.Counter(self.served_by(name) for _ in range(CALLS))
        self.assertEqual(served, {"small": CALLS * 3 // 4, "other": CALLS // 4})
        drawn = self.alias(("left", "small", {"weight": 1}), ("right", "other", {"weight": 0}), strategy="weighted_random")
        self.assertEqual({self.served_by(drawn) for _ in range(20)}, {"small"})

    def test_a_session_stays_with_its_target(self):
        name = self.alias(("left", "small"), ("right", "other"), strategy="round_robin")
        seen = set()
        for session in range(12):
            header = {"x-session-id": f"session {session}"} if session % 2 else {"X-Claude-Code-Session-Id": f"s{session}"}
            served = {self.served_by(name, header) for _ in range(4)}
            self.assertEqual(len(served), 1)
            seen |= served
        self.assertEqual(seen, {"small", "other"})
        free = self.alias(("left", "small"), ("right", "other"), strategy="round_robin", affinity=False)
        self.assertEqual([self.served_by(free, {"x-session-id": "one"}) for _ in range(4)],
                         ["small", "other", "small", "other"])

    def test_a_target_has_parameters_of_its_own(self):
        name = self.alias(("left", "big", {"overrides": {"temperature": 0.25, "seed": 7}}))
        self.chat(name, temperature=1)
        sent = self.left.posts("big")[-1].json()
        self.assertEqual((sent["temperature"], sent["seed"], sent["messages"]), (0.25, 7, HELLO))

    def test_a_target_for_tools_gets_calls_with_tools(self):
        name = self.alias(("left", "big", {"required_features": ["tools"]}), ("right", "other", {"priority": 1}))
        self.assertEqual(self.served_by(name), "other")
        tool = {"type": "function", "function": {"name": "look", "parameters": {"type": "object", "properties": {}}}}
        self.assertEqual(self.chat(name, tools=[tool]).json()["model"], "big")

    def test_the_default_may_be_an_alias(self):
        name = self.alias(("right", "other"))
        before = self.call(200, "GET", "/settings")
        self.assertEqual((before["strategy"], before["affinity"]), ("weighted_random", True))
        set_ = self.call(200, "PUT", "/router/defaults", {"default_model": name, "strategy": "least_busy", "affinity": False})
        self.assertEqual((set_["default_model"], set_["strategy"], set_["affinity"]), (name, "least_busy", False))
        self.assertEqual(self.served_by("default"), "other")
        self.assertEqual(self.call(422, "PUT", "/router/defaults", {"strategy": "luck"})["error"]["param"], "strategy")
        self.assertEqual(self.call(422, "PUT", "/router/defaults", {"max_attempts": 2})["error"]["param"], "max_attempts")
        self.call(200, "PUT", "/router/defaults", {key: before[key] for key in ("default_model", "strategy", "affinity")})


class DecisionTest(RoutingCase):
    def test_the_trace_says_what_was_chosen_and_what_was_passed_over(self):
        name = self.alias(("left", "big", {"required_features": ["images"]}), ("right", "other"))
        answer = self.chat(name, {"x-session-id": "my-session"})
        trace = self.trace(answer)
        self.assertEqual((trace["asked"], trace["alias"], trace["strategy"], trace["affinity"]),
                         (name, name, "weighted_random", True))
        self.assertEqual([(one["provider_name"], one["model"], one["key_names"]) for one in trace["candidates"]],
                         [("right", "other", ["key 1"])])
        self.assertEqual([(one["provider_name"], one["why"]) for one in trace["passed_over"]], [("left", "feature")])
        self.assertNotIn("my-session", json.dumps(trace))

    def test_decisions_are_listed_by_what_is_asked(self):
        name = self.alias(("left", "big"))
        ids = [self.chat(name).request_id() for _ in range(3)]
        self.gw.wait_until_folded()
        query = urllib.parse.urlencode({"model": name, "limit": 2})
        page = self.call(200, "GET", f"/router/decisions?{query}")
        self.assertEqual([row["id"] for row in page["data"]], ids[:0:-1])
        self.assertEqual(page["data"][0]["decision"]["alias"], name)
        self.assertEqual(len(page["data"][0]["attempt_list"]), 1)
        rest = self.call(200, "GET", f"/router/decisions?{query}&after={page['next']}")
        self.assertEqual([row["id"] for row in rest["data"]], ids[:1])
        self.assertEqual(self.call(200, "GET", f"/router/decisions?provider={self.right_id}&model={name}")["data"], [])
        self.assertEqual(self.call(200, "GET", "/router/decisions?rule=nobody")["data"], [])


class SwitchedOffTest(RoutingCase):
    def test_neither_aliases_nor_rules_are_asked(self):
        name = self.alias(("right", "other"))
        rule = self.call(201, "POST", "/router/rules", {"name": "all to the right", "when": {},
                                                        "then": [{"use_model": "right/other"}]})
        self.assertEqual(self.served_by("small"), "other")
        self.call(200, "PUT", "/settings", {"switch_delay_ms": 0, "switch_cooldown_ms": 0})
        self.call(202, "POST", "/router/toggle", {"value": False, "reason": "test"})
        until(lambda: self.call(200, "GET", "/router/status")["value"] is False, "routing is off")
        until(lambda: self.served_by("small") == "small", "the calls go by the new plan")
        self.assertEqual(self.gw.chat(ask(name)).status, 404)
        trace = self.trace(self.chat("left/big"))
        self.assertEqual((trace["routing"], [one["model"] for one in trace["candidates"]]), (False, ["big"]))
        self.call(200, "PUT", "/router/defaults", {"default_model": "right/other"})
        self.assertEqual(self.served_by(name), "other")
        self.call(202, "POST", "/router/toggle", {"value": True})
        until(lambda: self.served_by("small") == "other", "the rule has its way again")
        self.call(204, "DELETE", f"/router/rules/{rule['id']}")


class SimulateTest(RoutingCase):
    def simulate(self, status=200, **body):
        return self.call(status, "POST", "/router/simulate", body)

    def test_it_says_where_a_call_would_go_and_sends_nothing(self):
        name = self.alias(("left", "small"), ("right", "other", {"priority": 1}))
        before = len(self.left.posts("small"))
        told = self.simulate(request={"model": name, "messages": HELLO})
        self.assertEqual([(one["provider_name"], one["model"]) for one in told["candidates"]],
                         [("left", "small"), ("right", "other")])
        self.assertEqual((told["error"], told["alias"]), (None, name))
        self.assertGreater(told["estimated_tokens"], 0)
        self.assertEqual(self.simulate(model=name, prompt="hi")["candidates"], told["candidates"])
        self.assertEqual(len(self.left.posts("small")), before)

    def test_features_count(self):
        name = self.alias(("left", "big", {"required_features": ["tools"]}), ("right", "other", {"priority": 1}))
        with_tools = self.simulate(model=name, tools=2)
        self.assertEqual([one["model"] for one in with_tools["candidates"]], ["big", "other"])
        without = self.simulate(model=name)
        self.assertEqual([one["why"] for one in without["passed_over"]], ["feature"])

    def test_rules_that_are_tried_out_replace_those_of_the_plan(self):
        name = self.alias(("left", "small"))
        draft = {"name": "to the right", "when": {"regex": "(?i)hurry"}, "then": [{"use_model": "right/other"}, {"tag": "quick"}]}
        told = self.simulate(request={"model": name, "messages": [{"role": "user", "content": "Hurry up"}]}, rules=[draft])
        self.assertEqual([(one["provider_name"], one["model"]) for one in told["candidates"]], [("right", "other")])
        self.assertEqual(([hit["name"] for hit in told["rules"]], told["effects"], told["tags"]),
                         (["to the right"], {"model": "right/other"}, ["quick"]))
        self.assertIn("score", told["complexity"])
        calm = self.simulate(model=name, prompt="no haste", rules=[draft])
        self.assertEqual((calm["candidates"][0]["model"], calm.get("rules")), ("small", None))
        rejecting = {"when": {"has": "tools"}, "then": [{"reject": {"message": "no tools here"}}]}
        told = self.simulate(model=name, tools=1, rules=[rejecting])
        self.assertEqual((told["candidates"], told["error"]["message"]), ([], "no tools here"))
        for when, then, param in (({"all": [{"regex": "ok"}, {"regex": "("}]}, [{"tag": "x"}], "rules[1].when.all[1].regex"),
                                  ({}, [{"use_provider": "nobody"}], "rules[1].then[0].use_provider")):
            self.assertEqual(self.simulate(422, model=name, rules=[draft, {"when": when, "then": then}])["error"]["param"],
                             param)
        self.assertEqual(self.served_by(name), "small")

    def test_headers_class_and_dialect_are_what_conditions_look_at(self):
        def matches(when, **given):
            draft = {"name": "x", "when": when, "then": [{"tag": "seen"}]}
            return bool(self.simulate(model="left/small", rules=[draft], **given).get("rules"))

        team = {"header": {"name": "x-team", "value": "bl*"}}
        self.assertEqual([matches(team), matches(team, headers={"X-Team": "blue"}), matches(team, headers={"x-team": "red"})],
                         [False, True, False])
        side = {"request_class": "auxiliary"}
        self.assertEqual([matches(side), matches(side, request_class="auxiliary"), matches(side, request_class="main")],
                         [False, True, False])
        self.assertEqual([matches({"dialect": "openai"}), matches({"not": {"dialect": "openai"}})], [True, False])
        for wrong in ({"headers": ["x-team"]}, {"headers": {"x-team": 1}}, {"request_class": 1}, {"dialect": "latin"}):
            self.assertEqual(self.simulate(422, model="left/small", **wrong)["error"]["param"], next(iter(wrong)))

    def test_what_would_be_refused_says_why(self):
        told = self.simulate(model="left/unheard of")
        self.assertEqual((told["candidates"], told["error"]["status"], told["error"]["param"]), ([], 404, "model"))
        self.assertEqual(self.simulate(422)["error"]["param"], "model")
        self.assertEqual(self.simulate(422, model="small", key="nobody")["error"]["param"], "key")
        self.assertEqual(self.simulate(422, request=[1])["error"]["param"], "request")
        self.assertEqual(self.simulate(422, dialect="latin", request={"model": "m", "messages": HELLO})["error"]["param"],
                         "dialect")

    def test_no_turn_is_taken(self):
        name = self.alias(("left", "small"), ("right", "other"), strategy="round_robin")
        for _ in range(3):
            self.assertEqual(self.simulate(model=name)["candidates"][0]["model"], "small")
        self.assertEqual([self.served_by(name) for _ in range(2)], ["small", "other"])


if __name__ == "__main__":
    unittest.main()
