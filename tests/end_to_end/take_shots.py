"""Pictures of every page from the demo at a time that stands still, on a screen of its own: the same program gives the
same pictures. `take_shots.py FOLDER [SCALE]...` is what `./dev shots` does.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from harness import binary
from x_screen import Screen

# A zone with a quarter of an hour, so that what rounds to hours shows. The program asks the system for the time and
# gets this one; only the clock that measures spans goes on.
ZONE = "Asia/Kathmandu"
TIME = "2026-11-20 14:27:36"
SECONDS = 900


def take(screen, folder, data_dir, scale="1", port="4141", calls=None, of="everything", temporary=None):
    """Everything in the demo, or a part of it, or the empty pages of a new data directory. CompletedProcess; its
    standard error has a line for each finding. `temporary`: the folder for files that go again, where programs that run
    side by side would share one; the pictures show its name.
    """
    home = Path(data_dir) / "home"
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    env = {**os.environ, **screen.env, "TZ": ZONE, "QT_SCALE_FACTOR": scale, "FAKETIME_DONT_FAKE_MONOTONIC": "1",
           "NO_FAKE_STAT": "1", "LANG": "C.UTF-8", "DBUS_SESSION_BUS_ADDRESS": "", "XDG_RUNTIME_DIR": str(home),
           "XDG_CONFIG_HOME": str(home), "XDG_DATA_HOME": str(home),
           **({"TMPDIR": str(temporary)} if temporary else {})}
    command = ["faketime", "-f", TIME, binary(), "--shots", folder, "--shots-of", of, "--port", port,
               "--data-dir", Path(data_dir) / ("new" if of == "empty" else "demo"),
               *([] if of == "empty" else ["--demo"]),
               *(["--demo-calls", str(calls)] if calls else [])]
    return subprocess.run(list(map(str, command)), env=env, capture_output=True, text=True, timeout=SECONDS,
                          check=False)


def main(folder, *scales):
    folder = Path(folder).absolute()
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="switchyard-shots-") as place:
        with Screen(Path(place)) as screen:
            for scale in scales or ("1", "1.25", "2"):
                for of in ("everything", "empty"):
                    done = take(screen, folder / scale, place, scale, of=of)
                    for line in done.stderr.splitlines():
                        print(f"{scale}: {line}")
                    wrong = wrong or done.returncode
                print(f"{scale}: {len(list((folder / scale).glob('*.png')))} pictures in {folder / scale}")
    return wrong


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
