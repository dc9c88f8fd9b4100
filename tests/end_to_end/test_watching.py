"""Trouble from its beginning to its end: seen by a check, told once by every channel, and over by itself, also while
checks wait, disks are full, databases are locked and nobody takes the messages.
"""

import datetime
import json
import tempfile
import time
import unittest

import scripted_upstream as script
from disk_case import back, ledger
from disk_trouble import SmallDisk, can_mount, held
from harness import Switchyard, until
from hook_server import HookServer
from mail_server import PASSWORD, USER, MailServer
from scripted_case import KEY_1, KEY_2, ask
from test_health_checks import KeyedProvider
from test_window import WindowCase

SECRET = "a-signing-secret-that-nobody-guesses"
INTERVAL = 2
PATIENCE = 30  # of looks and checks, on a machine that may have more to do
TWO_LOOKS = 5
LOCKED_SECONDS = 60


class BalancedProvider(KeyedProvider):
    """Tells what is left, too."""

    def __init__(self):
        super().__init__()
        self.left, self.currency = "2.50", "USD"

    def _script(self, received):
        if received.path.endswith("/user/balance"):
            account = {"currency": self.currency, "total_balance": self.left}
            return [script.answer(200, json.dumps({"is_available": True, "balance_infos": [account]}).encode())]
        return super()._script(received)


class WatchingCase(unittest.TestCase):
    def setUp(self):
        self.hook = self.enterContext(HookServer())

    def watch(self, gw, *channels, **more):
        """A webhook, and what else there is to be told by."""
        hook = {"kind": "webhook", "name": "ops", "url": self.hook.url + "/hook", "secret": "env:E2E_HOOK"}
        answer = gw.admin("PUT", "/alerts/config", {"channels": [hook, *channels], **more})
        self.assertEqual(answer.status, 200, answer.body)

    def quickly(self, gw, **more):
        body = {"health_check_interval_s": INTERVAL, "health_check_retries": 0, "health_check_failures": 1, **more}
        answer = gw.admin("PUT", "/settings", body)
        self.assertEqual(answer.status, 200, answer.body)

    def told(self):
        return [(one.json()["type"], one.json()["alert"]["kind"]) for one in self.hook.taken()]

    def wait_told(self, *wanted, seconds=PATIENCE):
        """Exactly these, and nothing behind them."""
        until(lambda: len(self.told()) >= len(wanted), f"{wanted} are told", seconds)
        time.sleep(TWO_LOOKS)  # a further message would come by then
        self.assertEqual(self.told(), list(wanted))


ENV = {"E2E_HOOK": SECRET, "E2E_MAIL": PASSWORD}
LOW, ENOUGH = ("alert.raised", "low_balance"), ("alert.recovered", "low_balance")
REFUSED, BACK = ("alert.raised", "key_invalid"), ("alert.recovered", "key_invalid")


class BalanceTest(WatchingCase):
    def setUp(self):
        super().setUp()
        self.upstream = self.enterContext(BalancedProvider())
        self.gw = self.enterContext(Switchyard(env=ENV))

    def add(self):
        provider = self.gw.add_provider("deep", self.upstream.base_url, "env:E2E_KEY_1", type="deepseek", any_model=True)
        return provider, self.gw.admin("GET", f"/providers/{provider}/keys").json()["data"][0]["id"]

    def ask_anew(self, provider, key, name):
        """What was found of a key that is edited holds no longer; else a balance is asked for every five minutes."""
        self.assertEqual(self.gw.admin("PUT", f"/providers/{provider}/keys/{key}", {"name": name}).status, 200)

    def test_it_is_told_once_stays_over_a_restart_and_is_over_once(self):
        self.watch(self.gw)
        self.quickly(self.gw)
        provider, key = self.add()
        self.wait_told(LOW)
        alert = self.hook.taken()[0].json()["alert"]
        self.assertEqual((alert["subject"], alert["value"], alert["limit"]), ({"id": key, "name": "deep / key 1"}, 2, 5))
        self.gw.stop()
        self.gw.start()
        self.wait_told(LOW)
        self.upstream.left = "40"
        self.ask_anew(provider, key, "topped up")
        self.wait_told(LOW, ENOUGH)
        self.assertEqual(self.gw.admin("GET", "/alerts?state=open").json()["data"], [])

    def test_another_currency_counts_once_its_rate_is_known(self):
        self.upstream.currency, self.upstream.left = "CNY", "14"
        self.watch(self.gw)
        self.quickly(self.gw)
        self.add()
        keys = lambda: self.gw.admin("GET", "/health/api-keys").json()["data"]
        until(lambda: keys()[0]["check"]["balance"], "the balance is known", PATIENCE)
        time.sleep(TWO_LOOKS)
        self.assertEqual(self.told(), [])
        rates = {"rates": [{"currency": "CNY", "rate": "7", "from": "2026-01-01"}]}
        answer = self.gw.admin("PUT", "/currencies", rates)
        self.assertEqual(answer.status, 200, answer.body)
        self.wait_told(LOW)
        self.assertEqual(self.hook.taken()[0].json()["alert"]["value"], 2)


class WaitingCheckTest(WatchingCase):
    def test_a_check_that_waits_delays_no_alert(self):
        with KeyedProvider() as slow, KeyedProvider() as other, Switchyard(env=ENV) as gw:
            slow.otherwise(lambda received: [script.hang()])
            gw.add_provider("slow", slow.base_url, "env:E2E_KEY_1", any_model=True)
            self.watch(gw)
            self.quickly(gw, health_check_timeout_s=60)
            until(lambda: slow.asked(KEY_1) > 0, "a check waits", PATIENCE)
            gw.add_provider("other", other.base_url, "env:E2E_KEY_1", "env:E2E_KEY_2", any_model=True)
            other.good.remove(KEY_1)
            self.assertEqual(gw.chat(ask("other/m")).status, 200)
            self.wait_told(REFUSED, seconds=15)
            until(lambda: other.asked(KEY_2) > 0, "others are checked", PATIENCE)
            self.assertEqual(slow.asked(KEY_1), 1, "all of that while it waited")


class ThreeChannelsTest(WatchingCase):
    """A revoked key, from the check that finds it to its recovery."""

    def test_each_channel_tells_it_once_and_once_that_it_is_over(self):
        with (tempfile.TemporaryDirectory() as folder, MailServer(folder) as mail, KeyedProvider() as upstream,
              Switchyard(env=ENV) as gw):
            mailbox = {"kind": "email", "name": "mail", "host": "127.0.0.1", "port": mail.port, "security": "starttls",
                       "user": USER, "secret": "env:E2E_MAIL", "from": "switchyard@example.org",
                       "to": ["ops@example.org"], "certificate_pin": mail.pin}
            gw.add_provider("one", upstream.base_url, "env:E2E_KEY_1", "env:E2E_KEY_2", any_model=True)
            self.watch(gw, mailbox)
            self.quickly(gw)
            keys = lambda: gw.admin("GET", "/health/api-keys").json()["data"]
            until(lambda: [key["check"]["verdict"] for key in keys()] == ["good", "good"], "both are checked", PATIENCE)

            upstream.good.remove(KEY_1)
            revoked = time.time()
            until(lambda: keys()[0]["gate"] == "cooling", "it is marked", PATIENCE)
            marked = time.time()
            self.assertLess(marked - revoked, INTERVAL + 2)
            self.assertEqual(gw.chat(ask("m")).status, 200)
            self.assertEqual([post.key for post in upstream.posts("m")], [KEY_2], "traffic has moved")
            self.wait_told(REFUSED)
            shown = lambda: gw.admin("GET", "/status").json()["alerts"]["desktop"]
            self.assertEqual([alert["kind"] for alert in shown()], ["key_invalid"])
            self.assertEqual(len(mail.received), 1)

            upstream.good.add(KEY_1)
            until(lambda: keys()[0]["gate"] == "open", "it is back", PATIENCE)
            returned = time.time()
            self.wait_told(REFUSED, BACK)
            self.assertEqual((len(mail.received), mail.faults, shown()), (2, [], []))
            self.check_history(gw, revoked, marked, returned)

    def check_history(self, gw, revoked, marked, returned):
        row, = gw.admin("GET", "/health/history").json()["data"]
        self.assertEqual((row["key"], row["reason"], row["source"], row["ended_by"]), ("key 1", "bad_key", "check", "checked"))
        began, ended = (datetime.datetime.fromisoformat(row[edge]).timestamp() for edge in ("from", "until"))
        self.assertTrue(revoked - 1 <= began <= marked + 1, row)
        self.assertTrue(marked - 1 <= ended <= returned + 1, row)
        key = gw.admin("GET", f"/providers/{row['provider_id']}/keys").json()["data"][0]
        age = time.time() - datetime.datetime.fromisoformat(key["created_at"]).timestamp()
        available = gw.admin("GET", f"/health/api-keys/{key['id']}").json()["availability"]["day"]
        self.assertAlmostEqual((1 - available) * age, ended - began, delta=2)


class DesktopTest(WindowCase):
    """The same on a desktop, by its notifications."""

    def test_the_desktop_shows_it_once_and_takes_it_back(self):
        fakes = self.fakes()
        fakes.do("notices")
        with KeyedProvider() as upstream:
            window = self.open()
            window.key, window.admin_key = window.new_key("member"), window.new_key("super_admin")
            settings = {"health_check_interval_s": INTERVAL, "health_check_retries": 0, "health_check_failures": 1}
            self.assertEqual(window.admin("PUT", "/settings", settings).status, 200)
            window.add_provider("one", upstream.base_url, "env:E2E_KEY_1", "env:E2E_KEY_2", any_model=True)
            upstream.good.remove(KEY_1)
            self.assertEqual(window.chat(ask("m")).status, 200)
            (notice,) = until(lambda: fakes.lines("notice"), "the desktop tells it", PATIENCE)
            self.assertIn("one / key 1", notice)
            time.sleep(TWO_LOOKS)
            self.assertEqual(len(fakes.lines("notice")), 1, "once")
            upstream.good.add(KEY_1)
            until(lambda: fakes.lines("closed") == [notice.split()[0]], "it is taken back", 2 * PATIENCE)


class StoreTroubleTest(WatchingCase):
    """What cannot be written or sent is not lost, told once, and over by itself."""

    def setUp(self):
        super().setUp()
        self.upstream = self.enterContext(KeyedProvider())

    def refuse_a_key(self, gw):
        provider = gw.add_provider("one", self.upstream.base_url, "env:E2E_KEY_1", "env:E2E_KEY_2", any_model=True)
        self.upstream.good.remove(KEY_1)
        self.assertEqual(gw.chat(ask("m")).status, 200)
        return provider

    @unittest.skipUnless(can_mount(), "mounting a small disk takes root")
    def test_a_full_disk_is_one_alert_and_calls_come_back(self):
        with SmallDisk(24 << 20) as disk, Switchyard(data_dir=disk.data_dir, env=ENV) as gw:
            self.watch(gw)
            before = gw.chat(ask("sandbox"))
            disk.fill()
            until(lambda: not ledger(gw)["healthy"] or gw.chat(ask("sandbox")).status != 200, "the disk is full", PATIENCE)
            until(lambda: not ledger(gw)["healthy"], "it knows", PATIENCE)
            self.assertIn("free some space", ledger(gw)["message"])
            time.sleep(3 * TWO_LOOKS)  # the rule waits five seconds, and nothing can be written
            disk.free()
            back(gw)
            self.assertEqual(gw.wait_for_call(before.request_id())["outcome"], "done")
            time.sleep(2 * TWO_LOOKS)
            told = self.told()
            self.assertIn(told, ([], [("alert.raised", "ledger_trouble"), ("alert.recovered", "ledger_trouble")]))
            self.assertEqual(gw.admin("GET", "/alerts?state=open").json()["data"], [])
            self.assertEqual(gw.admin("GET", "/status").json()["alerts"]["desktop"], [])

    def test_a_minute_of_a_locked_database_loses_no_call_and_no_word(self):
        with Switchyard(env=ENV) as gw:
            self.watch(gw)
            gw.add_provider("one", self.upstream.base_url, "env:E2E_KEY_1", "env:E2E_KEY_2", any_model=True)
            answers = []
            with held(gw.data_dir / "usage.db"):
                end = time.monotonic() + LOCKED_SECONDS
                self.upstream.good.remove(KEY_1)
                while time.monotonic() < end:
                    answers.append(gw.chat(ask("m")))
                    time.sleep(1)  # the pace of the calls is what is tested
                state = ledger(gw)
                self.assertEqual(state["state"], "behind")
                self.assertIn("another program", state["message"])
                self.assertEqual(self.told(), [], "nobody hears of what is not written down")
            back(gw)
            for answer in answers:
                self.assertEqual(answer.status, 200, answer.body)
                self.assertEqual(gw.wait_for_call(answer.request_id())["outcome"], "done")
            until(lambda: REFUSED in self.told(), "the key is told", PATIENCE)
            self.upstream.good.add(KEY_1)
            time.sleep(2 * TWO_LOOKS)
            self.assertEqual(self.told().count(REFUSED), 1)
            lines = [line for line in gw.admin("GET", "/logs?category=alerts&limit=1000").json()["data"]]
            self.assertLessEqual(len(lines), 3, "it says so once, not at every look")

    def test_messages_wait_for_their_endpoint(self):
        self.hook.status = 500
        with Switchyard(env=ENV) as gw:
            self.watch(gw)
            self.refuse_a_key(gw)
            until(lambda: len(self.hook.posted) > 1, "it is tried again", PATIENCE)
            config = lambda: gw.admin("GET", "/alerts/config").json()["channels"][0]
            self.assertEqual((config()["waiting"], config()["problem"]), (1, "it answered 500"))
            self.hook.status = 204
            self.wait_told(REFUSED, seconds=60)
            self.assertEqual((config()["waiting"], len(gw.admin("GET", "/alerts").json()["data"])), (0, 1))


if __name__ == "__main__":
    unittest.main()
