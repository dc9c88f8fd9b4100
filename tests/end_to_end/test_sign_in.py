"""Signing in to the admin API with a password: tokens, their ends, and who guesses."""

import hashlib
import hmac
import json
import time
import unittest
from concurrent.futures import ThreadPoolExecutor

from harness import request
from sign_in_case import OTHER, PASSWORD, WRONG, SignInCase, b64, claims_of

RIGHT_OR_NOT = "the user or the password is not right"


class SignInTest(SignInCase):
    # Signing in

    def test_a_token_is_its_user(self):
        user = self.user("operator")
        tokens = self.sign_in(user)
        self.assertEqual((tokens["token_type"], tokens["expires_in"]), ("Bearer", 900))
        self.assertEqual(tokens["user"], {"id": user["id"], "name": user["name"], "role": "operator", "team": None})
        claims = claims_of(tokens["access_token"])
        self.assertEqual((claims["iss"], claims["aud"], claims["sub"]), ("switchyard", "switchyard-admin", user["id"]))
        self.assertEqual(claims["exp"] - claims["iat"], 900)
        me = self.me(tokens["access_token"])
        self.assertEqual((me["user"], me["role"], me["by"], me["sign_in"]), (user["id"], "operator", "token", claims["sid"]))
        self.assertEqual(self.me(self.gw.admin_key)["by"], "key")
        self.call(200, "GET", "/providers", key=tokens["access_token"])
        self.refused(403, "POST", "/providers", {"name": "x", "type": "custom"}, key=tokens["access_token"])

    def test_it_goes_by_name_or_address_and_in_oauths_words(self):
        user = self.user(email="ada@example.org")
        self.assertEqual(self.sign_in({"name": "ada@example.org"})["user"]["id"], user["id"])
        grant = {"grant_type": "password", "username": user["name"], "password": PASSWORD}
        tokens = self.call(200, "POST", "/auth/token", grant, key="")
        again = self.call(200, "POST", "/auth/token", {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}, key="")
        self.assertEqual(self.me(again["access_token"])["user"], user["id"])
        self.refused(422, "POST", "/auth/token", {"grant_type": "device_code"}, "grant_type", key="")

    def test_unknown_wrong_and_disabled_sound_the_same(self):
        user, disabled, without = self.user(), self.user(), self.user(password=None)
        self.call(200, "PUT", f"/users/{disabled['id']}", {"disabled": True})
        for name, password in ((user["name"], OTHER), ("nobody at all", PASSWORD), (disabled["name"], PASSWORD),
                               (without["name"], ""), (without["name"], PASSWORD), ("' OR 1=1--", PASSWORD)):
            with self.subTest(name):
                error = self.sign_in({"name": name}, password, 401)["error"]
                self.assertEqual(error["message"], RIGHT_OR_NOT)

    def test_what_is_missing_is_named(self):
        self.refused(422, "POST", "/auth/login", {"password": PASSWORD}, "user", key="")
        self.refused(422, "POST", "/auth/login", {"user": "x"}, "password", key="")
        self.refused(422, "POST", "/auth/refresh", {}, "refresh_token", key="")
        self.assertEqual(self.gw.admin("POST", "/auth/login", b"user=x&password=y", key="",
                                       headers={"Content-Type": "application/x-www-form-urlencoded"}).status, 415)

    def test_only_the_doors_are_open(self):
        """Everything else wants to know who is there, and says no more than that."""
        document = json.loads(self.gw.request("GET", "/openapi.json", key="").body)
        open_doors = set()
        for path, methods in document["paths"].items():
            if not path.startswith("/api/v1"):
                continue
            for method in methods:
                target = path.replace("{", "").replace("}", "")
                answer = self.gw.request(method.upper(), target, {} if method in ("post", "put") else None, key="")
                told = methods[method].get("security") == []
                if told or answer.status != 401:
                    self.assertTrue(told and answer.status != 401, f"{method} {path}: {answer.status}")
                    open_doors.add(f"{method} {path[7:]}")
        self.assertEqual(open_doors, {"post /auth/login", "post /auth/token", "post /auth/refresh", "get /auth/oidc/start",
                                      "get /auth/oidc/callback"})

    # What a user may do is what holds now

    def test_a_demoted_user_is_demoted_at_once(self):
        user = self.user("admin")
        token = self.sign_in(user)["access_token"]
        self.call(200, "GET", "/api-keys", key=token)
        self.call(200, "PUT", f"/users/{user['id']}", {"role": "member"})
        self.assertEqual(self.me(token)["role"], "member")
        self.refused(403, "GET", "/settings", key=token)

    def test_a_disabled_or_removed_user_is_out_at_once(self):
        user, gone = self.user(), self.user()
        tokens, other = self.sign_in(user), self.sign_in(gone)
        self.call(200, "PUT", f"/users/{user['id']}", {"disabled": True})
        self.call(204, "DELETE", f"/users/{gone['id']}")
        for one in (tokens, other):
            self.assertEqual(self.me(one["access_token"], 401)["error"]["message"], WRONG)
            self.refresh(one["refresh_token"], 401)

    # The ends of a sign-in

    def test_logging_out_ends_it_at_once(self):
        user = self.user()
        tokens, other = self.sign_in(user), self.sign_in(user)
        self.call(204, "POST", "/auth/logout", key=tokens["access_token"])
        self.me(tokens["access_token"], 401)
        self.refresh(tokens["refresh_token"], 401)
        self.me(other["access_token"])
        self.refused(409, "POST", "/auth/logout")  # a key has nothing to end

    def test_logging_out_everywhere_ends_all(self):
        user = self.user()
        tokens, other = self.sign_in(user), self.sign_in(user)
        self.call(204, "POST", "/auth/logout", {"everywhere": True}, key=tokens["access_token"])
        for one in (tokens, other):
            self.me(one["access_token"], 401)
            self.refresh(one["refresh_token"], 401)

    def test_an_admin_signs_somebody_out(self):
        user = self.user()
        tokens = self.sign_in(user)
        self.call(204, "POST", f"/users/{user['id']}/sign-out")
        self.me(tokens["access_token"], 401)
        self.refresh(tokens["refresh_token"], 401)

    def test_after_a_restart_one_refreshes(self):
        tokens = self.sign_in(self.user())
        self.gw.stop()
        self.gw.start()
        self.me(tokens["access_token"], 401)
        self.me(self.refresh(tokens["refresh_token"])["access_token"])

    # Refresh tokens

    def test_each_refresh_token_is_good_for_once(self):
        tokens = self.sign_in(self.user())
        fresh = self.refresh(tokens["refresh_token"])
        self.assertNotEqual(fresh["refresh_token"], tokens["refresh_token"])
        self.assertEqual(claims_of(fresh["access_token"])["sid"], claims_of(tokens["access_token"])["sid"])
        self.me(fresh["access_token"])
        # The old one again: somebody has stolen one of the two.
        self.assertEqual(self.refresh(tokens["refresh_token"], 401)["error"]["message"], WRONG)
        self.refresh(fresh["refresh_token"], 401)
        self.me(fresh["access_token"], 401)
        self.gw.kill()
        self.gw.start()
        self.refresh(fresh["refresh_token"], 401)  # also after it ended without warning

    def test_of_many_at_once_one_wins_and_the_sign_in_ends(self):
        tokens = self.sign_in(self.user())
        with ThreadPoolExecutor(16) as pool:
            answers = list(pool.map(lambda _: self.gw.admin("POST", "/auth/refresh", {"refresh_token": tokens["refresh_token"]}, key=""), range(16)))
        won = [answer.json() for answer in answers if answer.status == 200]
        self.assertEqual(len(won), 1)
        self.assertEqual({answer.status for answer in answers}, {200, 401})
        self.refresh(won[0]["refresh_token"], 401)
        self.me(won[0]["access_token"], 401)

    def test_what_was_never_given_out_is_refused(self):
        for token in ("", "syr-", "syr-" + "A" * 43, "' OR 1=1--", "x" * 100_000, self.gw.admin_key):
            self.assertEqual(self.refresh(token, 401)["error"]["message"], WRONG)

    # Tokens that are none

    def test_forged_tokens_are_refused_in_one_wording(self):
        token = self.sign_in(self.user("super_admin"))["access_token"]
        header, body, signature = token.split(".")
        claims = claims_of(token)
        hs = f"{b64({'alg': 'HS256', 'typ': 'JWT'})}.{body}"
        forged = {
            "alg none": f"{b64({'alg': 'none', 'typ': 'JWT'})}.{body}.",
            "alg none with a signature": f"{b64({'alg': 'none'})}.{body}.{signature}",
            "no signature": f"{header}.{body}.",
            "two parts": f"{header}.{body}",
            "signed with nothing": f"{hs}.{b64(hmac.digest(b'', hs.encode(), hashlib.sha256))}",
            "another user": f"{header}.{b64({**claims, 'sub': 'user_of_somebody_else'})}.{signature}",
            "for ever": f"{header}.{b64({**claims, 'exp': 99999999999})}.{signature}",
            "a kid": f"{b64({'alg': 'EdDSA', 'typ': 'JWT', 'kid': '../../dev/null'})}.{body}.{signature}",
            "cut": token[:-1],
            "longer": token + "A",
            "padded": token + "=",
            "twice": f"{token}.{token}",
            "dots": "...",
            "10 KB": token + "A" * 10_000,
        }
        for what, one in forged.items():
            with self.subTest(what):
                error = self.me(one, 401)["error"]
                self.assertEqual((error["code"], error["message"]), ("invalid_api_key", WRONG))
        huge = request(self.gw.port, "GET", "/api/v1/auth/me", headers={"Authorization": "Bearer " + "a.b" * 350_000})
        self.assertEqual(huge.status, 431)
        self.me(token)

    def test_a_token_is_no_key_for_calls(self):
        token = self.sign_in(self.user("super_admin"))["access_token"]
        answer = self.gw.chat({"model": "sandbox", "messages": []}, key=token)
        self.assertEqual(answer.status, 401)

    # Passwords

    def test_a_password_given_by_an_admin_is_for_once(self):
        user = self.user(password=None)
        made = self.call(200, "PUT", f"/users/{user['id']}/password", {})
        self.assertTrue(made["must_change"])
        error = self.sign_in(user, made["password"], 403)["error"]
        self.assertEqual((error["code"], error["param"]), ("password_change_required", "new_password"))
        self.sign_in(user, made["password"], 422, new_password="too short")
        self.sign_in(user, made["password"], 422, new_password=made["password"])
        tokens = self.sign_in(user, made["password"], new_password=PASSWORD)
        self.me(tokens["access_token"])
        self.sign_in(user, made["password"], 401)
        self.sign_in(user)
        self.kept_nowhere(made["password"], PASSWORD)

    def test_ones_own_password_changes_with_the_old_one(self):
        user = self.user()
        tokens, other = self.sign_in(user), self.sign_in(user)
        change = {"password": PASSWORD, "new_password": OTHER}
        self.refused(401, "PUT", "/auth/password", {**change, "password": OTHER}, key=tokens["access_token"])
        self.refused(422, "PUT", "/auth/password", {**change, "new_password": "short"}, "new_password", key=tokens["access_token"])
        self.refused(409, "PUT", "/auth/password", change)  # a key without a user
        self.call(204, "PUT", "/auth/password", change, key=tokens["access_token"])
        self.me(tokens["access_token"])
        self.me(other["access_token"], 401)  # the others have to show the new one
        self.refresh(other["refresh_token"], 401)
        self.sign_in(user, PASSWORD, 401)
        self.sign_in(user, OTHER)

    def test_nobody_sets_the_password_of_somebody_above(self):
        above = self.user("super_admin")
        self.refused(403, "PUT", f"/users/{above['id']}/password", {}, key=self.role_keys["admin"])
        self.refused(403, "PUT", f"/users/{above['id']}/password", {}, key=self.role_keys["operator"])
        self.refused(403, "POST", f"/users/{above['id']}/sign-out", key=self.role_keys["admin"])
        self.refused(404, "PUT", "/users/user_nobody/password", {})

    def test_the_command_line_takes_it_from_standard_input(self):
        user = self.user(password=None)
        done = self.gw.cli("user", "password", user["name"], input=PASSWORD + "\n")
        self.assertEqual((done.returncode, done.stdout), (0, f"set the password of {user['name']}\n"), done.stderr)
        self.sign_in(user)
        short = self.gw.cli("user", "password", user["name"], input="short\n")
        self.assertEqual(short.returncode, 1)
        self.assertIn("12 characters", short.stderr)
        self.assertEqual(self.gw.cli("user", "password", "nobody at all", input=PASSWORD + "\n").returncode, 1)
        self.assertEqual(self.gw.cli("user", "password", input=PASSWORD + "\n").returncode, 2)

    def test_nothing_of_it_is_written_down(self):
        user = self.user()
        tokens = self.sign_in(user)
        fresh = self.refresh(tokens["refresh_token"])
        self.sign_in(user, OTHER, 401)
        self.gw.stop()
        self.gw.start()
        self.kept_nowhere(PASSWORD, OTHER, tokens["access_token"], tokens["refresh_token"], fresh["refresh_token"])


class TogetherTest(SignInCase):
    """A token and a key, where the settings ask for both."""

    def test_neither_alone_is_enough(self):
        user, other = self.user("admin"), self.user("admin")
        token = self.sign_in(user)["access_token"]
        self.call(200, "PUT", "/auth/settings", {"key_and_token": True})
        shown = lambda key: {"x-api-key": key}
        try:
            for key in (token, self.role_keys["admin"]):
                self.refused(401, "GET", "/settings", key=key)
            self.call(200, "GET", "/settings", key=token, headers=shown(self.role_keys["admin"]))
            self.call(200, "GET", "/auth/me", key=token)  # what a member may do, too
            self.refused(401, "GET", "/settings", key=token, headers=shown("sy-" + "A" * 43))
            # The lesser of both counts, and the key must be nobody else's.
            self.refused(403, "PUT", "/settings", {}, key=token, headers=shown(self.role_keys["viewer"]))
            theirs = self.gw.cli_json("key", "list")  # this computer's own programs go on
            self.assertTrue(theirs["data"])
        finally:
            off = self.gw.admin("PUT", "/auth/settings", {"key_and_token": False},
                                key=self.sign_in(self.root)["access_token"], headers=shown(self.role_keys["super_admin"]))
            self.assertEqual(off.status, 200, off.body)
        foreign = self.key(user=other["id"])["key"]
        self.refused(401, "GET", "/settings", key=token, headers=shown(foreign))

    def setUp(self):
        self.root = self.user("super_admin")


class GuessingTest(SignInCase):
    """On a gateway of its own: it ends with everybody of this address waiting."""

    def test_a_thousand_guesses_wait_ever_longer(self):
        user = self.user()
        token = self.sign_in(user)["access_token"]
        statuses, waits = [], []
        began = time.monotonic()
        # Most are answered at once; the wait grows with each that is looked at.
        while len(statuses) < 1000 or (max(waits) < 3 and time.monotonic() - began < 30):
            place = len(statuses)
            if place >= 1000:
                time.sleep(0.1)
            answer = self.gw.admin("POST", "/auth/login", {"user": f"name {place}", "password": OTHER}, key="")
            statuses.append(answer.status)
            if answer.status == 429:
                waits.append(int(answer.headers["retry-after"]))
                self.assertEqual(answer.error()["code"], "too_many_tries")
        self.assertEqual(statuses[:20], [401] * 20)
        self.assertEqual(set(statuses), {401, 429})
        self.assertLess(statuses.count(401), 40)
        self.assertGreater(max(waits), 2)
        # The right one waits as well, but who is in stays in, and so does this computer's own.
        self.assertEqual(self.gw.admin("POST", "/auth/login", {"user": user["name"], "password": PASSWORD}, key="").status, 429)
        self.me(token)
        self.call(200, "GET", "/users")
        self.assertEqual(self.gw.cli("status").returncode, 0)


if __name__ == "__main__":
    unittest.main()
