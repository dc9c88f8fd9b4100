"""The window as a guest on a desktop: how it comes, stays in the tray, is called to the front, and goes."""

import os
import shutil
import socket
import subprocess
import threading
import time
import unittest
from pathlib import Path

import scripted_steps as script
from harness import CLI_SECONDS, Child, Switchyard, binary, request, until
from keychain_session import KeychainSession
from scripted_upstream import ScriptedUpstream
from x_screen import DesktopFakes, Screen

FAKES = os.environ.get("SWITCHYARD_DESKTOP_FAKES", str(Path(binary()).parent / "tests" / "desktop_fakes"))
TITLE = "Switchyard"
BIG_ENOUGH = 5  # times what a second start may take, as tests run beside others
DARK, LIGHT = 60, 200


class Window(Switchyard):
    """`switchyard` with its window, on a screen."""

    def __init__(self, screen, session, *arguments, port="0", **more):
        super().__init__(*arguments, env={**session.env, **screen.env}, **more)
        self.screen = screen
        self.wished = port

    def __enter__(self):
        try:
            self.start()
        except BaseException:
            self._remove()
            raise
        return self

    def start(self):
        self.launch()
        found = self.child.wait_for_line(r"listening on http://127\.0\.0\.1:(\d+)\n")
        self.port = int(found.group(1))

    def launch(self):
        """As start(), for one that will not listen."""
        self.log_path.unlink(missing_ok=True)
        command = [binary(), "--data-dir", self.data_dir, "--port", self.wished, *self.arguments]
        self.child = Child(command, self.env, self.log_path)

    def again(self, *arguments):
        """A second start in the same data directory: its CompletedProcess, and how long it took."""
        begun = time.monotonic()
        done = subprocess.run([binary(), "--data-dir", str(self.data_dir), *arguments], env=self.env, text=True,
                              capture_output=True, timeout=CLI_SECONDS, check=False)
        return done, time.monotonic() - begun

    def remember(self, text):
        """What window.ini says before the first start."""
        (self.data_dir / "window.ini").write_text(text, encoding="utf-8")

    def remembered(self):
        path = self.data_dir / "window.ini"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    @property
    def shown(self):
        return self.screen.window(TITLE)

    def wait_shown(self):
        return until(lambda: self.shown, "the window is on the screen", 15)

    def wait_hidden(self):
        until(lambda: not self.shown, "the window is off the screen", 15)

    def wait_end(self):
        code = self.child.popen.wait(15)
        self.check_log()
        return code

    def answers(self):
        return request(self.port, "GET", "/v1/models").status == 401


@unittest.skipUnless(all(map(shutil.which, ("Xvfb", "dbus-daemon"))), "Xvfb and dbus are not both here")
@unittest.skipUnless(os.access(FAKES, os.X_OK), "the fakes of a desktop are not built")
class WindowCase(unittest.TestCase):
    def setUp(self):
        self.session = self.enterContext(KeychainSession())
        self.screen = self.enterContext(Screen(self.session.home))

    def window(self, *arguments, **more):
        return Window(self.screen, self.session, *arguments, **more)

    def open(self, *arguments, **more):
        window = self.enterContext(self.window(*arguments, **more))
        window.wait_shown()
        return window

    def fakes(self):
        return self.enterContext(DesktopFakes(FAKES, self.session.env, self.session.home))


class SecondStartTest(WindowCase):
    def test_it_brings_the_first_to_the_front_and_hands_its_words_over(self):
        first = self.open()
        done, took = first.again("--page", "requests")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertLess(took, BIG_ENOUGH)
        first.stop()
        self.assertIn("page=requests", first.remembered())

    def test_a_killed_one_leaves_no_dead_end(self):
        window = self.open()
        window.kill()
        window.start()
        window.wait_shown()
        done, _ = window.again()
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_a_gateway_without_window_is_not_disturbed(self):
        with Switchyard(env=self.session.env) as gw:
            window = self.window(data_dir=gw.data_dir)
            done, _ = window.again()
            self.assertEqual(done.returncode, 1)
            self.assertIn("another Switchyard is using the data directory", done.stderr)
            self.assertEqual(gw.request("GET", "/v1/models").status, 200)

    def test_a_gateway_beside_a_window_says_so(self):
        window = self.open()
        done = window.cli("serve", "--port", "0")
        self.assertEqual(done.returncode, 1)
        self.assertIn("another Switchyard is using the data directory", done.stderr)
        self.assertTrue(window.shown)


class TrayTest(WindowCase):
    KEEP = "[desktop]\non_close=keep_running\n"

    def test_without_a_tray_closing_quits(self):
        window = self.window()
        window.remember(self.KEEP)
        with window:
            self.screen.close(window.wait_shown())
            self.assertEqual(window.wait_end(), 0)
            with self.assertRaises(OSError):
                window.answers()

    def test_closed_to_the_tray_it_goes_on_and_comes_back(self):
        fakes = self.fakes()
        fakes.do("tray on")
        window = self.window()
        window.remember(self.KEEP)
        with window:
            shown = window.wait_shown()
            (icon,) = until(lambda: fakes.lines("item"), "the icon is in the tray")
            self.screen.close(shown)
            window.wait_hidden()
            self.assertTrue(window.answers())
            fakes.do(f"activate {icon}")
            shown = window.wait_shown()
            self.screen.close(shown)
            window.wait_hidden()
            fakes.do("tray off")  # the only way back is gone
            window.wait_shown()

    def test_quit_in_the_tray_quits_though_closing_does_not(self):
        fakes = self.fakes()
        fakes.do("tray on")
        window = self.window()
        window.remember(self.KEEP)
        with window:
            window.wait_shown()
            (icon,) = until(lambda: fakes.lines("item"), "the icon is in the tray")
            fakes.do(f"menu {icon} Quit")
            self.assertEqual(window.wait_end(), 0)
            with self.assertRaises(OSError):
                window.answers()

    def test_the_first_time_it_asks(self):
        self.fakes().do("tray on")
        window = self.open()
        time.sleep(0.2)  # nothing tells that a window stays
        self.screen.close(window.shown)
        time.sleep(0.5)
        self.assertTrue(window.shown, "it asks, and neither quits nor hides")
        self.assertIsNone(window.child.popen.poll())

    def test_a_tray_that_comes_after_us(self):
        fakes = self.fakes()
        window = self.enterContext(self.window("--hidden"))
        self.assertFalse(window.shown)
        fakes.do("tray on")
        (icon,) = until(lambda: fakes.lines("item"), "the icon is in the tray")
        self.assertFalse(window.shown)
        fakes.do(f"activate {icon}")
        window.wait_shown()


class TroubleTest(WindowCase):
    def test_a_port_that_is_taken(self):
        fakes = self.fakes()
        fakes.do("notices")
        with socket.create_server(("127.0.0.1", 0)) as holder:
            port = holder.getsockname()[1]
            window = self.window(port=str(port))
            window.launch()
            self.addCleanup(window._remove)
            window.wait_shown()
            (notice,) = until(lambda: fakes.lines("notice"), "the desktop tells of it")
            self.assertTrue(notice.startswith("1 0 The gateway does not listen |"), notice)
            fakes.do("click 1")
            self.assertEqual(holder.getsockname()[1], port, "whoever has it keeps it")
            window.stop()

    def test_nonsense_in_its_state_is_harmless(self):
        window = self.window()
        window.remember("[window]\nplace=1 2 x\npage=nowhere\n\0\0[look]\nzoom=9999\ntheme=pink\nlanguage=tlh\n")
        with window:
            window.wait_shown()
            window.stop()

    def test_it_goes_dark_while_it_is_open(self):
        fakes = self.fakes()
        fakes.do("light")
        window = self.open()
        shown = window.shown
        for command, right in (("dark", lambda seen: seen < DARK), ("light", lambda seen: seen > LIGHT)):
            fakes.do(command)
            for x, y in ((20, 400), (300, 20), (1270, 820)):  # sidebar, header, page
                until(lambda: (self.screen.lightness(shown, x, y) is not None
                               and right(self.screen.lightness(shown, x, y))), f"{command} at {x}, {y}")

    def test_zoom_is_there_from_the_start(self):
        window = self.window()
        window.remember("[look]\nzoom=125\n")
        with window:
            self.assertEqual(self.screen.size(window.wait_shown()), (1600, 1040))


class KeyboardTest(WindowCase):
    def test_the_palette_leads_to_a_page(self):
        window = self.open()
        self.screen.press(window.shown, "Control_L+k", *"requests", "Return")
        self.screen.press(window.shown, "Escape", "Escape")  # closes what is open, and never the window
        self.screen.press(window.shown, "Control_L+q")
        self.assertEqual(window.wait_end(), 0)
        self.assertIn("page=requests", window.remembered())

    def test_a_new_size_comes_with_a_restart_in_the_same_place(self):
        window = self.open()
        pid = window.pid
        self.screen.press(window.shown, "Control_L+equal")
        until(lambda: "zoom=110" in window.remembered(), "the size is kept")
        self.screen.press(window.shown, "Control_L+k", *"restart", "Return")
        until(lambda: window.log.count("listening on") == 2, "it listens again", 15)
        until(lambda: window.shown and self.screen.size(window.shown) == (1408, 915), "it is larger", 15)
        self.assertEqual(window.pid, pid)
        self.assertIsNone(window.child.popen.poll())


class LeavingTest(WindowCase):
    def setUp(self):
        super().setUp()
        self.upstream = self.enterContext(ScriptedUpstream())

    def stream(self, window):
        """A streamed answer, read as far as its first words, and the event that lets it end."""
        go_on = threading.Event()
        self.upstream.on("slow", [script.begin(script.delta("word ")), script.wait(go_on), script.end()])
        window.key = window.new_key("member")
        window.admin_key = window.new_key("super_admin")
        window.add_provider("slow", self.upstream.base_url, any_model=True)
        call = self.enterContext(window.open_chat({"model": "slow", "stream": True,
                                                   "messages": [{"role": "user", "content": "hi"}]}))
        call.read_event()
        return call, go_on

    @staticmethod
    def listens(window):
        try:
            return window.answers()
        except OSError:
            return False

    def test_sigterm_lets_a_stream_end(self):
        window = self.open()
        call, go_on = self.stream(window)
        window.child.popen.terminate()
        until(lambda: not self.listens(window), "it takes no new calls")
        go_on.set()
        self.assertTrue(call.rest().endswith(b"data: [DONE]\n\n"))
        self.assertEqual(window.wait_end(), 0)

    def test_closing_asks_while_a_stream_runs_and_goes_when_it_has_ended(self):
        window = self.open()
        call, go_on = self.stream(window)
        self.screen.close(window.shown)
        time.sleep(0.8)  # nothing tells that a window stays
        self.assertTrue(window.shown)
        self.assertTrue(window.answers(), "it is not frozen, and takes calls until it is told to wait")
        go_on.set()
        self.assertTrue(call.rest().endswith(b"data: [DONE]\n\n"))
        self.assertEqual(window.wait_end(), 0)


if __name__ == "__main__":
    unittest.main()
