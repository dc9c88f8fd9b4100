"""Whether the memory of a running gateway is closed to others: no core, no debugger, no `/proc` for its own user.

Each look is taken at an ordinary process as well, so that a machine on which nobody may look proves nothing.
"""

import os
import resource
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from figures import Figure
from harness import binary, bind_to_parent, until

NOBODY = 65534
SECONDS = 20


def prepare():
    """In the new process, which is another user's by now: a change of user would undo it."""
    bind_to_parent()
    raise_core_limit()


def raise_core_limit():
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))


class Subject:
    """A process of an ordinary user: the gateway, or one that shields nothing."""

    def __init__(self, command, folder, ready=""):
        self._user = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
        self._folder = folder
        log = Path(folder, "log")
        with open(log, "wb") as output:
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd=folder,
                preexec_fn=prepare, env={"HOME": folder, "PATH": "/usr/bin:/bin"}, **self._user)
        until(lambda: ready.encode() in log.read_bytes() or self._process.poll() is not None, "it starts", SECONDS)

    def _look(self, *command):
        """As the same user, another process."""
        return subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False, cwd=self._folder,
                              stdin=subprocess.DEVNULL, env={**os.environ, "LC_ALL": "C"}, **self._user)

    def shows_environment(self):
        return self._look("cat", f"/proc/{self._process.pid}/environ").returncode == 0

    def shows_memory(self):
        """Opening it is what the kernel permits or not; the first page is not mapped either way."""
        return "denied" not in self._look("dd", f"if=/proc/{self._process.pid}/mem", "count=0").stderr

    def takes_debugger(self):
        """None where there is no debugger."""
        if not shutil.which("gdb"):
            return None
        done = self._look("gdb", "-nx", "-batch", "-p", str(self._process.pid), "-ex", "info threads")
        return "not permitted" not in done.stderr + done.stdout and "No threads" not in done.stdout

    def leaves_core(self):
        self._process.send_signal(signal.SIGABRT)
        _, status = os.waitpid(self._process.pid, 0)
        self._process.returncode = -signal.SIGABRT
        return os.WCOREDUMP(status) or any(Path(self._folder).glob("core*"))

    def end(self):
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()


LOOKS = {
    "its environment can be read by its own user": Subject.shows_environment,
    "its memory can be opened by its own user": Subject.shows_memory,
    "gdb can attach as its own user": Subject.takes_debugger,
    "SIGABRT leaves a core": Subject.leaves_core,
}


def looks_at(command, folder, ready=""):
    subject = Subject(command, folder, ready)
    try:
        return {name: look(subject) for name, look in LOOKS.items()}
    finally:
        subject.end()


def own_folder():
    """In /tmp, which every user can reach; a folder below another one of ours may be closed to them."""
    folder = tempfile.mkdtemp(prefix="switchyard-shield-", dir="/tmp")
    if os.geteuid() == 0:
        os.chown(folder, NOBODY, NOBODY)
    return folder


def shield_figures():
    folders = [own_folder(), own_folder()]
    try:
        program = shutil.copy(binary(), folders[0])  # where any user can reach it
        command = [program, "serve", "--data-dir", f"{folders[0]}/data", "--port", "0"]
        seen = looks_at(command, folders[0], "listening on")
        usual = looks_at(["sleep", "60"], folders[1])
    finally:
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)
    for name, value in seen.items():
        if value:
            yield Figure(name, "yes", "no", False)
        elif value is None:
            yield Figure(name, "not tried: there is no gdb", "shown", True)
        elif not usual[name]:
            yield Figure(name, "not known: an ordinary process does not show it here either", "shown", True)
        else:
            yield Figure(name, "no", "no", True)
