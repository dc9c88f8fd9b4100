"""The runner itself: a missed goal, a scenario that breaks, and one that measures nothing must not pass."""

import io
import os
import sys
import tempfile
import unittest
from contextlib import redirect_stderr
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import run
import table
from figures import Figure
from harness import until

SCENARIOS = {
    "demo_good": "def prove(seed, size): return [Figure('seed', str(seed * size), 'any', True)]",
    "demo_missed": "def prove(seed, size): return [Figure('lost', '1', '0', False)]",
    "demo_broken": "def prove(seed, size): raise AssertionError('no provider')",
    "demo_empty": "def prove(seed, size): return []",
    "demo_slow": "def prove(seed, size):\n"
                 " import os, subprocess, sys, tempfile, time\n"
                 " tempfile.mkdtemp()\n"
                 " child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
                 " open(os.environ['DEMO_NOTES'], 'w').write(f'{child.pid} {tempfile.gettempdir()}')\n"
                 " time.sleep(600)",
    "demo_dead": "def prove(seed, size): import os; os._exit(9)",
}
FACTS = {"changed_files": 0, "scale": "small", "seed": 7, "commit": "abc", "date": "today", "cpu": "one", "cores": 2,
         "kernel": "6", "seconds": 1.0}


def is_running(pid):
    """Whoever inherits it may take a while to bury it."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


class RunnerTest(unittest.TestCase):

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        for name, text in SCENARIOS.items():
            head = "from figures import Figure\nSMALL = {'size': 2}\nFULL = {'size': 3}\n"
            Path(folder.name, f"{name}.py").write_text(head + text + "\n", encoding="utf-8")
        sys.path.append(folder.name)
        self.addCleanup(sys.path.remove, folder.name)

    def test_figures_come_back_with_seed_and_scale(self):
        outcome = run.run("demo_good", 7, small=True)
        self.assertEqual(outcome.figures, [Figure("seed", "14", "any", True)])
        self.assertTrue(outcome.held())
        self.assertEqual(run.run("demo_good", 7, small=False).figures[0].value, "21")

    def test_what_is_not_proven_does_not_pass(self):
        for name, error in (("demo_missed", ""), ("demo_broken", "AssertionError: no provider"),
                            ("demo_empty", "it measured nothing"), ("demo_dead", "it ended with 9 and no figures")):
            with self.subTest(name):
                outcome = run.run(name, 7, small=True)
                self.assertFalse(outcome.held())
                self.assertEqual(outcome.error, error)

    def test_what_takes_too_long_is_ended_with_all_it_started(self):
        with tempfile.NamedTemporaryFile() as notes:
            os.environ["DEMO_NOTES"] = notes.name
            outcome = run.run("demo_slow", 7, small=True, limit=3)
            child, folder = notes.read().decode().split()
        self.assertEqual(outcome.error, "not done within 3 s")
        self.assertFalse(Path(folder).exists())
        self.assertNotEqual(Path(folder), Path(tempfile.gettempdir()))
        until(lambda: not is_running(child), "what it started has ended")

    def test_files_that_are_to_be_kept_stay(self):
        with tempfile.TemporaryDirectory() as kept:
            run.run("demo_good", 7, small=True, keep=Path(kept))
            self.assertTrue(Path(kept, "demo_good").is_dir())

    def test_the_table_shows_each_figure_and_each_failure(self):
        outcomes = [run.Outcome("one", [Figure("lost", "3 | 4", "0", False)], "", 1.0),
                    run.Outcome("two", [], "no provider", 2.0)]
        text = table.as_text(outcomes, FACTS)
        self.assertRegex(text, r"one +lost +3 \| 4 +0 +NO")
        self.assertRegex(text, r"two +carried out +no provider +no error +NO")
        self.assertIn("2 goals missed; small scale, seed 7", text)
        self.assertIn("3 \\| 4", table.as_markdown(outcomes, FACTS))
        self.assertEqual([one["held"] for one in table.as_json(outcomes, FACTS)["scenarios"]], [False, False])

    def test_an_unknown_scenario_is_refused(self):
        sys.argv = ["run.py", "no_such_scenario"]
        with self.assertRaises(SystemExit) as ended, redirect_stderr(io.StringIO()):
            run.read_arguments()
        self.assertEqual(ended.exception.code, 2)


if __name__ == "__main__":
    unittest.main()
