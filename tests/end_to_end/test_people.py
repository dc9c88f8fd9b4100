"""Users, teams and what their keys may do, from the admin API to the wire; and tenants apart in every answer."""

import json
import re
import time
import unittest

import scripted_steps as script
from admin_case import ROLES, AdminCase, ask
from harness import Switchyard
from scripted_upstream import ScriptedUpstream

DOLLAR = 1_000_000_000


class PeopleCase(AdminCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.first = cls.gw.add_provider("first", cls.upstream.base_url, "env:E2E_KEY_1", any_model=True)
        cls.second = cls.gw.add_provider("second", cls.upstream.base_url, "env:E2E_KEY_2", any_model=True, priority=1)

    def user(self, **fields):
        return self.call(201, "POST", "/users", {"name": self.name(), **fields})

    def team(self, **fields):
        return self.call(201, "POST", "/teams", {"name": self.name(), **fields})

    def serve(self, model, times=1):
        for _ in range(times):
            self.upstream.on(model, [script.answer(200, script.completion(tokens=(1000, 100), model=model))])

    def chat(self, key, model="m", status=200, **more):
        if status == 200:
            self.serve(model)
        answer = self.gw.chat(ask(model, **more), key=key["key"])
        self.assertEqual(answer.status, status, answer.body)
        return answer


class KeptTest(PeopleCase):
    def test_users_and_teams_are_kept_changed_and_removed(self):
        team = self.team(limits={"requests_per_minute": 60}, tags=["research"])
        self.assertEqual(team["limits"], {"requests_per_minute": 60, "tokens_per_minute": None, "concurrent_calls": None})
        user = self.user(email="ana@example.com", role="operator", team=team["name"], limits={"concurrent_calls": 2})
        self.assertEqual((user["team"], user["team_name"], user["role"]), (team["id"], team["name"], "operator"))
        self.assertNotIn("password", json.dumps(user))
        changed = self.call(200, "PUT", f"/users/{user['id']}", {"limits": {"tokens_per_minute": 9}, "disabled": True})
        self.assertEqual(changed["limits"], {"requests_per_minute": None, "tokens_per_minute": 9, "concurrent_calls": 2})
        self.assertEqual(changed["version"], user["version"] + 1)
        self.refused(409, "PUT", f"/users/{user['id']}", {"if_version": 1, "name": "x"}, param="if_version")
        self.assertIn(user["id"], [row["id"] for row in self.call(200, "GET", f"/users?team={team['id']}")["data"]])
        self.refused(409, "DELETE", f"/teams/{team['id']}")
        self.call(204, "DELETE", f"/users/{user['id']}")
        self.call(204, "DELETE", f"/teams/{team['id']}")
        self.refused(404, "GET", f"/users/{user['id']}")
        self.refused(404, "GET", f"/teams/{team['id']}")

    def test_what_is_wrong_is_refused_with_its_field(self):
        taken = self.user()
        other = self.team()
        for body, param in (({"name": ""}, "name"), ({}, "name"), ({"name": "x", "role": "king"}, "role"),
                            ({"name": "x", "team": "nobody"}, "team"), ({"name": "x", "email": "no"}, "email"),
                            ({"name": "x", "tags": ["a\nb"]}, "tags"),
                            ({"name": "x", "limits": {"requests_per_minute": -1}}, "limits.requests_per_minute"),
                            ({"name": "x", "limits": {"per_day": 1}}, "limits.per_day"),
                            ({"name": "x", "password_hash": "y"}, "password_hash")):
            with self.subTest(body):
                self.refused(422, "POST", "/users", body, param=param)
        self.refused(409, "POST", "/users", {"name": taken["name"]})
        self.call(200, "PUT", f"/users/{taken['id']}", {"email": "taken@example.com"})
        self.call(200, "PUT", f"/users/{taken['id']}", {"email": "taken@example.com"})
        self.refused(409, "POST", "/users", {"name": "x", "email": "taken@example.com"}, param="email")
        for body, param in (({"user": "nobody"}, "user"), ({"team": "nobody"}, "team"),
                            ({"user": taken["id"], "team": other["id"]}, "team"),
                            ({"allowed_providers": ["nobody"]}, "allowed_providers"),
                            ({"allowed_ips": ["10.0.0.0/8", "10.0.0.1/8"]}, "allowed_ips"), ({"tags": [""]}, "tags")):
            with self.subTest(body):
                self.refused(422, "POST", "/api-keys", {"name": "x", **body}, param=param)

    def test_a_key_stays_with_whom_it_was_made_for(self):
        team = self.team()
        ana, ben = self.user(team=team["id"]), self.user()
        key = self.key(user=ana["name"])
        self.assertEqual((key["user"], key["user_name"], key["team"], key["team_name"]),
                         (ana["id"], ana["name"], team["id"], team["name"]))
        self.refused(422, "PUT", f"/api-keys/{key['id']}", {"user": ben["id"]}, param="team")
        self.refused(422, "PUT", f"/api-keys/{key['id']}", {"user": None}, param="user")
        self.call(200, "PUT", f"/api-keys/{key['id']}", {"name": "another"})
        nobodys = self.key()
        given = self.call(200, "PUT", f"/api-keys/{nobodys['id']}", {"user": ben["id"]})
        self.assertEqual(given["user"], ben["id"])


class EnforcedTest(PeopleCase):
    def test_keys_of_a_disabled_user_or_team_are_refused(self):
        team = self.team()
        user = self.user(team=team["id"])
        key = self.key(user=user["id"])
        self.chat(key)
        for path in (f"/users/{user['id']}", f"/teams/{team['id']}"):
            with self.subTest(path):
                self.call(200, "PUT", path, {"disabled": True})
                self.chat(key, status=403)
                self.refused(403, "GET", "/usage/own", key=key["key"])
                self.assertEqual(self.gw.request("GET", "/v1/models", key=key["key"]).status, 403)
                self.call(200, "PUT", path, {"disabled": False})
                self.chat(key)
        self.call(204, "DELETE", f"/users/{user['id']}")
        self.chat(key, status=401)
        self.assertIsNotNone(self.call(200, "GET", f"/api-keys/{key['id']}")["revoked_at"])

    def test_no_key_may_do_more_than_its_user(self):
        user = self.user(role="viewer")
        key = self.key(user=user["id"], role="admin")
        self.call(200, "GET", "/status", key=key["key"])
        self.refused(403, "POST", "/teams", {"name": "x"}, key=key["key"])
        self.call(200, "PUT", f"/users/{user['id']}", {"role": "member"})
        self.refused(403, "GET", "/status", key=key["key"])

    def test_a_key_keeps_to_its_providers(self):
        key = self.key(allowed_providers=["second"])
        self.assertEqual(key["allowed_providers"], [self.second])
        row = self.gw.wait_for_call(self.chat(key).headers["x-request-id"])
        self.assertEqual(row["provider"], "second")
        self.assertIn("key_forbids", json.dumps(row["decision"]))
        self.chat(key, "first/m", status=403)
        self.upstream.on("failing", *([script.status(500)] for _ in range(4)))
        answer = self.gw.chat(ask("failing"), key=key["key"])
        self.assertNotEqual(answer.status, 200)
        row = self.gw.wait_for_call(answer.headers["x-request-id"])
        self.assertEqual({attempt["provider"] for attempt in row["attempt_list"]}, {"second"})

    def test_rules_lead_no_key_to_a_model_it_may_not_use(self):
        key = self.key(allowed_models=["narrow"])
        rule = self.call(201, "POST", "/router/rules", {
            "name": self.name(), "when": {"model": "narrow"}, "then": [{"use_model": "wide"}]})
        self.addCleanup(self.call, 204, "DELETE", f"/router/rules/{rule['id']}")
        refused = self.chat(key, "narrow", status=403)
        self.assertEqual(refused.error()["code"], "model_not_allowed")
        self.serve("wide")
        self.assertEqual(self.gw.chat(ask("narrow")).status, 200)

    def test_a_key_is_taken_from_its_addresses_alone(self):
        self.chat(self.key(allowed_ips=["127.0.0.0/8", "::1"]))
        self.chat(self.key(allowed_ips=["10.0.0.0/8"]), status=403)

    def test_rules_ask_for_users_and_teams(self):
        team = self.team()
        user = self.user(team=team["id"])
        key = self.key(user=user["id"])
        for when in ({"user": user["name"]}, {"team": [team["id"]]}):
            rule = self.call(201, "POST", "/router/rules", {
                "name": self.name(), "when": when, "then": [{"use_provider": "second"}]})
            row = self.gw.wait_for_call(self.chat(key).headers["x-request-id"])
            self.assertEqual(row["provider"], "second")
            thought = self.call(200, "POST", "/router/simulate", {"model": "m", "key": key["id"]})
            self.assertEqual(thought["candidates"][0]["provider_name"], "second")
            row = self.gw.wait_for_call(self.chat(self.key()).headers["x-request-id"])
            self.assertEqual(row["provider"], "first")
            self.call(204, "DELETE", f"/router/rules/{rule['id']}")

    def test_a_rotated_key_works_on_for_its_grace(self):
        key = self.key()
        fresh = self.call(200, "POST", f"/api-keys/{key['id']}/rotate", {"grace_s": 3})
        self.assertEqual(fresh["previous_prefix"], key["prefix"])
        listed = next(row for row in self.call(200, "GET", "/api-keys")["data"] if row["id"] == key["id"])
        self.assertEqual((listed["prefix"], listed["previous_prefix"]), (fresh["prefix"], key["prefix"]))
        self.chat(key)
        self.chat(fresh)
        time.sleep(3.2)
        self.chat(key, status=401)
        self.chat(fresh)
        self.assertIsNone(self.call(200, "GET", f"/api-keys/{key['id']}")["previous_until"])
        third = self.call(200, "POST", f"/api-keys/{key['id']}/rotate")
        self.chat(fresh, status=401)
        self.call(200, "POST", f"/api-keys/{key['id']}/rotate", {"grace_s": 60})
        self.call(200, "POST", f"/api-keys/{key['id']}/revoke")
        self.chat(third, status=401)
        self.refused(422, "POST", f"/api-keys/{self.key()['id']}/rotate", {"grace_s": -1}, param="grace_s")

    def test_tags_of_key_user_and_team_are_on_every_call(self):
        team = self.team(tags=["blue"])
        user = self.user(team=team["id"], tags=["night"])
        key = self.key(user=user["id"], tags=["laptop", "blue"])
        row = self.gw.wait_for_call(self.chat(key).headers["x-request-id"])
        self.assertEqual(row["decision"]["tags"], ["laptop", "blue", "night"])


class AttributionTest(PeopleCase):
    def test_calls_cost_and_budgets_are_told_by_user_and_team(self):
        team = self.team()
        ana, ben = self.user(team=team["id"]), self.user(team=team["id"])
        keys = [self.key(user=ana["id"]), self.key(user=ana["id"]), self.key(user=ben["id"])]
        budget = self.call(201, "POST", "/budgets", {"name": self.name(), "scope": "team", "subject": team["name"],
                                                     "limit_nanos": DOLLAR, "mode": "soft"})
        own = self.call(201, "POST", "/budgets", {"name": self.name(), "scope": "user", "subject": ana["id"],
                                                  "limit_nanos": DOLLAR, "mode": "soft"})
        self.assertEqual(budget["subject"], team["id"])
        for key in keys:
            self.chat(key, "gpt-4o")
        self.gw.wait_until_folded()
        rows = self.call(200, "GET", f"/requests?user={ana['id']}")["data"]
        self.assertEqual(len(rows), 2)
        self.assertEqual({(row["user_name"], row["team"]) for row in rows}, {(ana["name"], team["id"])})
        self.assertEqual(len(self.call(200, "GET", f"/requests?team={team['id']}")["data"]), 3)
        by_user = {row["key"].get("user_id"): row for row in self.call(200, "GET", "/cost/by-user")["data"]}
        cost = by_user[ben["id"]]["cost_nanos"]
        self.assertGreater(cost, 0)
        self.assertEqual((by_user[ana["id"]]["cost_nanos"], by_user[ana["id"]]["calls"]), (2 * cost, 2))
        by_team = {row["key"].get("team_id"): row for row in self.call(200, "GET", "/cost/by-team")["data"]}
        self.assertEqual(by_team[team["id"]]["cost_nanos"], 3 * cost)
        report = self.call(200, "GET", f"/reports/billing?group_by=user,model&period=none&team={team['id']}")
        self.assertEqual(sorted(row["cost_nanos"] for row in report["data"]), [cost, 2 * cost])
        csv = self.gw.admin("GET", "/reports/billing?group_by=user&period=none&format=csv").body.decode()
        self.assertTrue(csv.splitlines()[0].startswith("user,user_id,"), csv)
        self.assertIn(ana["name"], csv)
        self.assertEqual(self.call(200, "GET", f"/budgets/{budget['id']}")["spent_nanos"], 3 * cost)
        self.assertEqual(self.call(200, "GET", f"/budgets/{own['id']}")["spent_nanos"], 2 * cost)
        late = self.call(201, "POST", "/budgets", {"name": self.name(), "scope": "team", "subject": team["id"],
                                                   "limit_nanos": DOLLAR, "mode": "soft"})
        self.assertEqual(self.call(200, "GET", f"/budgets/{late['id']}")["spent_nanos"], 3 * cost)
        self.call(204, "DELETE", f"/users/{ana['id']}")
        names = {row["key"]["user"] for row in self.call(200, "GET", "/cost/by-user")["data"]}
        self.assertIn(ana["name"], names)

    def test_a_hard_budget_of_a_team_stops_all_its_keys(self):
        team = self.team()
        keys = [self.key(team=team["id"]), self.key(team=team["id"])]
        self.call(201, "POST", "/budgets", {"name": self.name(), "scope": "team", "subject": team["id"], "limit_nanos": 1})
        for key in keys:
            self.chat(key, "gpt-4o", status=429, max_tokens=10)
        self.chat(self.key(), "gpt-4o", max_tokens=10)


class TenantsTest(unittest.TestCase):
    """Two teams with everything a team can have; nothing of the one is in any answer to the other."""

    MARK = "zebra"

    @classmethod
    def setUpClass(cls):
        cls.upstream = cls.enterClassContext(ScriptedUpstream())
        cls.gw = cls.enterClassContext(Switchyard())
        cls.gw.add_provider("shared", cls.upstream.base_url, "env:E2E_KEY_1", any_model=True)
        cls.theirs = cls.tenant(cls.MARK)
        cls.ours = cls.tenant("ours")
        cls.gw.wait_until_folded()
        cls.document = cls.gw.request("GET", "/openapi.json").json()

    @classmethod
    def made(cls, path, body):
        return cls.gw._json(cls.gw.admin("POST", path, body), 201)

    @classmethod
    def tenant(cls, mark):
        """A team with a user and a key for each role, budgets, and calls of each key that bear its mark."""
        team = cls.made("/teams", {"name": f"{mark} team", "tags": [f"{mark}-tag"]})
        out = {"team": team, "users": {}, "keys": {}, "calls": [], "budgets": []}
        for role in ROLES[:-1]:
            user = cls.made("/users", {"name": f"{mark} {role}", "role": role, "team": team["id"],
                                       "email": f"{role}@{mark}.example"})
            key = cls.made("/api-keys", {"name": f"{mark} key {role}", "role": role, "user": user["id"]})
            out["users"][role], out["keys"][role] = user, key
            cls.upstream.on(f"{mark}-model", [script.answer(200, script.completion(tokens=(1000, 100), model=f"{mark}-model"))])
            answer = cls.gw.chat(ask(f"{mark}-model"), key=key["key"], headers={"x-session-id": f"{mark}-session"})
            assert answer.status == 200, answer.body
            out["calls"].append(answer.headers["x-request-id"])
            out["budgets"].append(cls.made("/budgets", {"name": f"{mark} budget {role}", "scope": "key",
                                                        "subject": key["id"], "limit_nanos": DOLLAR}))
        out["budgets"].append(cls.made("/budgets", {"name": f"{mark} budget", "scope": "team", "subject": team["id"],
                                                    "limit_nanos": DOLLAR}))
        return out

    def marks(self):
        """All that tells of them: their words, and every id of theirs."""
        ids = [self.theirs["team"]["id"], *self.theirs["calls"]]
        for kind in ("users", "keys"):
            ids += [row["id"] for row in self.theirs[kind].values()]
        return [self.MARK, *ids, *(row["id"] for row in self.theirs["budgets"])]

    def assert_nothing_of_theirs(self, answer, asked):
        text = answer.body.decode(errors="replace")
        for mark in self.marks():
            if mark not in asked: # what we said ourselves may come back in an error
                self.assertNotIn(mark, text)

    def ids_for(self, path):
        """What to put into the placeholders of a path: each of their things that fits."""
        things = {"/users": self.theirs["users"].values(), "/teams": [self.theirs["team"]],
                  "/api-keys": self.theirs["keys"].values(), "/budgets": self.theirs["budgets"]}
        for start, rows in things.items():
            if path.startswith("/api/v1" + start + "/{"):
                return [row["id"] for row in rows]
        return self.theirs["calls"] if path.startswith("/api/v1/requests/{") else ["nothing"]

    def targets(self, path):
        if "{" not in path:
            return [path]
        return [re.sub(r"\{\w+\}", one, path) for one in self.ids_for(path)]

    def operations(self):
        for path, methods in self.document["paths"].items():
            if path.startswith("/api/v1") and path != "/api/v1/events":  # has no end; see test_events
                for method in methods:
                    yield method.upper(), path

    QUERIES = ("", "?limit=1000", "?group_by=user", "?group_by=team", "?group_by=key", "?group_by=key,model&period=day",
               "?format=csv", "?group_by=user&format=csv", "?user={user}", "?team={team}", "?key={key}", "?q=zebra",
               "?sort=-cost&count=true", "?from=1970-01-02")

    def test_nothing_of_theirs_is_in_any_answer_to_us(self):
        filled = {"user": self.theirs["users"]["member"]["id"], "team": self.theirs["team"]["id"],
                  "key": self.theirs["keys"]["member"]["id"]}
        checked = answered = 0
        for role, key in self.ours["keys"].items():
            for method, path in self.operations():
                if method != "GET":
                    continue
                for target in self.targets(path):
                    for query in self.QUERIES:
                        asked = target + query.format(**filled)
                        with self.subTest(asked, role=role):
                            answer = self.gw.request("GET", asked, key=key["key"])
                            self.assertLess(answer.status, 500, answer.body)
                            if "{" in path and target != path and "nothing" not in target:
                                self.assertIn(answer.status, (403, 404))
                            self.assert_nothing_of_theirs(answer, asked)
                            checked += 1
                            answered += answer.status == 200
        self.assertGreater(checked, 1000)
        self.assertGreater(answered, 200)

    def test_nothing_of_theirs_can_be_touched(self):
        before = self.state_of_theirs()
        admin = self.ours["keys"]["admin"]["key"]
        for method, path in self.operations():
            for target in self.targets(path):
                if method == "GET" or "nothing" in target or target == path:
                    continue
                with self.subTest(f"{method} {target}"):
                    body = None if method == "DELETE" else {"name": "taken over"} if method == "PUT" else {}
                    self.assertIn(self.gw.request(method, target, body, key=admin).status, (403, 404))
        for place in ("users", "keys"):
            path = "/users/batch" if place == "users" else "/api-keys/batch"
            ids = [row["id"] for row in self.theirs[place].values()]
            for change in ({"set": {"name": "taken over"}}, {"delete": True}):
                report = self.gw.admin("POST", path, {"ids": ids, **change}, key=admin).json()["data"]
                self.assertEqual([row["ok"] for row in report], [False] * len(ids))
        for body in ({"name": "x", "team": self.theirs["team"]["id"]}, {"name": "x", "user": self.theirs["users"]["member"]["id"]},
                     {"name": "x", "user": f"{self.MARK} member"}):
            self.assertEqual(self.gw.admin("POST", "/api-keys", body, key=admin).status, 422)
        self.assertEqual(self.gw.admin("POST", "/users", {"name": "x", "team": self.theirs["team"]["id"]}, key=admin).status, 422)
        self.assertEqual(self.gw.admin("POST", "/users", {"name": "y", "role": "super_admin"}, key=admin).status, 403)
        self.assertEqual(self.state_of_theirs(), before)

    def state_of_theirs(self):
        """As who sees everything sees it, but for when keys were used."""
        out = []
        for path in ("/users", "/teams", "/api-keys", "/budgets"):
            for row in self.gw.admin("GET", f"{path}?limit=1000").json()["data"]:
                if self.MARK in row["name"]:
                    out.append({name: value for name, value in row.items() if name != "last_used_at"})
        return out

    def test_each_sees_what_is_theirs(self):
        def calls(role):
            rows = self.gw.admin("GET", "/requests", key=self.ours["keys"][role]["key"]).json()["data"]
            return {row["id"] for row in rows}
        everything = set(self.ours["calls"])
        self.assertEqual(calls("viewer"), everything)
        self.assertEqual(calls("admin"), everything)
        self.assertEqual(calls("member"), {self.ours["calls"][0]})
        member = self.ours["keys"]["member"]["key"]
        self.assertEqual([row["id"] for row in self.gw.admin("GET", "/api-keys", key=member).json()["data"]],
                         [self.ours["keys"]["member"]["id"]])
        self.assertEqual([row["name"] for row in self.gw.admin("GET", "/budgets", key=member).json()["data"]],
                         ["ours budget member"])
        self.assertEqual(self.gw.admin("GET", "/cost/by-model", key=member).json()["total"]["calls"], 1)
        admin = self.ours["keys"]["admin"]["key"]
        self.assertEqual(self.gw.admin("GET", "/usage", key=admin).json()["total"]["calls"], 4)
        self.assertEqual(self.gw.admin("GET", "/cost/current", key=admin).json()["today"]["calls"], 4)
        self.assertEqual(self.gw.admin("GET", "/cost/by-session", key=admin).json()["data"][0]["key"]["session"], "ours-session")
        made = self.gw._json(self.gw.admin("POST", "/users", {"name": "ours newcomer"}, key=admin), 201)
        self.assertEqual(made["team"], self.ours["team"]["id"])
        key = self.gw._json(self.gw.admin("POST", "/api-keys", {"name": "ours new", "user": made["id"]}, key=admin), 201)
        self.assertEqual(key["team"], self.ours["team"]["id"])
        for path in ("/providers", "/settings", "/router/plans", "/status", "/router/rules"):
            self.assertEqual(self.gw.admin("GET", path, key=admin).status, 403, path)

    def ours_of(self, role):
        return self.ours["keys"][role]["key"]

    def test_the_overview_is_of_the_own_team(self):
        shown = self.gw._json(self.gw.admin("GET", "/dashboard/stats?zone=UTC", key=self.ours_of("viewer")))
        self.assertEqual(sum(row["calls"] for row in shown["cost_trend"]), 4)
        self.assertEqual(sum(row["calls"] for row in shown["response_trend"]), 4)
        self.assertEqual({row["model"] for row in shown["model_distribution"]} - {"ours-model"}, set())
        self.assertEqual((shown["active_sessions"], shown["open_calls"]), (4, 0))
        self.assertEqual({row["name"].split()[0] for row in shown["budgets"]}, {"ours"})
        whole = self.gw._json(self.gw.admin("GET", "/dashboard/stats?zone=UTC"))
        self.assertEqual(sum(row["calls"] for row in whole["cost_trend"]), 8)
        self.assertEqual(len(whole["budgets"]), 10)
        self.assertEqual(self.gw.admin("GET", "/dashboard/stats", key=self.ours_of("member")).status, 403)

    def test_what_if_prices_the_own_team_s_calls(self):
        body = {"from": "2020-01-01", "to": "2040-01-01", "instead": {"model": "gpt-4o", "provider": "openai"}}
        def asked(as_whom=None, **more):
            answer = self.gw.admin("POST", "/cost/what-if", {**body, **more}, key=as_whom)
            if as_whom:
                self.assert_nothing_of_theirs(answer, str(more))
            return self.gw._json(answer)
        self.assertEqual(asked()["total"]["attempts"], 8)
        ours = asked(self.ours_of("operator"))
        self.assertEqual((ours["total"]["attempts"], [row["key"]["model"] for row in ours["data"]]), (4, ["ours-model"]))
        theirs = asked(self.ours_of("operator"), key=self.theirs["keys"]["member"]["id"])
        self.assertEqual((theirs["total"]["attempts"], theirs["data"]), (0, []))
        self.assertEqual(self.gw.admin("POST", "/cost/what-if", body, key=self.ours_of("viewer")).status, 403)

    def test_a_call_is_thought_of_as_one_of_the_own_team(self):
        rule = self.made("/router/rules", {"name": "only theirs", "when": {"team": self.theirs["team"]["name"]},
                                           "then": [{"reject": {"message": "not for you"}}]})
        own = self.made("/router/rules", {"name": "only ours", "when": {"team": "ours team"}, "then": [{"tag": "of-ours"}]})
        try:
            def thought(as_whom=None, status=200, **more):
                answer = self.gw.admin("POST", "/router/simulate", {"model": "any-model", **more}, key=as_whom)
                self.assertEqual(answer.status, status, answer.body)
                return answer
            operator = self.ours_of("operator")
            for given in ({}, {"key": self.ours["keys"]["member"]["id"]}):
                told = thought(operator, **given)
                self.assertIn("only ours", told.body.decode())
                self.assertIsNone(told.json()["error"])
                self.assert_nothing_of_theirs(told, "")
            self.assertNotIn("only ours", thought().body.decode())
            for theirs in (self.theirs["keys"]["member"]["id"], f"{self.MARK} key member"):
                self.assertEqual(thought(operator, 422, key=theirs).json()["error"]["param"], "key")
                self.assertIn("not for you", thought(key=theirs).body.decode())
            self.assertEqual(thought(operator, 403, rules=[]).json()["error"]["param"], "rules")
            thought(self.ours_of("viewer"), 403)
        finally:
            for one in (rule, own):
                self.gw.admin("DELETE", f"/router/rules/{one['id']}")


class CommandLineTest(PeopleCase):
    def test_users_teams_and_keys_by_command(self):
        team = self.gw.cli_json("team", "add", "--name", "cli team", "--rpm", "60")
        self.assertEqual(team["limits"]["requests_per_minute"], 60)
        user = self.gw.cli_json("user", "add", "--name", "cli user", "--team", "cli team", "--role", "viewer", "--tag", "a",
                                "--tag", "b")
        self.assertEqual((user["team"], user["tags"]), (team["id"], ["a", "b"]))
        key = self.gw.cli_json("key", "create", "--name", "cli key", "--user", "cli user", "--allow-model", "m", "--allow-model",
                               "n", "--allow-provider", "second", "--allow-ip", "127.0.0.1", "--tpm", "1000", "--concurrent", "4",
                               "--expires", "2099-01-01T00:00:00Z")
        row = self.call(200, "GET", f"/api-keys/{key['id']}")
        self.assertEqual((row["allowed_models"], row["allowed_providers"], row["allowed_ips"], row["user"], row["team"]),
                         (["m", "n"], [self.second], ["127.0.0.1"], user["id"], team["id"]))
        self.assertEqual(row["limits"], {"requests_per_minute": None, "tokens_per_minute": 1000, "concurrent_calls": 4})
        self.assertEqual(row["expires_at"], "2099-01-01T00:00:00.000Z")
        self.gw.cli_json("key", "rotate", key["id"], "--grace", "60")
        self.assertEqual(self.call(200, "GET", f"/api-keys/{key['id']}")["previous_prefix"], key["prefix"])
        self.assertIn("cli user", self.gw.cli("user", "list").stdout)
        self.assertEqual(self.gw.cli("user", "remove", "cli user").returncode, 0)
        self.assertEqual(self.gw.cli("team", "remove", "cli team").returncode, 0)
        self.assertEqual(self.gw.cli("user", "remove", "cli user").returncode, 1)
        self.assertEqual(self.gw.cli("user", "sing").returncode, 2)


if __name__ == "__main__":
    unittest.main()
