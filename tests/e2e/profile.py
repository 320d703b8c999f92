# SPDX-License-Identifier: GPL-2.0-or-later
"""A scratch profile of libpurple: accounts, rooms to join, plugins to load."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

BUILD = Path(os.environ.get("DISCRETION_BUILD", Path(__file__).parents[2] / "build")).absolute()

LOOPBACK = BUILD / "tests" / "loopback" / "loopback.so"
PLUGINS = {"gtk-gaim": ["discretion.so", "discretion-pidgin.so"], "gnt-purple": ["discretion.so"]}


@dataclass
class Account:
    """
    An account that signs on at the start, and a room that it joins then.

    protocol is libpurple's id, settings what its protocol knows, room the parts that name the room.
    """

    protocol: str
    name: str
    password: str = ""
    settings: dict = field(default_factory=dict)
    room: dict = field(default_factory=dict)


def irc_account(port, nick, channel):
    settings = {"port": port, "ssl": False, "ratelimit-interval": 0}
    return Account("prpl-irc", f"{nick}@127.0.0.1", "", settings, {"channel": channel})


def xmpp_account(server, nick, room):
    settings = {"port": server.port, "connect_server": "127.0.0.1",
                "connection_security": "opportunistic_tls", "auth_plain_in_clear": True}
    parts = {"room": room, "server": server.ROOMS, "handle": nick}
    return Account("prpl-jabber", f"{nick}@{server.HOST}/test", server.PASSWORD, settings, parts)


def loopback_account(name, room):
    return Account("prpl-discretion-loopback", name, "", {}, {"room": room})


class Profile:
    """
    Writes the profile into folder; client is "gtk-gaim" (Pidgin) or "gnt-purple" (Finch).

    Protocols are plugins that libpurple loads by itself.
    """

    def __init__(self, folder, account, client="gtk-gaim", protocols=()):
        self.folder = folder
        self.account = account
        self.client = client
        (folder / "plugins").mkdir(parents=True)
        self.paths = [self.install(BUILD / name) for name in PLUGINS[client]]
        for protocol in protocols:
            self.install(protocol)
        self.write("accounts.xml", self.accounts())
        self.write("blist.xml", self.buddies())
        self.write("status.xml", self.statuses())
        self.write("prefs.xml", self.preferences())

    def install(self, plugin):
        """Puts a plugin into the profile's own folder of plugins, where libpurple looks first."""
        if not plugin.exists():
            raise FileNotFoundError(f"{plugin} is not built; run make, or name the build folder in DISCRETION_BUILD")
        link = self.folder / "plugins" / plugin.name
        link.symlink_to(plugin)
        return link

    def write(self, name, body):
        (self.folder / name).write_text(f"<?xml version='1.0' encoding='UTF-8' ?>\n{body}\n", encoding="utf-8")

    def accounts(self):
        account = self.account
        settings = "".join(setting(name, value) for name, value in account.settings.items())
        return f"""<account version='1.0'><account><protocol>{account.protocol}</protocol>
<name>{escape(account.name)}</name><password>{escape(account.password)}</password>
<settings>{settings}</settings>
<settings ui='{self.client}'>{setting("auto-login", True)}</settings></account></account>"""

    def buddies(self):
        account = self.account
        parts = "".join(f"<component name={quoteattr(name)}>{escape(value)}</component>"
                        for name, value in account.room.items())
        autojoin = f"{setting('gtk-autojoin', True)}{setting('gnt-autojoin', True)}"
        return f"""<purple version='1.0'><blist><group name='Rooms'>
<chat proto='{account.protocol}' account={quoteattr(account.name)}>{parts}{autojoin}</chat>
</group></blist><privacy/></purple>"""

    def statuses(self):
        return """<statuses version='1.0'><status name='Here' created='1700000000' lastused='1700000000'
usage_count='1'><state>available</state></status></statuses>"""

    def preferences(self):
        loaded = "".join(f"<item value={quoteattr(str(path))}/>" for path in self.paths)
        plugins = pref("plugins", pref("loaded", loaded, "pathlist"))
        status = pref("savedstatus", pref("default", 1700000000) + pref("startup", 1700000000))
        logging = pref("logging", pref("log_ims", False) + pref("log_chats", False) + pref("log_system", False))
        windows = pref("conversations", pref("tabs", False))
        quiet = pref("sound", pref("method", "none"))
        return ("<pref version='1' name='/'>" + pref("purple", status + logging)
                + pref("pidgin", plugins + windows + quiet) + pref("finch", plugins) + "</pref>")

    def files_with(self, words):
        """Files of the profile that hold one of words; plugins are not looked into."""
        encoded = [word.encode() for word in words]
        files = [path for path in self.folder.rglob("*") if path.is_file() and path.suffix != ".so"]
        return [str(path) for path in files if any(word in path.read_bytes() for word in encoded)]


def kind(value):
    return {bool: "bool", int: "int", str: "string"}[type(value)]


def setting(name, value):
    text = int(value) if isinstance(value, bool) else value
    return f"<setting name={quoteattr(name)} type='{kind(value)}'>{escape(str(text))}</setting>"


def pref(name, value, type_=None):
    """A preference, or with XML for its value the folder name (type_ None) or a list."""
    if isinstance(value, str) and (value.startswith("<") or not value):
        attributes = f" type='{type_}'" if type_ else ""
        return f"<pref name='{name}'{attributes}>{value}</pref>"
    text = int(value) if isinstance(value, bool) else value
    return f"<pref name='{name}' type='{kind(value)}' value={quoteattr(str(text))}/>"
