# SPDX-License-Identifier: GPL-2.0-or-later
"""A desktop of our own: display, window manager, bus. The user's home is never touched."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import process
import tap


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

    With visible=True windows appear on the display that $DISPLAY names.
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
        for variable, folder in (("HOME", ""), ("XDG_CONFIG_HOME", ".config"), ("XDG_CACHE_HOME", ".cache"),
                                 ("XDG_DATA_HOME", ".local/share"), ("XDG_RUNTIME_DIR", "run")):
            path = home / folder
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
            if variable == "HOME" and self.visible and "XAUTHORITY" not in os.environ:
                os.environ["XAUTHORITY"] = os.path.expanduser("~/.Xauthority")
            os.environ[variable] = str(path)
        for variable in ("LC_ALL", "LANGUAGE", "AT_SPI_BUS_ADDRESS", "SESSION_MANAGER", "GTK2_RC_FILES",
                         # Pidgin and GTK 2 have warnings of their own.
                         "G_DEBUG"):
            os.environ.pop(variable, None)
        if not self.visible:
            os.environ["LANG"] = "C.UTF-8"
        elif "UTF-8" not in os.environ.get("LANG", ""):
            os.environ["LANG"] = "C.UTF-8"
        os.environ["GTK_MODULES"] = "gail:atk-bridge"
        os.environ.pop("NO_AT_BRIDGE", None)

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

    def screenshot(self, path):
        """A picture of the whole screen. Returns path."""
        subprocess.run(["import", "-silent", "-window", "root", str(path)], timeout=20, check=True)
        return path



def has_display():
    """Whether $DISPLAY names a display that lets us in."""
    if not os.environ.get("DISPLAY"):
        return False
    probe = subprocess.run(["xdotool", "getdisplaygeometry"], timeout=10, capture_output=True)
    return probe.returncode == 0
