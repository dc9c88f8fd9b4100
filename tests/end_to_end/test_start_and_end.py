"""How it starts, ends and starts again: what keeps it from starting, what is finished before its end, and what is there
afterwards.
"""

import os
import signal
import socket
import subprocess
import time
import unittest
from pathlib import Path

import scripted_upstream as script
from harness import CLI_SECONDS, Switchyard, binary, until
from scripted_upstream import ScriptedUpstream

HELLO = [{"role": "user", "content": "hi"}]
FAILED = 1


def ask(model, **more):
    return {"model": model, "messages": HELLO, **more}


def serve(data_dir, *arguments, env=None):
    """A `serve` that is expected not to come up."""
    command = [binary(), "serve", "--data-dir", str(data_dir), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=CLI_SECONDS, check=False,
                          env={**os.environ, **(env or {})})


class StartTest(unittest.TestCase):
    """How it starts and ends."""

    def setUp(self):
        self.gw = self.enterContext(Switchyard())

    def test_a_second_instance_on_the_directory_is_refused(self):
        done = serve(self.gw.data_dir, "--port", "0")
        self.assertEqual(done.returncode, FAILED)
        self.assertIn(str(self.gw.data_dir), done.stderr)
        self.assertEqual(done.stdout, "")
        self.assertEqual(self.gw.chat(ask("sandbox")).status, 200, "the first one goes on")
        self.assertTrue(self.gw.cli_json("status")["running"], "and is still found")

    def test_a_port_that_is_taken_is_refused(self):
        other = Path(f"{self.gw.data_dir}-other")
        self.addCleanup(subprocess.run, ["rm", "-rf", str(other)], check=False)
        for options in (["--port", str(self.gw.port)], []):
            with self.subTest(options=len(options)):
                done = serve(other, *options, env={"SWITCHYARD_PORT": str(self.gw.port)})
                self.assertEqual(done.returncode, FAILED)
                self.assertIn(str(self.gw.port), done.stderr)
                self.assertEqual(done.stdout, "")
        self.assertFalse((other / "instance.json").exists(), "nothing points to an instance that is not there")

    def test_a_port_that_is_taken_on_the_other_loopback_is_refused(self):
        try:
            taken = socket.create_server(("::1", 0), family=socket.AF_INET6)
        except OSError:
            self.skipTest("this machine has no ::1")
        with taken:
            port = taken.getsockname()[1]
            done = serve(f"{self.gw.data_dir}/other", "--port", str(port))
            self.assertEqual(done.returncode, FAILED)
            self.assertIn(str(port), done.stderr)

    def test_a_directory_that_cannot_be_made_is_refused(self):
        in_the_way = Path(f"{self.gw.data_dir}.file")
        in_the_way.touch()
        self.addCleanup(in_the_way.unlink)
        done = serve(in_the_way, "--port", "0")
        self.assertEqual(done.returncode, FAILED)
        self.assertIn(str(in_the_way), done.stderr)

    def test_its_files_are_its_owners_alone(self):
        self.gw.chat(ask("sandbox"))
        self.assertEqual(self.gw.data_dir.stat().st_mode & 0o777, 0o700)
        for path in self.gw.data_dir.rglob("*"):
            self.assertEqual(path.stat().st_mode & 0o077, 0, path)

    def test_sigterm_lets_open_streams_finish(self):
        with self.gw.open_chat(ask("sandbox|chunks:30|interval:20", stream=True)) as stream:
            stream.read_event()
            request_id = stream.response.headers["x-request-id"]
            self.gw.child.popen.send_signal(signal.SIGTERM)
            until(lambda: self.refuses_connections(), "no new connection is taken")
            self.assertTrue(stream.rest().endswith(b"data: [DONE]\n\n"))
        self.assertEqual(self.gw.child.popen.wait(5), 0)
        self.gw.check_log()
        self.gw.start()
        self.assertEqual(self.gw.wait_for_call(request_id)["outcome"], "done")

    def refuses_connections(self):
        try:
            socket.create_connection(("127.0.0.1", self.gw.port), timeout=1).close()
        except OSError:
            return True
        return False

    def test_idle_connections_do_not_hold_it_up(self):
        idle = [socket.create_connection(("127.0.0.1", self.gw.port)) for _ in range(5)]
        begun = time.monotonic()
        self.gw.stop()
        self.assertLess(time.monotonic() - begun, 3)
        for one in idle:
            one.close()
        self.assertFalse((self.gw.data_dir / "instance.json").exists())

    def test_other_signals_end_it_as_well(self):
        for one in (signal.SIGINT, signal.SIGHUP):
            self.gw.child.popen.send_signal(one)
            self.assertEqual(self.gw.child.popen.wait(5), 0, one)
            self.gw.start()

    def test_everything_is_there_after_a_restart(self):
        self.gw.add_provider("kept", "http://127.0.0.1:9/v1", "env:E2E_KEY_1", models=["kept-model"])
        answer = self.gw.chat(ask("sandbox"))
        before = self.gw.wait_for_call(answer.request_id())
        plan = self.gw.admin("GET", "/status").json()["plan"]
        self.gw.stop()
        self.gw.start()
        self.assertEqual(self.gw.wait_for_call(answer.request_id()), before)
        self.assertEqual(self.gw.admin("GET", "/status").json()["plan"], plan)
        self.assertIn("kept-model", [one["id"] for one in self.gw.request("GET", "/v1/models").json()["data"]])

    def kill_in_the_middle_of_a_stream(self):
        """A call that ended well, and one that was cut: their rows after the restart."""
        finished = self.gw.chat(ask("sandbox"))
        with self.gw.open_chat(ask("sandbox|chunks:500|interval:20", stream=True)) as stream:
            stream.read_event()
            request_id = stream.response.headers["x-request-id"]
            self.gw.kill()
        self.gw.start()
        return self.gw.wait_for_call(finished.request_id()), self.gw.wait_for_call(request_id)

    def test_kill_in_the_middle_of_a_stream_leaves_it_marked_and_all_else_intact(self):
        finished, cut = self.kill_in_the_middle_of_a_stream()
        self.assertEqual((cut["outcome"], cut["attempts"], cut["provider"]), ("interrupted", 1, "sandbox"))
        self.assertEqual(cut["key_id"], finished["key_id"])
        self.assertGreater(cut["input_tokens"], 0)
        self.assertEqual(finished["outcome"], "done")
        self.assertEqual(len(self.gw.requests()), 2)
        total = self.gw.admin("GET", "/usage").json()["total"]
        self.assertEqual((total["calls"], total["errors"]), (2, 1))
        self.assertEqual(total["input_tokens"], cut["input_tokens"] + finished["input_tokens"])
        self.assertEqual(self.gw.chat(ask("sandbox")).status, 200)

    def test_an_interrupted_call_is_shown_with_what_was_known_when_it_began(self):
        finished, cut = self.kill_in_the_middle_of_a_stream()
        self.assertEqual((cut["key"], cut["stream"]), (finished["key"], True))

    def test_calls_that_were_answered_survive_a_kill(self):
        answers = [self.gw.chat(ask("sandbox")) for _ in range(20)]
        self.gw.kill()
        self.gw.start()
        for answer in answers:
            self.assertEqual(self.gw.wait_for_call(answer.request_id())["outcome"], "done")
        self.assertEqual(len(self.gw.requests()), 20)


class DotEnvTest(unittest.TestCase):
    def test_the_file_fills_in_what_the_environment_lacks(self):
        upstream = self.enterContext(ScriptedUpstream())
        gw = Switchyard(env={"DOTENV_BOTH": "pk-of-the-environment"})
        (gw.data_dir / ".env").write_text(
            "# a comment\n\nSWITCHYARD_WORKERS=2\r\nDOTENV_ONLY = \"pk-of-the-file\"\nDOTENV_BOTH=pk-of-the-file\n"
            "DOTENV_SINGLE='pk-with=equals'\nnot a line of ours\n", encoding="utf-8")
        with gw:
            self.assertEqual(gw.admin("GET", "/status").json()["workers"], 2)
            wanted = {"DOTENV_ONLY": "pk-of-the-file", "DOTENV_BOTH": "pk-of-the-environment",
                      "DOTENV_SINGLE": "pk-with=equals"}
            for name, value in wanted.items():
                gw.add_provider(name, upstream.base_url, f"env:{name}", models=[f"m-{name}"])
                upstream.on(f"m-{name}", [script.whole()])
                self.assertEqual(gw.chat(ask(f"m-{name}")).status, 200)
                self.assertEqual(upstream.posts(f"m-{name}")[0].key, value)


if __name__ == "__main__":
    unittest.main()
