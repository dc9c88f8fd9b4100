"""A session with a real keychain in it, for the tests of keys."""

import os
import re
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from harness import CLI_SECONDS, START_SECONDS, Child, until


PROGRAMS = ("dbus-daemon", "gnome-keyring-daemon", "secret-tool", "dbus-send")
MISSING = "gnome-keyring, dbus and libsecret-tools are not all here"


def installed():
    return all(map(shutil.which, PROGRAMS))


class KeychainSession:
    """A session bus with a real gnome-keyring on it, in a home of its own. `env` goes to the programs in it."""

    BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={socket}</listen><policy context="default">
<allow send_destination="*"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"""

    def __init__(self):
        self.home = Path(tempfile.mkdtemp(prefix="switchyard-keys-"))
        self.socket = self.home / "bus"
        self.env = {**os.environ, "HOME": str(self.home), "XDG_RUNTIME_DIR": str(self.home), "DISPLAY": "",
                    "WAYLAND_DISPLAY": "", "XDG_DATA_HOME": str(self.home / "data"),
                    "DBUS_SESSION_BUS_ADDRESS": f"unix:path={self.socket}"}
        self.bus = self.keyring = None

    def __enter__(self):
        config = self.home / "bus.conf"  # without service files: nothing is started behind the test's back
        config.write_text(self.BUS.format(socket=self.socket), encoding="utf-8")
        self.bus = Child(["dbus-daemon", f"--config-file={config}", "--nofork"], self.env, self.home / "bus.log")
        until(self.socket.exists, "the session bus listens", START_SECONDS)
        return self

    def __exit__(self, *_):
        self.end_keyring()
        self.bus.kill()
        shutil.rmtree(self.home, ignore_errors=True)

    def start_keyring(self, password):
        """With the password of its first time it is open, with another one locked, with "" it has no keychain."""
        command = ["gnome-keyring-daemon", "--foreground", "--replace", "--components=secrets"]
        before = self.keyring
        read, write = os.pipe()
        os.write(write, password.encode())
        os.close(write)
        self.keyring = Child([*command, "--unlock"] if password else command, self.env, self.home / "keyring.log", read)
        os.close(read)
        if before:
            before.popen.wait(START_SECONDS)
        until(self._answers, "the keychain's service is on the bus", START_SECONDS)

    def end_keyring(self):
        if self.keyring:
            self.keyring.popen.send_signal(signal.SIGCONT)
            self.keyring.kill()
            self.keyring = None

    def freeze_keyring(self):
        self.keyring.popen.send_signal(signal.SIGSTOP)

    def thaw_keyring(self):
        self.keyring.popen.send_signal(signal.SIGCONT)

    def entries(self):
        """The keys that Switchyard keeps, as another program of the session sees them."""
        done = subprocess.run(["secret-tool", "search", "--all", "--unlock", "server", "switchyard"], env=self.env,
                              capture_output=True, text=True, timeout=CLI_SECONDS, check=False)
        return re.findall(r"^secret = (.*)$", done.stdout, re.MULTILINE)

    def _answers(self):
        command = ["dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.secrets",
                   "/org/freedesktop/secrets", "org.freedesktop.DBus.Peer.Ping"]
        done = subprocess.run(command, env=self.env, capture_output=True, timeout=CLI_SECONDS, check=False)
        return done.returncode == 0
