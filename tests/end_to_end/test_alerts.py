"""What is the matter is told once by every channel, and once that it is over, whatever happens in between."""

import base64
import hashlib
import hmac
import tempfile
import time
import unittest
import urllib.parse

import scripted_upstream as script
from harness import Switchyard, until
from hook_server import HookServer
from mail_server import PASSWORD, USER, MailServer
from scripted_case import ask
from scripted_upstream import ScriptedUpstream

SECRET = "a-signing-secret-that-nobody-guesses"
PATIENCE = 20  # a look every two seconds, and a machine that may have more to do
TWO_LOOKS = 5


class AlertsTest(unittest.TestCase):
    def setUp(self):
        self.upstream = self.enterContext(ScriptedUpstream())
        self.hook = self.enterContext(HookServer())
        env = {"E2E_HOOK": SECRET, "E2E_MAIL": PASSWORD}
        self.gw = self.enterContext(Switchyard(env=env))

    def configure(self, *channels, **more):
        answer = self.gw.admin("PUT", "/alerts/config", {"channels": list(channels), **more})
        self.assertEqual(answer.status, 200, answer.body)
        return answer.json()

    def webhook(self, **more):
        return {"kind": "webhook", "name": "ops", "url": self.hook.url + "/hook", "secret": "env:E2E_HOOK", **more}

    def mailbox(self, server, **more):
        return {"kind": "email", "name": "mail", "host": "127.0.0.1", "port": server.port, "security": "starttls",
                "user": USER, "secret": "env:E2E_MAIL", "from": "switchyard@example.org", "to": ["ops@example.org"],
                "certificate_pin": server.pin, **more}

    def alerts(self, **query):
        return self.gw.admin("GET", "/alerts?" + urllib.parse.urlencode(query)).json()["data"]

    def revoke_a_key(self):
        """A call that the first key is refused for and the second serves: the provider, and the first key's id."""
        one = self.gw.add_provider("one", self.upstream.base_url, "env:E2E_KEY_1", "env:E2E_KEY_2", any_model=True)
        self.upstream.on("m", [script.status(401)], [script.whole()])
        self.assertEqual(self.gw.chat(ask("m")).status, 200)
        return one, self.gw.admin("GET", f"/providers/{one}/keys").json()["data"][0]["id"]

    def mend(self, provider, key):
        self.assertEqual(self.gw.admin("PUT", f"/providers/{provider}/keys/{key}", {"secret": "env:E2E_KEY_3"}).status, 200)

    def sent_by(self, channel):
        return sum(one["state"] == "sent" and one["channel"] == channel
                   for alert in self.alerts(state="all") for one in alert["notices"])

    def events(self):
        return [one.json()["type"] for one in self.hook.taken()]

    def test_a_revoked_key_is_told_once_by_each_channel_and_once_that_it_is_over(self):
        with tempfile.TemporaryDirectory() as folder, MailServer(folder) as mail:
            self.configure(self.webhook(), self.mailbox(mail))
            provider, key = self.revoke_a_key()
            until(lambda: self.hook.posted and mail.received, "both are told", PATIENCE)
            posted, letter = self.hook.posted[0], mail.received[0]
            self.assertTrue(posted.is_signed_with(SECRET))
            self.assertEqual(posted.headers["webhook-id"], posted.json()["id"])
            told = posted.json()["alert"]
            self.assertEqual((told["kind"], told["severity"], told["subject"]),
                             ("key_invalid", "critical", {"id": key, "name": "one / key 1"}))
            self.assertEqual((letter.sender, letter.receivers), ("switchyard@example.org", ["ops@example.org"]))
            self.assertEqual(letter.message["subject"], "[Switchyard] Critical: the key one / key 1 is refused by its provider")
            self.assertIn(told["id"], letter.text())
            shown, = self.alerts(state="open")
            self.assertEqual((shown["id"], shown["until"]), (told["id"], None))
            until(lambda: {one["state"] for one in self.alerts()[0]["notices"]} == {"sent"}, "that is written down")

            self.gw.stop()
            self.gw.start()
            time.sleep(TWO_LOOKS)  # a second message would come by then
            self.assertEqual((len(self.hook.posted), len(mail.received)), (1, 1), "a restart tells nothing twice")

            self.mend(provider, key)
            until(lambda: len(self.hook.posted) > 1 and len(mail.received) > 1, "it is over", PATIENCE)
            time.sleep(TWO_LOOKS)
            self.assertEqual(self.events(), ["alert.raised", "alert.recovered"])
            self.assertEqual(len(mail.received), 2)
            self.assertEqual(mail.faults, [])
            self.assertEqual(self.alerts(state="open"), [])
            over, = self.alerts(state="ended")
            self.assertEqual((over["id"], over["ended_by"]), (told["id"], "recovered"))
            self.assertEqual(self.gw.admin("GET", "/status").json()["alerts"]["open"], 0)

    def test_a_channel_that_is_down_loses_nothing_and_delays_no_other(self):
        self.hook.status = 503
        with tempfile.TemporaryDirectory() as folder, MailServer(folder) as mail:
            self.configure(self.webhook(), self.mailbox(mail))
            provider, key = self.revoke_a_key()
            until(lambda: mail.received and len(self.hook.posted) > 1, "one has it, the other was tried again", PATIENCE)
            line = self.gw.admin("GET", "/alerts/config").json()["channels"][0]
            self.assertEqual((line["waiting"], line["problem"]), (1, "it answered 503"))
            self.mend(provider, key)
            until(lambda: len(mail.received) == 2, "the other hears that it is over", PATIENCE)
            until(lambda: self.sent_by("mail") == 2, "and that is written down: else a death would have it sent again")
            self.gw.kill()
            self.gw.start()
            self.hook.status = 204
            until(lambda: len(self.hook.taken()) == 2, "what waited is sent, over a death", 60)
            time.sleep(TWO_LOOKS)
            self.assertEqual(self.events(), ["alert.raised", "alert.recovered"], "in order, and once")
            raised = {one.headers["webhook-id"] for one in self.hook.posted if one.json()["type"] == "alert.raised"}
            self.assertEqual(len(raised), 1, "every try is the same message")
            self.assertEqual(len(mail.received), 2)
            self.assertEqual(self.gw.admin("GET", "/alerts/config").json()["channels"][0]["waiting"], 0)

    def test_what_was_sent_as_the_program_died_comes_again_as_the_same_message(self):
        with tempfile.TemporaryDirectory() as folder, MailServer(folder) as mail:
            self.configure(self.mailbox(mail))
            mail.answers.clear()
            self.revoke_a_key()
            until(lambda: mail.received, "the server has it, and does not say so", PATIENCE)
            self.gw.kill()
            mail.answers.set()
            self.gw.start()
            until(lambda: len(mail.received) == 2, "nobody wrote down that it was sent", PATIENCE)
            until(lambda: self.sent_by("mail") == 1, "now it is written down")
            first, second = (letter.message["message-id"] for letter in mail.received)
            self.assertEqual(first, second, "who reads both can tell that they are one")

    def test_a_change_of_the_routing_switch_is_told_once_as_a_moment(self):
        self.configure(self.webhook(severity="info"))
        self.gw.admin("PUT", "/settings", {"switch_delay_s": 0})
        self.gw.admin("POST", "/router/toggle", {"value": False, "reason": "a try"})
        until(lambda: self.alerts(kind="switch_changed"), "the switch is told", 40)
        moved, = self.alerts(kind="switch_changed")
        self.assertEqual((moved["ended_by"], moved["detail"], moved["value"]), ("moment", "a try", 0))
        until(lambda: self.hook.taken(), "and sent", PATIENCE)
        time.sleep(TWO_LOOKS)
        self.assertEqual(len(self.alerts(kind="switch_changed")), 1)

    def test_what_is_silenced_is_not_sent(self):
        self.configure(self.webhook())
        provider, key = self.revoke_a_key()
        alert = until(lambda: self.alerts(state="open"), "it is on", PATIENCE)[0]
        until(lambda: self.hook.taken(), "it is told", PATIENCE)
        silence = f"/alerts/{alert['id']}/silence"
        self.assertEqual(self.gw.admin("POST", silence, {"seconds": 3600}).status, 200)
        self.assertEqual(self.gw.admin("GET", "/status").json()["alerts"]["desktop"], [])
        self.mend(provider, key)
        until(lambda: not self.alerts(state="open"), "it is over", PATIENCE)
        time.sleep(TWO_LOOKS)
        self.assertEqual(self.events(), ["alert.raised"])
        self.assertEqual(self.gw.admin("POST", silence, {"seconds": 3600}).status, 409)
        for body, field in ({"seconds": -1}, "seconds"), ({"until": "soon"}, "until"), ({"seconds": 10**9}, "seconds"):
            answer = self.gw.admin("POST", silence, body)
            self.assertEqual((answer.status, answer.error()["param"]), (422, field))
        self.assertEqual(self.gw.admin("POST", "/alerts/none/silence", {"seconds": 1}).status, 404)

    def test_robots_get_their_signature_and_a_test_tells_what_came_of_it(self):
        url = self.hook.url
        config = self.configure({"kind": "dingtalk", "name": "ding", "url": url + "/robot/send?access_token=t", "secret": "env:E2E_HOOK"},
                                {"kind": "feishu", "name": "fei", "url": url + "/bot/v2/hook/x", "secret": "env:E2E_HOOK"})
        ding, fei = (channel["id"] for channel in config["channels"])
        self.hook.status, self.hook.answer = 200, b'{"errcode":0,"errmsg":"ok"}'
        self.assertTrue(self.gw.admin("POST", "/alerts/test", {"channel": ding}).json()["ok"])
        query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.hook.posted[0].path).query))
        text = f"{query['timestamp']}\n{SECRET}"
        self.assertEqual(query["access_token"], "t")
        self.assertEqual(query["sign"], base64.b64encode(hmac.new(SECRET.encode(), text.encode(), hashlib.sha256).digest()).decode())
        self.assertEqual(self.hook.posted[0].json()["msgtype"], "text")
        self.hook.answer = b'{"errcode":310000,"errmsg":"sign not match"}'
        refused = self.gw.admin("POST", "/alerts/test", {"channel": ding}).json()
        self.assertEqual((refused["ok"], refused["message"]), (False, "the robot refuses the message: sign not match"))
        self.hook.answer = b'{"code":0,"msg":"success"}'
        self.assertTrue(self.gw.admin("POST", "/alerts/test", {"channel": fei}).json()["ok"])
        body = self.hook.posted[-1].json()
        key = f"{body['timestamp']}\n{SECRET}".encode()
        self.assertEqual(body["sign"], base64.b64encode(hmac.new(key, b"", hashlib.sha256).digest()).decode())
        self.assertEqual(self.gw.admin("POST", "/alerts/test", {"channel": "none"}).error()["param"], "channel")

    def test_mail_is_refused_where_the_certificate_or_the_password_is_another(self):
        with tempfile.TemporaryDirectory() as folder, MailServer(folder) as mail:
            other = "sha256//" + base64.b64encode(bytes(32)).decode()
            config = self.configure(self.mailbox(mail), self.mailbox(mail, certificate_pin=other, name="pinned wrong"),
                                    self.mailbox(mail, certificate_pin="", name="not trusted"),
                                    self.mailbox(mail, secret="env:E2E_HOOK", name="wrong password"))
            ok = [self.gw.admin("POST", "/alerts/test", {"channel": one["id"]}).json()["ok"] for one in config["channels"]]
            self.assertEqual(ok, [True, False, False, False])
            self.assertEqual(len(mail.received), 1)
            self.assertEqual(mail.faults, [])

    def test_what_is_wrong_is_said_at_its_field(self):
        wrong = [({"url": "http://ops.example.org/"}, "url"), ({"url": "file:///etc/passwd"}, "url"),
                 ({"url": "https://user@ops.example.org/"}, "url"), ({"secret": ""}, "secret"), ({"name": ""}, "name"),
                 ({"severity": "bad"}, "severity"), ({"kind": "pigeon"}, "kind"), ({"colour": "red"}, "colour"),
                 ({"secret": "keychain:somebody-elses"}, "secret")]
        for change, field in wrong:
            with self.subTest(change):
                answer = self.gw.admin("PUT", "/alerts/config", {"channels": [self.webhook(**change)]})
                self.assertEqual((answer.status, answer.error()["param"]), (422, f"channels[0].{field}"))
        for rule, field in (({"kind": "error_rate", "threshold": 0}, "threshold"), ({"kind": "key_invalid", "threshold": 5}, "threshold"),
                            ({"kind": "latency", "for_seconds": -1}, "for_seconds"), ({"kind": "weather"}, "kind")):
            with self.subTest(rule):
                answer = self.gw.admin("PUT", "/alerts/config", {"rules": [rule]})
                self.assertEqual((answer.status, answer.error()["param"]), (422, f"rules[0].{field}"))
        self.assertEqual(self.gw.admin("GET", "/alerts/config").json()["channels"], [])

    def test_a_config_that_was_read_can_be_given_back_and_tells_no_secret(self):
        before = self.configure(self.webhook())
        self.assertNotIn("secret", before["channels"][0])
        self.assertTrue(before["channels"][0]["has_secret"])
        again = self.gw.admin("PUT", "/alerts/config", {key: before[key] for key in ("desktop", "rules", "channels")})
        self.assertEqual(again.status, 200, again.body)
        self.assertEqual(again.json()["channels"], before["channels"])
        stale = self.gw.admin("PUT", "/alerts/config", {"desktop": False, "if_version": before["version"]})
        self.assertEqual(stale.status, 409)
        mailbox = {"kind": "email", "name": "m", "host": "127.0.0.1", "user": "u", "secret": "env:E2E_MAIL", "from": "a@b.c", "to": ["d@e.f"]}
        channel = self.configure(mailbox)["channels"][0]["id"]
        moved = self.gw.admin("PUT", "/alerts/config", {"channels": [{"id": channel, "host": "mail.example.org"}]})
        self.assertEqual((moved.status, moved.error()["param"]), (422, "channels[0].secret"))

    def test_who_may_do_what(self):
        viewer, operator = self.gw.new_key("viewer"), self.gw.new_key("operator")
        self.assertEqual(self.gw.admin("GET", "/alerts", key=viewer).status, 200)
        self.assertEqual(self.gw.admin("GET", "/alerts", key=self.gw.key).status, 403)
        self.assertEqual(self.gw.admin("GET", "/alerts/config", key=operator).status, 403)
        self.assertEqual(self.gw.admin("PUT", "/alerts/config", {}, key=operator).status, 403)
        self.assertEqual(self.gw.admin("POST", "/alerts/test", {"channel": "x"}, key=operator).status, 403)
        self.assertEqual(self.gw.admin("POST", "/alerts/x/silence", {"seconds": 1}, key=viewer).status, 403)


if __name__ == "__main__":
    unittest.main()
