# SPDX-License-Identifier: GPL-2.0-or-later
"""Everything that a test of one protocol needs: desktop, server, second client, Pidgin."""

import contextlib
import itertools
import json
import os
import subprocess

import tap
from desktop import Desktop
from peer import IrcPeer, XmppPeer
from profile import BUILD, Profile, irc_account, xmpp_account
from servers import Ngircd, Prosody

DATA = os.environ.get("DISCRETION_DATA", str(BUILD / "data"))


class Irc:
    """Pidgin's nurse and the peer's reader in #ward of a real ngircd."""

    title, room, reader = "#ward", "#ward", "reader"

    def __init__(self, scratch):
        self.server = Ngircd(scratch / "ngircd")
        self.account = irc_account(self.server.port, "nurse", self.room)

    def peer(self):
        return IrcPeer(self.server.port, self.reader, self.room)


class Xmpp:
    """Pidgin's nurse and the peer's reader in a room of a real prosody."""

    title, room, reader = "ward", "ward@rooms.localhost", "reader@localhost"

    def __init__(self, scratch):
        self.server = Prosody(scratch / "prosody", ["nurse", "reader"])
        self.account = xmpp_account(self.server, "nurse", "ward")

    def peer(self):
        return XmppPeer(self.server, "reader", "ward")


class Stage:
    """What the cases see. One Pidgin at a time runs on it."""

    def __init__(self, desktop, network, peer, profile):
        self.desktop, self.network, self.peer, self.profile = desktop, network, peer, profile
        self.secrets, self.said, self.markers = [], [], itertools.count(1)

    def start_pidgin(self):
        # AT-SPI and D-Bus are to see this desktop, so they are loaded only now that it is up.
        import bus
        import driver
        self.process = self.desktop.pidgin(self.profile)
        self.pidgin = driver.Pidgin(self.process)
        self.purple = bus.Purple(os.environ["DBUS_SESSION_BUS_ADDRESS"])
        self.wait_ready()
        self.conversation = self.pidgin.conversation(self.network.title)

    def wait_ready(self):
        self.purple.wait_ready()
        self.peer.wait_for_other("nurse")

    def quit_pidgin(self):
        """Ends Pidgin as the end of a session does, and waits until the peer has seen it go."""
        tap.equal(self.process.terminate(), 0, "Pidgin's exit status")
        tap.until(lambda: "nurse" not in self.peer.others, "the peer sees nurse leave")

    def patient(self, name, record, born, in_room=True):
        """A message that names an invented patient, new for every case; the room's or another conversation's."""
        self.secrets += [name, record, born]
        patient = Patient(name, record, born, list(self.said) if in_room else [])
        if in_room:
            self.said.append(patient.message)
        return patient

    def room_heard(self):
        return self.peer.heard(self.network.room)

    def wait_heard(self, count):
        """Waits until the peer has heard count messages in the room, and no more. Returns them."""
        tap.until(lambda: len(self.room_heard()) >= count, f"message {count} reaches the peer")
        self.barrier()
        heard = self.room_heard()
        tap.equal(len(heard), count, f"messages at the peer ({heard})")
        return heard

    def barrier(self):
        """
        Returns once everything that Pidgin has sent so far is at the peer.

        A connection keeps its order: what was sent before this private message is there when it is.
        """
        marker = f"marker {next(self.markers)}"
        conversation = self.purple.private(self.network.reader)
        self.purple.send_private(conversation, marker)
        tap.until(lambda: marker in self.peer.heard(""), f"{marker} reaches the peer")

    def nothing_left(self, patient):
        """Fails if a word about patient has left, or stands in Pidgin's debug log."""
        self.barrier()
        for word in patient.words:
            tap.true(word not in self.peer.wire(), f"{word!r} reached the peer")
            tap.true(word not in self.process.output(), f"{word!r} stands in Pidgin's debug log")

    def audit(self):
        """Records of decisions, oldest first."""
        path = self.profile.folder / "discretion" / "audit.jsonl"
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []

    def diagnostics(self):
        picture = BUILD / "e2e-failure.png"
        yield f"screenshot: {self.desktop.screenshot(picture)}"
        yield f"the peer heard: {[message.markup for message in self.peer.messages[-6:]]}"
        for program in (self.network.server.process, self.process):
            yield f"{program.name}:\n{program.tail(8)}"


class Patient:
    """An invented patient and a message about them, after others in the same conversation."""

    def __init__(self, name, record, born, before=()):
        self.before = before
        self.words = (name.split()[-1], record, born)
        self.message = f"Could someone see Mrs {name}, MRN {record}, born {born}, before lunch?"

    def redacted(self, key="redacted"):
        """What the command makes of the message: another way to the same engine."""
        requests = [json.dumps({"text": text, "setting": "group-chat", "conv": "here"})
                    for text in (*self.before, self.message)]
        answer = subprocess.run([BUILD / "discretion", "check", "--jsonl", "--generalise", "--data", DATA],
                                input="\n".join(requests) + "\n", capture_output=True, text=True, timeout=20,
                                check=True)
        return json.loads(answer.stdout.splitlines()[-1])[key]


@contextlib.contextmanager
def pidgin(network_class, data=DATA, desktop=Desktop):
    """A Stage with a Pidgin that has both plugins on and is in the room."""
    with desktop() as desktop, contextlib.ExitStack() as ends:
        os.environ["DISCRETION_DATA"] = str(data)
        network = network_class(desktop.scratch)
        ends.callback(network.server.stop)
        peer = network.peer()
        ends.callback(peer.close)
        stage = Stage(desktop, network, peer, Profile(desktop.scratch / "profile", network.account))
        try:
            stage.start_pidgin()
        except Exception:
            for line in stage.diagnostics():
                print(tap.comment(line), flush=True)
            raise
        yield stage
