# SPDX-License-Identifier: GPL-2.0-or-later
"""Second clients: what arrives here has left Pidgin. Sockets only, no library between."""

import base64
import socket
import threading
import xml.etree.ElementTree as ET
from dataclasses import dataclass

import tap


@dataclass(frozen=True)
class Message:
    """
    Something that somebody said.

    room is empty for a private message, text the plain body, markup all that came on the wire.
    """

    room: str
    sender: str
    text: str
    markup: str


class Peer:
    """A connection, read by a thread of its own into a list of messages."""

    def __init__(self, port):
        self.messages = []
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=10)
        self.joined = threading.Event()
        self.others = set()

    def listen(self):
        self.socket.settimeout(None)
        threading.Thread(target=self.read_all, daemon=True).start()

    def read_all(self):
        try:
            while data := self.socket.recv(65536):
                self.feed(data)
        except OSError:
            pass

    def write(self, text):
        self.socket.sendall(text.encode())

    def wait_joined(self):
        tap.true(self.joined.wait(10), "the peer could not join the room")

    def wait_for_other(self, nick):
        tap.until(lambda: nick in self.others, f"{nick} joins the room", 20)

    def heard(self, room):
        """Texts that came from that room ("" for private ones), in order."""
        return [message.text for message in list(self.messages) if message.room == room]

    def wire(self):
        """All that ever came, for searching in it."""
        return "\n".join(message.markup for message in list(self.messages))

    def close(self):
        try:
            self.socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self.socket.close()


class IrcPeer(Peer):
    """An IRC client in one channel."""

    def __init__(self, port, nick, channel):
        super().__init__(port)
        self.nick, self.channel, self.rest = nick, channel, b""
        self.write(f"NICK {nick}\r\nUSER {nick} 0 * :{nick}\r\n")
        self.listen()
        self.wait_joined()

    def feed(self, data):
        *lines, self.rest = (self.rest + data).split(b"\r\n")
        for line in lines:
            self.read_line(line.decode(errors="replace"))

    def read_line(self, line):
        if line.startswith("PING"):
            self.write("PONG" + line[4:] + "\r\n")
            return
        prefix, _, rest = line[1:].partition(" ")
        command, _, parameters = rest.partition(" ")
        sender = prefix.partition("!")[0]
        if command == "001":
            self.write(f"JOIN {self.channel}\r\n")
        elif command == "JOIN" and sender == self.nick:
            self.joined.set()
        elif command == "JOIN":
            self.others.add(sender)
        elif command in ("QUIT", "PART"):
            self.others.discard(sender)
        elif command in ("PRIVMSG", "NOTICE"):
            self.add(sender, parameters, line)

    def add(self, sender, parameters, line):
        target, _, text = parameters.partition(" :")
        room = target if target.startswith("#") else ""
        self.messages.append(Message(room, sender, text, line))


class XmppPeer(Peer):
    """An XMPP client in one multi-user chat room."""

    CLIENT = "jabber:client"
    STREAM = ("<?xml version='1.0'?><stream:stream to='{}' version='1.0' xmlns='jabber:client'"
              " xmlns:stream='http://etherx.jabber.org/streams'>")

    def __init__(self, server, nick, room):
        super().__init__(server.port)
        self.nick, self.room, self.host = nick, f"{room}@{server.ROOMS}", server.HOST
        self.open_stream()
        self.expect("features")
        secret = base64.b64encode(f"\0{nick}\0{server.PASSWORD}".encode()).decode()
        self.write(f"<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>{secret}</auth>")
        self.expect("success")
        self.open_stream()
        self.expect("features")
        self.write("<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>")
        self.expect("iq")
        self.write(f"<presence/><presence to='{self.room}/{nick}'><x xmlns='http://jabber.org/protocol/muc'/></presence>")
        self.listen()
        self.wait_joined()

    def open_stream(self):
        self.parser, self.depth, self.ready = ET.XMLPullParser(["start", "end"]), 0, []
        self.write(self.STREAM.format(self.host))

    def expect(self, name):
        """Reads until a stanza of that name is there; while connecting only."""
        while True:
            while self.ready:
                if local(self.ready.pop(0)) == name:
                    return
            data = self.socket.recv(65536)
            tap.true(data, f"the XMPP server hung up before <{name}>")
            self.parse(data)

    def parse(self, data):
        self.parser.feed(data)
        for event, element in self.parser.read_events():
            self.depth += 1 if event == "start" else -1
            if event == "end" and self.depth == 1:
                self.ready.append(element)

    def feed(self, data):
        self.parse(data)
        while self.ready:
            self.read_stanza(self.ready.pop(0))

    def read_stanza(self, stanza):
        source, _, nick = stanza.get("from", "").partition("/")
        if local(stanza) == "presence" and source == self.room:
            self.read_presence(stanza, nick)
        elif local(stanza) == "message":
            self.read_message(stanza, source, nick)
        elif local(stanza) == "iq" and stanza.get("type") in ("get", "set"):
            self.write(f"<iq type='error' id='{stanza.get('id')}' to='{stanza.get('from')}'><error type='cancel'>"
                       "<service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>")

    def read_presence(self, stanza, nick):
        if stanza.get("type") == "unavailable":
            self.others.discard(nick)
        elif nick == self.nick:
            self.joined.set()
        else:
            self.others.add(nick)

    def read_message(self, stanza, source, nick):
        body = stanza.find(f"{{{self.CLIENT}}}body")
        markup = ET.tostring(stanza, encoding="unicode")
        if body is None:
            text = ""
        else:
            text = body.text or ""
        groupchat = stanza.get("type") == "groupchat"
        if body is not None or "subject" not in markup:
            self.messages.append(Message(source if groupchat else "", nick if groupchat else source, text, markup))


def local(element):
    return element.tag.rpartition("}")[2]
