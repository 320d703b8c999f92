# SPDX-License-Identifier: GPL-2.0-or-later
"""libpurple's own D-Bus interface: sends as scripts do, past every window."""

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

import tap  # noqa: E402

NAME, PATH, INTERFACE = ("im.pidgin.purple.PurpleService", "/im/pidgin/purple/PurpleObject",
                         "im.pidgin.purple.PurpleInterface")
IM, CHAT = 1, 2


class Purple:
    """Calls functions of libpurple in the client that is on the session bus."""

    def __init__(self, address):
        flags = Gio.DBusConnectionFlags
        self.bus = Gio.DBusConnection.new_for_address_sync(
            address, flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION, None, None)

    def call(self, function, *arguments):
        """Calls e.g. "AccountsGetAll"; arguments are int or str."""
        kinds = "".join("i" if isinstance(argument, int) else "s" for argument in arguments)
        answer = self.bus.call_sync(NAME, PATH, INTERFACE, "Purple" + function,
                                    GLib.Variant(f"({kinds})", arguments), None, 0, 10000, None)
        return answer.unpack()[0] if answer.n_children() else None

    def account(self):
        return self.call("AccountsGetAllActive")[0]

    def private(self, who):
        """A conversation with one person; opened if need be."""
        return self.call("ConversationNew", IM, self.account(), who)

    def room(self):
        """The only room that is open, or 0."""
        return next(iter(self.call("GetChats")), 0)

    def open_in_tabs(self, use):
        """Whether new conversations share a window."""
        self.call("PrefsSetBool", "/pidgin/conversations/tabs", int(use))

    def send_private(self, conversation, text):
        self.call("ConvImSend", self.call("ConvIm", conversation), text)

    def send_room(self, conversation, text):
        self.call("ConvChatSend", self.call("ConvChat", conversation), text)

    def disconnect(self):
        self.call("AccountDisconnect", self.account())

    def connect(self):
        self.call("AccountConnect", self.account())

    def ready(self):
        """Whether the client is connected and in its room."""
        try:
            account = self.call("AccountsGetAllActive")
            return bool(account and self.call("AccountIsConnected", account[0]) and self.room()
                        and not self.call("ConvChatHasLeft", self.call("ConvChat", self.room())))
        except GLib.Error:
            return False

    def wait_ready(self):
        tap.until(self.ready, "the client signs on and joins its room", 30)
