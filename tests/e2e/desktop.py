# SPDX-License-Identifier: GPL-2.0-or-later
"""A desktop of our own: display, window manager, bus. The user's home is never touched."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import process
import tap


HOME = {"HOME": "", "XDG_CONFIG_HOME": ".config", "XDG_CACHE_HOME": ".cache",
        "XDG_DATA_HOME": ".local/share", "XDG_RUNTIME_DIR": "run"}
# G_DEBUG: Pidgin and GTK 2 have warnings of their own, which are not to end them.
UNWANTED = ["G_DEBUG", "GTK2_RC_FILES", "LANGUAGE", "LC_ALL", "NO_AT_BRIDGE", "SESSION_MANAGER"]


def read_line(fd, program, what):
    """The one line that program writes to fd once it is ready."""
    os.set_blocking(fd, False)
    line = b""

    def complete():
        nonlocal line
        program.check()
        try:
            line += os.read(fd, 4096)
        except BlockingIOError:
            pass
        return line.endswith(b"\n")

    tap.until(complete, what, 20)
    os.close(fd)
    return line.decode().strip()


class Desktop:
    """
    A context manager: inside of it os.environ names the scratch home, display and bus.

    With visible=True windows appear on the display that $DISPLAY names, and the session's bus
    serves, for the accessibility of a display is registered there.
    """

    SIZE = "1280x900x24"

    def __init__(self, visible=False):
        self.visible = visible
        self.processes = []
        self.scratch = Path(tempfile.mkdtemp(prefix="discretion-"))

    def __enter__(self):
        try:
            self.make_home()
            if not self.visible:
                self.start_display()
            if not self.visible or "DBUS_SESSION_BUS_ADDRESS" not in os.environ:
                self.start_bus()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for program in reversed(self.processes):
            program.stop()
        shutil.rmtree(self.scratch, ignore_errors=True)

    def start(self, *arguments, name=None, **options):
        log = self.scratch / f"{name or Path(arguments[0]).name}.log"
        program = process.Process(list(arguments), log, **options)
        self.processes.append(program)
        return program

    def make_home(self):
        home = self.scratch / "home"
        environ = os.environ
        if self.visible:
            environ.setdefault("XAUTHORITY", os.path.expanduser("~/.Xauthority"))
        for variable, folder in HOME.items():
            if self.visible and variable == "XDG_RUNTIME_DIR" and variable in environ:
                continue
            path = home / folder
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
            environ[variable] = str(path)
        for variable in UNWANTED:
            environ.pop(variable, None)
        if not self.visible or "UTF-8" not in environ.get("LANG", "").upper():
            environ["LANG"] = "C.UTF-8"
        environ["GTK_MODULES"] = "gail:atk-bridge"

    def start_display(self):
        reading, writing = os.pipe()
        server = self.start("Xvfb", "-displayfd", str(writing), "-screen", "0", self.SIZE,
                            "-nolisten", "tcp", "-noreset", pass_fds=[writing])
        os.close(writing)
        os.environ["DISPLAY"] = ":" + read_line(reading, server, "Xvfb is up")
        os.environ.pop("XAUTHORITY", None)
        self.start("openbox")

    def start_bus(self):
        reading, writing = os.pipe()
        bus = self.start("dbus-daemon", "--session", "--nofork", "--nopidfile",
                         f"--print-address={writing}", pass_fds=[writing])
        os.close(writing)
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = read_line(reading, bus, "the session bus is up")

    def pidgin(self, profile):
        """Starts Pidgin in profile, talkative: its output is its debug log."""
        return self.start("pidgin", "-m", "-d", "-c", str(profile.folder), name="pidgin")

    def screenshot(self, path, window="root"):
        """A picture of the whole screen, or of one window of X. Returns path."""
        subprocess.run(["import", "-silent", "-window", window, str(path)], timeout=20, check=True)
        return path



def has_display():
    """Whether $DISPLAY names a display that lets us in."""
    if not os.environ.get("DISPLAY"):
        return False
    probe = subprocess.run(["xdotool", "getdisplaygeometry"], timeout=10, capture_output=True)
    return probe.returncode == 0
