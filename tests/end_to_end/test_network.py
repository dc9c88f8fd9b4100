"""Who may come in: addresses, proxies that vouch for somebody, names, and web pages of listed origins."""

import contextlib
import http.client
import json
import unittest

import secure_wire
from harness import Answer, Switchyard, request, send
from test_rebind import free_port
from test_remote_peers import outward_address

HELLO = {"model": "sandbox", "messages": [{"role": "user", "content": "hi"}]}
DIALECTS = {  # a path, and what a refusal looks like there
    "/v1/chat/completions": lambda body: body["error"]["code"],
    "/v1/messages": lambda body: (body["type"], body["error"]["type"]),
    "/v1beta/models/sandbox:generateContent": lambda body: body["error"]["status"],
    "/api/v1/providers": lambda body: body["error"]["code"],
}
FORBIDDEN = {"/v1/chat/completions": "address_not_allowed", "/v1/messages": ("error", "permission_error"),
             "/v1beta/models/sandbox:generateContent": "PERMISSION_DENIED", "/api/v1/providers": "address_not_allowed"}


def from_address(source, port, method, path, headers=None, host="127.0.0.1"):
    """A request that comes from `source`, with every header as given."""
    connection = http.client.HTTPConnection(host, port, timeout=10, source_address=(source, 0) if source else None)
    with contextlib.closing(connection):
        send(connection, method, path, None, headers)
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())


class NetworkCase(unittest.TestCase):
    def setUp(self):
        self.gw = self.enterContext(Switchyard())

    def set(self, **settings):
        answer = self.gw.admin("PUT", "/settings", settings)
        self.assertEqual(answer.status, 200, answer.body)
        return answer.json()

    def calls(self):
        return len(self.gw.requests())


class ProxyTest(NetworkCase):
    """The test is the proxy: its address is trusted, and what it says of its client is believed."""

    def setUp(self):
        super().setUp()
        self.set(trusted_proxies=["127.0.0.1"], denied_addresses=["203.0.113.0/24", "2001:db8::/32"])

    def status(self, said, header="X-Forwarded-For", path="/health"):
        return self.gw.request("GET", path, key=self.gw.key, headers={header: said}).status

    def test_the_client_behind_it_counts(self):
        self.assertEqual(self.status("198.51.100.7"), 200)
        self.assertEqual(self.status("203.0.113.9"), 403)
        self.assertEqual(self.status("2001:db8::1"), 403)
        self.assertEqual(self.status("::ffff:203.0.113.9"), 403)

    def test_what_the_client_wrote_itself_does_not(self):
        self.assertEqual(self.status("198.51.100.7, 203.0.113.9"), 403)
        self.assertEqual(self.status("203.0.113.9, 198.51.100.7"), 200)
        self.assertEqual(self.status("for=203.0.113.9", "Forwarded"), 200, "the other header is not read")

    def test_the_other_header_when_it_is_set(self):
        self.set(forwarded_header="forwarded")
        self.assertEqual(self.status("for=198.51.100.7, for=203.0.113.9;proto=https", "Forwarded"), 403)
        self.assertEqual(self.status("203.0.113.9"), 200)

    def test_nobody_else_is_believed(self):
        self.set(trusted_proxies=["10.0.0.0/8"])
        self.assertEqual(self.status("203.0.113.9"), 200)

    def test_refused_before_the_key_in_the_words_of_each_dialect(self):
        for path, word in DIALECTS.items():
            with self.subTest(path):
                answer = request(self.gw.port, "POST", path, HELLO, {"X-Forwarded-For": "203.0.113.9"})
                self.assertEqual(answer.status, 403)
                self.assertEqual(word(answer.json()), FORBIDDEN[path])
        self.assertEqual(self.calls(), 0)

    def test_an_allow_list_shuts_out_the_rest_at_once(self):
        self.set(allowed_addresses=["198.51.100.0/24"], denied_addresses=[])
        self.assertEqual(self.status("198.51.100.7"), 200)
        self.assertEqual(self.status("192.0.2.1"), 403)
        self.assertEqual(self.gw.admin("GET", "/settings").status, 200, "this computer is never shut out")
        self.set(allowed_addresses=[])
        self.assertEqual(self.status("192.0.2.1"), 200)

    def test_wrong_entries_change_nothing(self):
        for field, value in (("allowed_addresses", ["10.0.0.1/8"]), ("denied_addresses", ["all"]),
                             ("allowed_origins", ["*"]), ("allowed_hosts", ["http://x"]), ("forwarded_header", "via")):
            with self.subTest(field):
                answer = self.gw.admin("PUT", "/settings", {field: value})
                self.assertEqual((answer.status, answer.error()["param"]), (422, field))
        self.assertEqual(self.gw.admin("GET", "/settings").json()["allowed_addresses"], [])

    def test_the_lists_outlive_a_restart(self):
        self.gw.stop()
        self.gw.start()
        self.assertEqual(self.status("203.0.113.9"), 403)


class PagesTest(NetworkCase):
    ORIGIN = "https://chat.lan"

    def from_page(self, method, path, origin=ORIGIN, body=None, **headers):
        every = {"Origin": origin, "Sec-Fetch-Site": "cross-site", **headers}
        return self.gw.request(method, path, body, key=self.gw.key, headers=every)

    @staticmethod
    def cors_headers(answer):
        return {name.lower() for name in answer.headers if name.lower().startswith("access-control-")}

    def test_off_until_an_origin_is_listed(self):
        for method in ("OPTIONS", "POST"):
            answer = self.from_page(method, "/v1/chat/completions", body=HELLO)
            self.assertEqual((answer.status, self.cors_headers(answer)), (403, set()))
        self.assertEqual(self.calls(), 0)

    def test_a_listed_page_may_call_models_and_nothing_else(self):
        self.set(allowed_origins=[self.ORIGIN])
        asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization,content-type"}
        preflight = self.from_page("OPTIONS", "/v1/chat/completions", **asked)
        self.assertEqual((preflight.status, preflight.headers["access-control-allow-origin"]), (204, self.ORIGIN))
        self.assertIn("POST", preflight.headers["access-control-allow-methods"])
        self.assertIn("authorization", preflight.headers["access-control-allow-headers"])
        self.assertIsNone(preflight.headers["access-control-allow-credentials"])
        answer = self.from_page("POST", "/v1/chat/completions", body=HELLO)
        self.assertEqual((answer.status, answer.headers["access-control-allow-origin"], answer.headers["vary"]),
                         (200, self.ORIGIN, "origin"))
        wrong = self.from_page("POST", "/v1/chat/completions", body={"model": "none/such"})
        self.assertEqual((wrong.status >= 400, wrong.headers["access-control-allow-origin"]), (True, self.ORIGIN))
        for path in ("/api/v1/providers", "/api/v1/auth/me", "/health", "/metrics", "/"):
            with self.subTest(path):
                refused = self.from_page("GET", path)
                self.assertEqual((refused.status, self.cors_headers(refused)), (403, set()))
                self.assertEqual(self.from_page("OPTIONS", path).status, 403)

    def test_only_that_very_origin(self):
        self.set(allowed_origins=[self.ORIGIN])
        for origin in ("http://chat.lan", "https://chat.lan:8443", "https://chat.lan.evil.example", "null",
                       "https://evil.example", "https://CHAT.lan"):
            with self.subTest(origin):
                answer = self.from_page("POST", "/v1/chat/completions", origin, HELLO)
                self.assertEqual((answer.status, self.cors_headers(answer)), (403, set()))
        self.assertEqual(self.calls(), 0)

    def test_no_page_s_headers_stick_to_the_next_request(self):
        self.set(allowed_origins=[self.ORIGIN])
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.gw.port, timeout=10)) as kept:
            key = {"Authorization": f"Bearer {self.gw.key}"}
            for headers, wanted in (({"Origin": self.ORIGIN, **key}, self.ORIGIN), (key, None)):
                kept.request("GET", "/v1/models", headers=headers)
                response = kept.getresponse()
                response.read()
                self.assertEqual(response.headers["access-control-allow-origin"], wanted)

    def test_a_listed_host_name_is_ours(self):
        self.assertEqual(self.gw.request("GET", "/health", headers={"Host": "router.lan"}).status, 421)
        self.set(allowed_hosts=["router.lan"])
        for host, status in (("router.lan", 200), (f"router.lan:{self.gw.port}", 200), ("router.lan:1", 421),
                             ("router.lan.evil.example", 421), ("evil.example", 421)):
            with self.subTest(host):
                self.assertEqual(self.gw.request("GET", "/health", headers={"Host": host}).status, status)
        own = {"Host": "router.lan", "Origin": "http://router.lan"}
        self.assertEqual(self.gw.request("GET", "/health", headers=own).status, 200)


@unittest.skipUnless(outward_address(), "this machine has no address but loopback")
class OutsideTest(NetworkCase):
    def setUp(self):
        super().setUp()
        self.address = outward_address()

    def rebind(self, status=200, **body):
        answer = self.gw.admin("POST", "/settings/rebind", body)
        self.assertEqual(answer.status, status, answer.body)
        if status == 200:
            self.gw.port = int(answer.json()["listening"][0].rsplit(":", 1)[1])
        return answer.json()

    def network(self):
        return self.gw.admin("GET", "/status").json()["network"]

    def test_plain_http_stays_on_this_computer_unless_insisted_on(self):
        error = self.rebind(422, port=self.gw.port, address="0.0.0.0")["error"]
        self.assertEqual(error["param"], "address")
        self.assertEqual(self.network()["reachable"], "this_computer")
        self.rebind(port=self.gw.port, address="0.0.0.0", plain_http=True)
        network = self.network()
        self.assertEqual((network["reachable"], network["plain_outside"]), ("network", True))
        self.assertEqual([one["code"] for one in network["warnings"]], ["plain_http"])
        self.assertEqual(from_address(None, self.gw.port, "GET", "/health", host=self.address).status, 200)

    def test_tls_outside_and_plain_http_at_home(self):
        for place in ("0.0.0.0", self.address):
            with self.subTest(place):
                listening = self.rebind(port=self.gw.port, address=place, tls=True)["listening"]
                self.assertEqual(listening[0], self.gw.url)
                self.assertIn(f"https://{self.address}:{self.gw.port}", listening)
                self.assertEqual(self.gw.request("GET", "/health").status, 200)
                context = secure_wire.trusting(self.gw.cli_json("certificate")["certificate"])
                answer = secure_wire.request(self.gw.port, context, "GET", "/health", host=self.address)
                self.assertEqual(answer.status, 200)
                plain = from_address(None, self.gw.port, "GET", "/health", host=self.address)
                self.assertEqual((plain.status, json.loads(plain.body)["error"]["code"]), (400, "plain_on_tls_port"))
                for host in ("evil.example", f"{self.address}.nip.io:{self.gw.port}", f"{self.address}:1"):
                    answer = secure_wire.request(self.gw.port, context, "GET", "/health", headers={"Host": host},
                                                 host=self.address)
                    self.assertEqual(answer.status, 421, host)
        self.assertEqual(self.network()["warnings"], [])
        self.rebind(port=self.gw.port, address="127.0.0.1", tls=False)
        with self.assertRaises(OSError):
            from_address(None, self.gw.port, "GET", "/health", host=self.address)

    def test_a_denied_neighbour_is_turned_away(self):
        self.rebind(port=free_port(), address=self.address, plain_http=True)
        self.set(denied_addresses=[self.address])
        self.assertEqual(from_address(self.address, self.gw.port, "GET", "/health", host=self.address).status, 403)
        self.assertEqual(self.gw.request("GET", "/health").status, 200)


if __name__ == "__main__":
    unittest.main()
