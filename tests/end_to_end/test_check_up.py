"""The check-up of security says what holds: here, and after each thing that can be opened was opened."""

import unittest

import secure_wire
from admin_case import AdminCase
from harness import Switchyard

IDS = ["reach", "certificate", "keychain", "sign_in", "origins", "addresses", "proxies", "key_limits", "key_expiry",
       "bodies", "files", "memory"]


class CheckUpTest(AdminCase):
    def look(self, gw=None):
        answer = (gw or self.gw).admin("GET", "/settings/check-up")
        self.assertEqual(answer.status, 200, answer.body)
        shown = answer.json()
        order = ["good", "look", "bad"]
        self.assertEqual(shown["state"], max((row["state"] for row in shown["checks"]), key=order.index))
        for row in shown["checks"]:
            self.assertTrue(row["message"].endswith("."), row)
            self.assertTrue(row["where"] is None or row["where"].endswith("."), row)
            self.assertTrue(row["state"] == "good" or row["where"], row)
        return {row["id"]: row for row in shown["checks"]}

    def state(self, name, gw=None):
        row = self.look(gw)[name]
        return row["state"], row["message"]

    def test_a_fresh_one_is_for_this_computer_alone(self):
        rows = self.look()
        self.assertEqual(list(rows), IDS)
        self.assertEqual(rows["reach"]["message"], "It can be reached from this computer only.")
        for name in IDS:
            if not name.startswith("key") and name != "memory":
                self.assertEqual(rows[name]["state"], "good", rows[name])

    def test_it_counts_keys_that_spend_for_ever(self):
        def counted():
            return [int(word) for name in ("key_limits", "key_expiry")
                    for word in self.state(name)[1].rstrip(".").split() if word.isdigit()]
        before = counted()
        self.key()
        bare = counted()
        self.assertEqual(bare, [number + 1 for number in before])
        careful = self.key(limits={"requests_per_minute": 9}, expires_at="2099-01-01T00:00:00Z")
        self.assertEqual(counted(), [bare[0], bare[1] + 1, bare[2], bare[3] + 1])
        self.call(200, "POST", f"/api-keys/{careful['id']}/revoke")
        self.assertEqual(counted(), bare)

    def test_what_is_opened_is_told_with_where_to_close_it(self):
        for field, value, name, state in (
                ("allowed_origins", ["https://chat.lan"], "origins", "look"), ("metrics_open", True, "sign_in", "look"),
                ("store_bodies", "errors", "bodies", "look"),
                ("trusted_proxies", ["10.0.0.1"], "proxies", "look"), ("trusted_proxies", ["0.0.0.0/0"], "proxies", "bad")):
            with self.subTest(field, value=value):
                before = self.call(200, "GET", "/settings")[field]
                self.call(200, "PUT", "/settings", {field: value})
                row = self.look()[name]
                section = "Requests and answers" if name == "bodies" else "Who may call"
                self.assertEqual((row["state"], row["where"]), (state, f"Settings, {section} (`{field}`)."))
                self.call(200, "PUT", "/settings", {field: before})
                self.assertEqual(self.state(name)[0], "good")

    def test_what_others_can_read_is_told(self):
        file = self.gw.data_dir / "usage.db"
        file.chmod(0o644)
        self.assertEqual(self.state("files")[0], "bad")
        file.chmod(0o600)
        self.assertEqual(self.state("files")[0], "good")

    def test_plain_http_beyond_this_computer_is_bad(self):
        with Switchyard("--listen", "127.0.0.2", "--plain-http") as gw:
            rows = self.look(gw)
            self.assertEqual((rows["reach"]["state"], rows["certificate"]["state"]), ("bad", "look"))
            self.assertEqual(rows["addresses"]["state"], "look")

    def test_the_certificate_is_told_with_its_end(self):
        with Switchyard() as gw:
            moved = gw.admin("POST", "/settings/rebind", {"port": gw.port, "tls": True})
            self.assertEqual(moved.status, 200, moved.body)
            port = int(moved.json()["listening"][0].rsplit(":", 1)[1])
            shown = secure_wire.request(port, secure_wire.believing_anybody(), "GET", "/api/v1/settings/check-up",
                                        headers={"Authorization": f"Bearer {gw.admin_key}"}).json()
            row = next(row for row in shown["checks"] if row["id"] == "certificate")
            self.assertEqual(row["state"], "good")
            self.assertRegex(row["message"], r"^The certificate is good until 20\d\d-\d\d-\d\d\.$")

    def test_who_runs_the_gateway_may_see_it(self):
        team = self.call(201, "POST", "/teams", {"name": self.name()})
        for key in (self.role_keys["operator"], self.key(role="admin", team=team["id"])["key"]):
            self.refused(403, "GET", "/settings/check-up", key=key)


if __name__ == "__main__":
    unittest.main()
