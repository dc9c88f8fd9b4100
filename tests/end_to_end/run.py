"""Runs test files of this folder: `python3 run.py test_wire test_faults`, or all of them without names.

For the build: exit code 0 when every test passed; skipped ones are named with their reason.
"""

import sys
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main():
    names = [name.removesuffix(".py") for name in sys.argv[1:]] or sorted(path.stem for path in HERE.glob("test_*.py"))
    sys.path.insert(0, str(HERE))
    suite = unittest.defaultTestLoader.loadTestsFromNames(names)
    result = unittest.TextTestRunner(verbosity=2, buffer=False).run(suite)
    for test, reason in result.skipped:
        print(f"skipped: {test.id()}: {reason}")
    return 0 if result.wasSuccessful() and result.testsRun else 1


if __name__ == "__main__":
    sys.exit(main())
