"""A screen of its own for a test, and what is on it: plain Xlib calls, so that nothing has to be installed."""

import ctypes
import os
import subprocess

from harness import START_SECONDS, Child, until

# A window may go while it is being asked about; Xlib would end the whole test for that.
FORGIVE = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(lambda *_: 0)
MAPPED = 2
CLIENT_MESSAGE = 33
ZPIXMAP = 2
ALL_PLANES = (1 << 64) - 1


class Attributes(ctypes.Structure):
    _fields_ = [("x", ctypes.c_int), ("y", ctypes.c_int), ("width", ctypes.c_int), ("height", ctypes.c_int),
                ("border_width", ctypes.c_int), ("depth", ctypes.c_int), ("visual", ctypes.c_void_p),
                ("root", ctypes.c_ulong), ("window_class", ctypes.c_int), ("bit_gravity", ctypes.c_int),
                ("win_gravity", ctypes.c_int), ("backing_store", ctypes.c_int), ("backing_planes", ctypes.c_ulong),
                ("backing_pixel", ctypes.c_ulong), ("save_under", ctypes.c_int), ("colormap", ctypes.c_ulong),
                ("map_installed", ctypes.c_int), ("map_state", ctypes.c_int), ("pad", ctypes.c_byte * 64)]


class ClientMessage(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int),
                ("display", ctypes.c_void_p), ("window", ctypes.c_ulong), ("message_type", ctypes.c_ulong),
                ("format", ctypes.c_int), ("data", ctypes.c_long * 5), ("pad", ctypes.c_byte * 96)]


class Screen:
    """An X server without a window manager. `env` goes to the programs on it."""

    def __init__(self, folder):
        self.folder = folder

    def __enter__(self):
        read, write = os.pipe()
        log = open(self.folder / "xvfb.log", "ab")
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1920x1200x24", "-nolisten", "tcp"]
        self.server = subprocess.Popen(command, pass_fds=[write], stdout=log, stderr=log)
        os.close(write)
        log.close()
        with os.fdopen(read) as told:
            self.name = f":{told.readline().strip()}"
        self.env = {"DISPLAY": self.name, "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": "xcb"}
        self.x = ctypes.CDLL("libX11.so.6")
        self.xtest = ctypes.CDLL("libXtst.so.6")
        self.x.XSetErrorHandler(FORGIVE)
        for name, result in (("XOpenDisplay", ctypes.c_void_p), ("XDefaultRootWindow", ctypes.c_ulong),
                             ("XInternAtom", ctypes.c_ulong), ("XStringToKeysym", ctypes.c_ulong),
                             ("XGetImage", ctypes.c_void_p),
                             ("XGetPixel", ctypes.c_ulong)):
            getattr(self.x, name).restype = result
        self.display = ctypes.c_void_p(until(lambda: self.x.XOpenDisplay(self.name.encode()), "the screen is there",
                                             START_SECONDS))
        self.root = ctypes.c_ulong(self.x.XDefaultRootWindow(self.display))
        return self

    def __exit__(self, *_):
        self.x.XCloseDisplay(self.display)
        self.server.terminate()
        self.server.wait()

    def window(self, title):
        """The id of the window that is shown under this title, or None."""
        root, parent, count = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_uint()
        children = ctypes.POINTER(ctypes.c_ulong)()
        self.x.XQueryTree(self.display, self.root, ctypes.byref(root), ctypes.byref(parent), ctypes.byref(children),
                          ctypes.byref(count))
        found = [children[i] for i in range(count.value)]
        if count.value:
            self.x.XFree(children)
        return next((one for one in found if self._title(one) == title and self._mapped(one)), None)

    def close(self, window):
        """As the cross in a title bar does it."""
        event = ClientMessage(type=CLIENT_MESSAGE, window=window, format=32,
                              message_type=self.x.XInternAtom(self.display, b"WM_PROTOCOLS", 0))
        event.data[0] = self.x.XInternAtom(self.display, b"WM_DELETE_WINDOW", 0)
        self.x.XSendEvent(self.display, ctypes.c_ulong(window), 0, ctypes.c_long(0), ctypes.byref(event))
        self.x.XSync(self.display, 0)

    def press(self, window, *keys):
        """Keys one after the other, each as in "Control_L+k"; the window gets the keyboard first."""
        self.x.XSetInputFocus(self.display, ctypes.c_ulong(window), 1, ctypes.c_ulong(0))
        self.x.XSync(self.display, 0)
        for key in keys:
            codes = [self.x.XKeysymToKeycode(self.display, ctypes.c_ulong(self.x.XStringToKeysym(name.encode())))
                     for name in key.split("+")]
            for code in codes:
                self.xtest.XTestFakeKeyEvent(self.display, code, 1, ctypes.c_ulong(0))
            for code in reversed(codes):
                self.xtest.XTestFakeKeyEvent(self.display, code, 0, ctypes.c_ulong(0))
            self.x.XSync(self.display, 0)

    def lightness(self, window, x, y):
        """0 is black, 255 white, at a point of the window."""
        image = self.x.XGetImage(self.display, ctypes.c_ulong(window), x, y, 1, 1, ctypes.c_ulong(ALL_PLANES), ZPIXMAP)
        if not image:
            return None
        pixel = self.x.XGetPixel(ctypes.c_void_p(image), 0, 0)
        self.x.XDestroyImage(ctypes.c_void_p(image))
        return max(pixel >> 16 & 255, pixel >> 8 & 255, pixel & 255)

    def size(self, window):
        found = Attributes()
        self.x.XGetWindowAttributes(self.display, ctypes.c_ulong(window), ctypes.byref(found))
        return found.width, found.height

    def _mapped(self, window):
        found = Attributes()
        known = self.x.XGetWindowAttributes(self.display, ctypes.c_ulong(window), ctypes.byref(found))
        return bool(known) and found.map_state == MAPPED

    def _title(self, window):
        name = ctypes.c_char_p()
        self.x.XFetchName(self.display, ctypes.c_ulong(window), ctypes.byref(name))
        return name.value.decode(errors="replace") if name.value else ""


class DesktopFakes:
    """Tray, portal and notifications on the session bus of `env`."""

    def __init__(self, program, env, folder):
        self.program, self.env, self.folder = program, env, folder

    def __enter__(self):
        read, self.commands = os.pipe()
        self.child = Child([self.program], {**self.env, "QT_QPA_PLATFORM": "offscreen"}, self.folder / "fakes.log", read)
        os.close(read)
        self.child.wait_for_line("^ready")
        return self

    def __exit__(self, *_):
        os.close(self.commands)
        self.child.kill()

    def do(self, command):
        before = self.child.log.count(f"done {command}\n")
        os.write(self.commands, f"{command}\n".encode())
        until(lambda: self.child.log.count(f"done {command}\n") > before, f"the desktop does: {command}")

    def lines(self, kind):
        return [line.removeprefix(kind + " ") for line in self.child.log.splitlines() if line.startswith(kind + " ")]
