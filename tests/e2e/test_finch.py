#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Finch, a client without a window: the same plugin asks there too, and the safe answer comes first."""

import contextlib
import os
import subprocess

import stage
import tap
from desktop import Desktop
from profile import Profile
from tap import true


class Finch:
    """A stage whose client is Finch in a terminal of tmux."""

    def __init__(self, desktop, network, peer):
        self.desktop, self.network, self.peer = desktop, network, peer
        self.profile = Profile(desktop.scratch / "profile", network.account, client="gnt-purple")
        self.socket = str(desktop.scratch / "tmux")
        self.markers = 0
        self.log = desktop.scratch / "finch.log"
        command = f"exec finch -d -c {self.profile.folder} 2> {self.log}"
        self.tmux("-f", "/dev/null", "new-session", "-d", "-x", "120", "-y", "40", command)

    def tmux(self, *arguments):
        done = subprocess.run(["tmux", "-S", self.socket, *arguments], timeout=10, capture_output=True, text=True,
                              check=True)
        return done.stdout

    def screen(self):
        return self.tmux("capture-pane", "-p")

    def wait_screen(self, words):
        tap.until(lambda: words in self.screen(), f"Finch shows {words!r}")

    def press(self, *keys):
        self.tmux("send-keys", *keys)

    def send(self, text):
        self.tmux("send-keys", "-l", text)
        self.wait_screen(text[-12:])
        self.press("Enter")

    def find_room(self):
        """The number of the room's window, as Finch's task bar has it; 0 if there is none."""
        bar = self.screen().rstrip().split("\n")[-1].split("│")
        return next((i for i, title in enumerate(bar, 1) if title.strip().startswith(self.network.title)), 0)

    def go_to_room(self):
        self.peer.wait_for_other("nurse")
        tap.until(self.find_room, "Finch opens the room")
        self.press(f"M-{self.find_room()}")
        self.wait_screen(self.network.title + " ")

    def barrier(self):
        """Returns once everything that Finch has sent so far is at the peer; see Stage.barrier()."""
        import bus
        purple = bus.Purple(os.environ["DBUS_SESSION_BUS_ADDRESS"])
        self.markers += 1
        marker = f"marker {self.markers}"
        purple.send_private(purple.private(self.network.reader), marker)
        tap.until(lambda: marker in self.peer.heard(""), f"{marker} reaches the peer")

    def log_text(self):
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def diagnostics(self):
        yield self.screen()
        yield f"the peer heard: {[message.markup for message in self.peer.messages[-6:]]}"
        yield self.network.server.process.tail(6)

    def stop(self):
        with contextlib.suppress(subprocess.SubprocessError):
            self.tmux("kill-server")


def held_message_is_sent_redacted_by_enter(finch):
    patient = stage.Patient("Drusilla Wintergreen", "4471-9061", "15.08.1955")
    finch.send(patient.message)
    finch.wait_screen("Send redacted")
    finch.barrier()
    for word in patient.words:
        true(word not in finch.peer.wire(), f"{word!r} reached the peer")
        true(word not in finch.log_text(), f"{word!r} stands in Finch's debug log")
    finch.press("Enter")
    tap.until(lambda: patient.redacted() in finch.peer.heard(finch.network.room), "the redacted text reaches the peer")
    finch.barrier()
    tap.equal(finch.peer.heard(finch.network.room), [patient.redacted()], "what the peer heard")


def why_it_was_found_is_told(finch):
    finch.send("Ward 4: MRN 4471-9062 is back")
    finch.wait_screen("Why?")
    finch.press(*["Tab"] * 4, "Enter")
    finch.wait_screen("Why it was found")
    finch.wait_screen("Its likelihood is ")
    finch.press("Enter")
    finch.wait_screen("Send redacted")
    finch.press("Tab", "Tab", "Enter")
    finch.wait_screen("You cancelled this message")
    finch.barrier()
    true("4471-9062" not in finch.peer.wire(), "a cancelled message reached the peer")


def clean_message_leaves_at_once(finch):
    finch.send("Handover is at seven.")
    tap.until(lambda: "Handover is at seven." in finch.peer.heard(finch.network.room), "the message reaches the peer")


@contextlib.contextmanager
def start():
    with Desktop() as desktop, contextlib.ExitStack() as ends:
        os.environ["DISCRETION_DATA"] = str(stage.DATA)
        network = stage.Irc(desktop.scratch)
        ends.callback(network.server.stop)
        peer = network.peer()
        ends.callback(peer.close)
        finch = Finch(desktop, network, peer)
        ends.callback(finch.stop)
        finch.go_to_room()
        yield finch


if __name__ == "__main__":
    tap.run("finch", [held_message_is_sent_redacted_by_enter, why_it_was_found_is_told, clean_message_leaves_at_once],
            start)
