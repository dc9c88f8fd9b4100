"""What others can see of the process itself."""

import os
import shutil
import unittest
from pathlib import Path

import scripted_upstream as script
from harness import Child, Switchyard, binary, may_look_into_any, open_descriptors
from keychain_case import ask
from scripted_upstream import ScriptedUpstream


class ProcessTest(unittest.TestCase):
    def test_variables_that_were_read_are_blank(self):
        with ScriptedUpstream() as upstream, Switchyard(env={"E2E_SEEN": "sk-environ-0123456789"}) as gw:
            (gw.data_dir / ".env").write_text("E2E_DOT=sk-dotenv-0123456789\n", encoding="ascii")
            gw.stop()
            gw.start()
            environ = Path(f"/proc/{gw.pid}/environ")
            self.assertIn(b"sk-environ-0123456789", environ.read_bytes(), "the test sees what there is to see")
            upstream.on("m", [script.whole()])
            gw.add_provider("taken", upstream.base_url, "env:E2E_KEY_1", any_model=True)
            body = {"name": "taken", "type": "custom", "base_url": upstream.base_url, "key": "env:E2E_SEEN"}
            self.assertEqual(gw.admin("POST", "/providers", body).status, 409)
            self.assertIn(b"sk-environ-0123456789", environ.read_bytes(), "what failed takes nothing")
            for name in ("E2E_SEEN", "E2E_DOT"):
                gw.add_provider(name, upstream.base_url, f"env:{name}", any_model=True)
            self.assertNotIn(b"sk-environ-0123456789", environ.read_bytes())
            for _ in range(2):
                self.assertEqual(gw.chat(ask("E2E_SEEN/m")).status, 200)
                self.assertEqual(gw.chat(ask("E2E_DOT/m")).status, 200)
            self.assertEqual([post.key for post in upstream.posts("m")],
                             ["sk-environ-0123456789", "sk-dotenv-0123456789"] * 2)

    def test_no_core_and_no_onlookers(self):
        with Switchyard() as gw:
            limits = Path(f"/proc/{gw.pid}/limits").read_text(encoding="ascii")
            self.assertRegex(limits, r"Max core file size +0 +0 ")

    @unittest.skipIf(may_look_into_any(), "the system lets us in anywhere")
    def test_its_own_user_cannot_look_in(self):
        with Switchyard(env={"SWITCHYARD_DUMPABLE": "0"}) as gw:
            with self.assertRaises(PermissionError):
                open_descriptors(gw.pid)
            if os.geteuid() != 0:  # root reads this by another capability
                with self.assertRaises(PermissionError):
                    Path(f"/proc/{gw.pid}/environ").read_bytes()

    @unittest.skipUnless(os.geteuid() == 0, "needs root, to look on as the system does")
    def test_it_belongs_to_root_in_proc_whoever_runs_it(self):
        nobody = 65534
        with Switchyard(env={"SWITCHYARD_DUMPABLE": "0"}) as gw:
            gw.stop()
            copy = Path(f"{gw.data_dir}.binary")  # where nobody may read it, too
            shutil.copy(binary(), copy)
            copy.chmod(0o755)
            self.addCleanup(copy.unlink)
            for path in (gw.data_dir, *gw.data_dir.rglob("*")):
                os.chown(path, nobody, nobody)
            command = ["setpriv", "--reuid", str(nobody), "--regid", str(nobody), "--clear-groups", copy, "serve",
                       "--data-dir", gw.data_dir, "--port", "0"]
            gw.log_path.unlink()
            gw.child = Child(command, gw.env, gw.log_path)
            gw.child.wait_for_line("listening on ")
            status = Path(f"/proc/{gw.pid}/status").read_text(encoding="ascii")
            self.assertRegex(status, rf"Uid:\s+{nobody}")
            self.assertEqual(os.stat(f"/proc/{gw.pid}/environ").st_uid, 0, "not dumpable: not even its own user's")
