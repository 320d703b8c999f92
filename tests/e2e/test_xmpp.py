#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""A real Pidgin in a room of a real XMPP server."""

import cases
import stage
import tap

if __name__ == "__main__":
    tap.run("xmpp", cases.ALL, lambda: stage.pidgin(stage.Xmpp))
