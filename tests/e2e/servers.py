# SPDX-License-Identifier: GPL-2.0-or-later
"""A real IRC server and a real XMPP server on free ports of the loopback interface."""

import socket
import subprocess

import process
import tap


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def accepts(port):
    with socket.socket() as client:
        client.settimeout(1.0)
        return client.connect_ex(("127.0.0.1", port)) == 0


class Server:
    """Common to both: a folder for its files, a port, a process."""

    def __init__(self, folder):
        self.folder = folder
        self.port = free_port()
        folder.mkdir()

    def start(self, arguments):
        self.process = process.Process(arguments, self.folder / "output.log")
        tap.until(self.ready, f"{self.process.name} accepts connections")

    def ready(self):
        self.process.check()
        return accepts(self.port)

    def stop(self):
        self.process.stop()


class Ngircd(Server):
    """ngircd."""

    CONFIG = """\
[Global]
Name = irc.test
Info = test
Listen = 127.0.0.1
Ports = {port}
MotdPhrase = test
PidFile = {folder}/pid
[Limits]
MaxConnectionsIP = 0
MaxJoins = 0
MaxPenaltyTime = 0
[Options]
DNS = no
Ident = no
PAM = no
SyslogFacility = local7
"""

    def __init__(self, folder):
        super().__init__(folder)
        config = folder / "ngircd.conf"
        config.write_text(self.CONFIG.format(port=self.port, folder=folder))
        self.start(["/usr/sbin/ngircd", "-n", "-f", str(config)])


class Prosody(Server):
    """prosody with multi-user chat at ROOMS and users whose password is PASSWORD."""

    HOST = "localhost"
    ROOMS = "rooms.localhost"
    PASSWORD = "secret"
    CONFIG = """\
run_as_root = true
pidfile = "{folder}/pid"
data_path = "{folder}/data"
log = {{ {{ levels = {{ min = "info" }}, to = "console" }} }}
modules_enabled = {{ "roster", "saslauth", "disco", "ping" }}
modules_disabled = {{ "s2s", "http", "tls", "offline" }}
authentication = "internal_plain"
c2s_require_encryption = false
allow_unencrypted_plain_auth = true
interfaces = {{ "127.0.0.1" }}
c2s_ports = {{ {port} }}
c2s_direct_tls_ports = {{ }}
VirtualHost "localhost"
Component "rooms.localhost" "muc"
    muc_room_locking = false
"""

    def __init__(self, folder, users):
        super().__init__(folder)
        config = folder / "prosody.cfg.lua"
        config.write_text(self.CONFIG.format(port=self.port, folder=folder))
        (folder / "data").mkdir()
        for user in users:
            subprocess.run(
                ["prosodyctl", "--root", "--config", str(config), "register", user, self.HOST, self.PASSWORD],
                check=True, timeout=20, stdin=subprocess.DEVNULL, capture_output=True)
        self.start(["prosody", "--config", str(config), "-F"])
