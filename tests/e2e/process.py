# SPDX-License-Identifier: GPL-2.0-or-later
"""Programs that the tests start and stop."""

import os
import signal
import subprocess

import tap


class Process:
    """A program with its output in a file; it dies with the test, whatever happens to that."""

    def __init__(self, arguments, log, env=None, **options):
        self.name = os.path.basename(arguments[0])
        self.log = log
        with open(log, "ab") as out:
            self.child = subprocess.Popen(
                ["setpriv", "--pdeathsig", "KILL", *arguments],
                stdin=subprocess.DEVNULL, stdout=out, stderr=out, env=env,
                start_new_session=True, **options)

    @property
    def pid(self):
        return self.child.pid

    def running(self):
        return self.child.poll() is None

    def check(self):
        """Fails if the program has ended; to be called while waiting for it."""
        if not self.running():
            raise tap.Failure(f"{self.name} ended with {self.child.returncode}: {self.tail(5)}")

    def terminate(self, timeout=10.0):
        """Asks the program to end, and waits until it has. Returns its exit status."""
        if self.running():
            self.child.terminate()
        try:
            return self.child.wait(timeout)
        except subprocess.TimeoutExpired:
            raise tap.Failure(f"{self.name} does not end on SIGTERM") from None

    def wait(self, timeout):
        """Waits until the program ends, but not longer than timeout seconds."""
        try:
            self.child.wait(timeout)
        except subprocess.TimeoutExpired:
            pass

    def stop(self):
        """Ends the program and whatever it started, by force if need be."""
        try:
            self.terminate(3.0)
        except tap.Failure:
            pass
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.child.wait()

    def output(self):
        with open(self.log, encoding="utf-8", errors="replace") as file:
            return file.read()

    def tail(self, count=12):
        return "\n".join(self.output().split("\n")[-count - 1:])
