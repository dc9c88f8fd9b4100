"""Signing in by an OpenID Connect issuer: a real one, `oidc-provider` of npm."""

import base64
import hashlib
import hmac
import json
import threading
import time
import unittest
import urllib.parse
from http.server import BaseHTTPRequestHandler, HTTPServer

import issuer_process
from harness import PROVIDER_KEYS
from issuer_process import Browser, Issuer
from sign_in_case import WRONG, SignInCase, b64, claims_of

START = "/api/v1/auth/oidc/start"
CALLBACK = "/api/v1/auth/oidc/callback"


def challenge_of(verifier):
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


@unittest.skipUnless(issuer_process.installed(), issuer_process.MISSING)
class OidcTest(SignInCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.issuer = cls.enterClassContext(Issuer(cls.gw.url + CALLBACK))
        cls.ada = cls.made({"name": "Ada", "email": "ada@example.com", "role": "viewer"})

    @classmethod
    def made(cls, fields):
        answer = cls.gw.admin("POST", "/users", fields)
        assert answer.status == 201, answer.body
        return answer.json()

    def setUp(self):
        self.settings()
        self.issuer.test("who", who="ada")

    def settings(self, **more):
        wanted = {"oidc_issuer": self.issuer.url, "oidc_client_id": "switchyard", "oidc_client_secret": "env:E2E_KEY_1",
                  "oidc_scopes": "openid email profile groups", "oidc_sign_up": False, "oidc_role_claim": "", "oidc_role_map": {},
                  "oidc_audience": "", "oidc_redirect_uri": "", **more}
        return self.call(200, "PUT", "/auth/settings", wanted)

    def come_in(self, status=200):
        browser = Browser()
        answer = browser.follow(self.gw.url + START)
        self.assertEqual(answer.status, status, f"{browser.places[-1]}: {answer.body[:400]}")
        return answer.json()

    # The browser's way

    def test_a_known_user_comes_in(self):
        tokens = self.come_in()
        self.assertEqual(tokens["user"]["id"], self.ada["id"])
        self.assertNotIn("cookie", tokens)
        me = self.me(tokens["access_token"])
        self.assertEqual((me["user"], me["role"], me["by"]), (self.ada["id"], "viewer", "token"))
        self.me(self.refresh(tokens["refresh_token"])["access_token"])
        self.assertEqual(self.come_in()["user"]["id"], self.ada["id"])

    def test_what_is_asked_of_the_issuer(self):
        answer = self.gw.request("GET", START, key="")
        self.assertEqual(answer.status, 302)
        place = urllib.parse.urlsplit(answer.headers["location"])
        asked = dict(urllib.parse.parse_qsl(place.query))
        self.assertEqual((asked["response_type"], asked["client_id"], asked["code_challenge_method"]), ("code", "switchyard", "S256"))
        self.assertEqual(asked["redirect_uri"], self.gw.url + CALLBACK)
        self.assertGreater(min(len(asked[name]) for name in ("state", "nonce", "code_challenge")), 40)
        cookie = answer.headers["set-cookie"]
        for word in ("HttpOnly", "SameSite=Lax", "Path=/api", "Max-Age=600"):
            self.assertIn(word, cookie)
        again = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.gw.request("GET", START, key="").headers["location"]).query))
        for name in ("state", "nonce", "code_challenge"):
            self.assertNotEqual(asked[name], again[name])
        self.assertEqual(answer.headers["cache-control"], "no-store")

    def test_a_stranger_stays_outside(self):
        self.issuer.test("who", who="new")
        self.assertIn("nobody here does", self.come_in(403)["error"]["message"])

    def test_an_unverified_address_is_nobodys(self):
        self.made({"name": self.name(), "email": "eve@example.com", "role": "admin"})
        self.issuer.test("who", who="eve")
        self.come_in(403)

    def test_a_stranger_may_sign_up_where_that_is_set(self):
        self.settings(oidc_sign_up=True, oidc_role_claim="groups", oidc_role_map={"sy-viewers": "viewer", "sy-operators": "operator"})
        self.issuer.test("who", who="new")
        tokens = self.come_in()
        self.assertEqual((tokens["user"]["name"], tokens["user"]["role"]), ("newcomer", "viewer"))
        self.assertEqual(self.me(tokens["access_token"])["role"], "viewer")
        self.assertEqual(self.come_in()["user"]["id"], tokens["user"]["id"])
        self.call(204, "DELETE", f"/users/{tokens['user']['id']}")
        self.me(tokens["access_token"], 401)

    def test_the_issuers_groups_become_a_role(self):
        try:
            self.settings(oidc_role_claim="groups", oidc_role_map={"sy-operators": "operator", "sy-admins": "admin"})
            token = self.come_in()["access_token"]
            self.assertEqual(self.me(token)["role"], "operator")
        finally:
            self.call(200, "PUT", f"/users/{self.ada['id']}", {"role": "viewer"})
        self.assertEqual(self.me(token)["role"], "viewer")

    def test_a_disabled_user_stays_outside(self):
        self.come_in()
        self.call(200, "PUT", f"/users/{self.ada['id']}", {"disabled": True})
        try:
            self.come_in(403)
        finally:
            self.call(200, "PUT", f"/users/{self.ada['id']}", {"disabled": False})

    def test_whom_the_issuer_refuses_is_told(self):
        self.issuer.test("who", who="nobody")
        self.assertIn("access_denied", self.come_in(401)["error"]["message"])

    def test_a_visit_is_good_for_once_and_for_its_own_browser(self):
        browser = Browser()
        back = browser.follow(self.gw.url + START, until=self.gw.url + CALLBACK)
        stranger = Browser()
        self.assertEqual(stranger.get(back).status, 400)  # somebody else was made to open it; it is over with that
        self.assertEqual(browser.get(back).status, 400)
        back = browser.follow(self.gw.url + START, until=self.gw.url + CALLBACK)
        self.assertEqual(browser.get(back).status, 200)
        self.assertEqual(browser.get(back).status, 400)
        other = browser.follow(self.gw.url + START, until=self.gw.url + CALLBACK)
        self.assertEqual(browser.get(other.replace("state=", "state=x")).status, 400)
        self.assertEqual(browser.get(self.gw.url + CALLBACK).status, 400)

    def test_a_code_of_another_visit_is_refused(self):
        """The code verifier and the nonce belong to one visit."""
        one, two = Browser(), Browser()
        first = one.follow(self.gw.url + START, until=self.gw.url + CALLBACK)
        second = two.follow(self.gw.url + START, until=self.gw.url + CALLBACK)
        code = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(second).query))["code"]
        mine = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(first).query))
        swapped = f"{self.gw.url}{CALLBACK}?" + urllib.parse.urlencode({**mine, "code": code})
        self.assertEqual(one.get(swapped).status, 401)

    def test_another_issuers_answer_is_refused(self):
        browser = Browser()
        back = browser.follow(self.gw.url + START, until=self.gw.url + CALLBACK)
        evil = back.replace(urllib.parse.quote(self.issuer.url, safe=""), urllib.parse.quote("https://evil.example", safe=""))
        self.assertNotEqual(back, evil)
        self.assertEqual(browser.get(evil).status, 400)

    # The desktop program's way

    def test_a_desktop_program_gets_its_tokens_with_pkce(self):
        verifier = "v" * 50
        query = urllib.parse.urlencode({"redirect_uri": "http://127.0.0.1:9/done", "code_challenge": challenge_of(verifier), "state": "mine"})
        for proof, status in (("w" * 50, 401), (verifier, 200)):
            back = Browser().follow(f"{self.gw.url}{START}?{query}", until="http://127.0.0.1:9/done")
            told = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(back).query))
            self.assertEqual(told["state"], "mine")
            self.assertEqual(set(told), {"code", "state"})  # no token goes through the browser
            grant = {"grant_type": "authorization_code", "code": told["code"], "code_verifier": proof}
            answer = self.call(status, "POST", "/auth/token", grant, key="")
            self.call(401, "POST", "/auth/token", {**grant, "code_verifier": verifier}, key="")  # for once
        self.assertEqual(self.me(answer["access_token"])["user"], self.ada["id"])

    def test_it_is_sent_to_nobody_elses_place(self):
        for place in ("https://evil.example/", "http://127.0.0.1.evil.example:9/", "http://evil@127.0.0.1:9/", "http://192.0.2.1:9/",
                      "http://127.0.0.1:9/?x=1", "http://127.0.0.1:9/\r\nset-cookie: a=b"):
            query = urllib.parse.urlencode({"redirect_uri": place, "code_challenge": challenge_of("v")})
            self.refused(422, "GET", f"/auth/oidc/start?{query}", param="redirect_uri", key="")
        query = urllib.parse.urlencode({"redirect_uri": "http://127.0.0.1:9/", "code_challenge": "short"})
        self.refused(422, "GET", f"/auth/oidc/start?{query}", param="code_challenge", key="")

    # The issuer's tokens on the API

    def test_a_token_of_each_algorithm_is_its_user(self):
        self.come_in()  # from then on the issuer's subject is known
        for alg in ("RS256", "ES256", "EdDSA"):
            with self.subTest(alg):
                self.assertEqual(self.me(self.issuer.mint(alg))["user"], self.ada["id"])

    def test_forged_tokens_are_refused_in_one_wording(self):
        self.come_in()
        now = int(time.time())
        good = self.issuer.mint()
        header, body, signature = good.split(".")
        confused = f"{b64({'alg': 'HS256', 'typ': 'JWT', 'kid': 'RS256-0'})}.{body}"
        pem = self.issuer.test("public")["pem"].encode()
        forged = {
            "alg none": f"{b64({'alg': 'none'})}.{body}.",
            "key confusion": f"{confused}.{b64(hmac.digest(pem, confused.encode(), hashlib.sha256))}",
            "another key under the same name": self.issuer.mint(foreign=True, header={"kid": claims_of(f'x.{header}')["kid"]}),
            "expired": self.issuer.mint(claims={"exp": now - 120}),
            "not yet valid": self.issuer.mint(claims={"nbf": now + 600}),
            "another audience": self.issuer.mint(claims={"aud": "somebody-else"}),
            "another issuer": self.issuer.mint(claims={"iss": "https://evil.example"}),
            "no end": self.issuer.mint(claims={"exp": None}),
            "nobody we know": self.issuer.mint(claims={"sub": "stranger"}),
            "a kid with a path": self.issuer.mint(header={"kid": "../../etc/passwd"}),
            "the signature of another": f"{header}.{b64({**claims_of(good), 'sub': 'eve'})}.{signature}",
            "cut": good[:-4],
        }
        for what, token in forged.items():
            with self.subTest(what):
                self.assertEqual(self.me(token, 401)["error"]["message"], WRONG)
        self.me(good)

    def test_new_keys_of_the_issuer_are_found(self):
        with Issuer(self.gw.url + CALLBACK) as issuer:
            self.settings(oidc_issuer=issuer.url, oidc_sign_up=True)
            self.issuer_subject_of(issuer)
            issuer.test("rotate")
            issuer.test("who", who="new")
            self.assertEqual(self.come_in()["user"]["name"], "newcomer")  # the callback looks for the new keys
            self.me(issuer.mint("ES256", claims={"sub": "new"}))
            self.me(issuer.mint("ES256", claims={"sub": "new"}, foreign=True), 401)

    def issuer_subject_of(self, issuer):
        issuer.test("who", who="new")
        issuer_user = self.come_in()["user"]
        self.addCleanup(self.call, 204, "DELETE", f"/users/{issuer_user['id']}")
        self.assertEqual(self.me(issuer.mint(claims={"sub": "new"}))["user"], issuer_user["id"])

    def test_the_audience_can_be_another(self):
        self.come_in()
        self.settings(oidc_audience="https://switchyard.example")
        self.me(self.issuer.mint(), 401)
        self.me(self.issuer.mint(claims={"aud": ["https://switchyard.example", "x"]}))

    # The settings

    def test_the_secret_is_never_told(self):
        shown = self.call(200, "GET", "/auth/settings")
        self.assertTrue(shown["oidc_has_client_secret"])
        self.assertNotIn("oidc_client_secret", shown)
        self.come_in()
        self.kept_nowhere(PROVIDER_KEYS["E2E_KEY_1"])

    def test_a_secret_itself_needs_the_keychain(self):
        secret = "CANARY-client-secret-0123456789"
        error = self.refused(503, "PUT", "/auth/settings", {"oidc_client_secret": secret}, "oidc_client_secret")
        self.assertNotIn(secret, error["message"])
        self.kept_nowhere(secret)

    def test_settings_that_cannot_work_are_refused(self):
        for field, value in (("oidc_issuer", "http://issuer.example"), ("oidc_issuer", "issuer"), ("oidc_client_id", ""),
                             ("oidc_redirect_uri", "http://evil.example/"), ("oidc_scopes", "email"), ("oidc_role_map", {"x": "emperor"}),
                             ("oidc_client_secret", "keychain:key_of_somebody")):
            with self.subTest(field):
                answer = self.gw.admin("PUT", "/auth/settings", {field: value})
                self.assertEqual((answer.status, answer.error()["param"]), (422, field))
        self.refused(403, "PUT", "/auth/settings", {"oidc_sign_up": True}, key=self.role_keys["admin"])

    def test_without_an_issuer_nobody_comes_in_that_way(self):
        self.come_in()
        token = self.issuer.mint()
        self.me(token)
        self.settings(oidc_issuer="")
        self.refused(404, "GET", "/auth/oidc/start", key="")
        self.me(token, 401)


class LyingIssuerTest(SignInCase):
    """One that answers what it should not."""

    def serve(self, document):
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.end_headers()
                self.wfile.write(document(self.server.server_address[1]))

            def log_message(self, *_):
                pass

        server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        return f"http://127.0.0.1:{server.server_address[1]}"

    def test_what_it_says_of_itself_is_checked(self):
        def facts(**more):
            return lambda port: json.dumps({"issuer": f"http://127.0.0.1:{port}", "authorization_endpoint": "https://a.example/",
                                            "token_endpoint": "https://a.example/", "jwks_uri": f"http://127.0.0.1:{port}/jwks",
                                            **more}).encode()
        for what, document in {"another name": facts(issuer="https://evil.example"), "a token endpoint in the clear": facts(token_endpoint="http://a.example/"),
                               "keys from a file": facts(jwks_uri="file:///etc/passwd"), "no keys": facts(), "no JSON": lambda _: b"<html>",
                               "too much": lambda _: b" " * 300_000}.items():
            with self.subTest(what):
                self.call(200, "PUT", "/auth/settings", {"oidc_issuer": self.serve(document), "oidc_client_id": "x"})
                self.refused(502, "GET", "/auth/oidc/start", key="")


if __name__ == "__main__":
    unittest.main()
