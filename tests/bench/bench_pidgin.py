#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""
What the plugins cost a Pidgin: start-up time and memory, with and without them, in turn.

Start-up ends when Pidgin answers on D-Bus, which it does once its plugins are loaded. Memory is
the process's own (USS: private pages) after that. Prints the medians and their difference.
"""

import os
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "e2e"))

import profile as profiles  # noqa: E402
from desktop import Desktop  # noqa: E402

ROUNDS = 5
OURS = profiles.PLUGINS["gtk-gaim"]


def private_kib(pid):
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_"))


def start_once(desktop, folder, plugins):
    """Seconds to start and private memory in KiB of one Pidgin with these plugins of ours."""
    import bus
    profiles.PLUGINS["gtk-gaim"] = plugins
    profile = profiles.Profile(folder, profiles.loopback_account("nurse", "ward"),
                               protocols=[profiles.LOOPBACK])
    begin = time.monotonic()
    pidgin = desktop.pidgin(profile)
    bus.Purple(os.environ["DBUS_SESSION_BUS_ADDRESS"]).wait_ready()
    seconds = time.monotonic() - begin
    memory = private_kib(pidgin.pid)
    pidgin.terminate()
    return seconds, memory


def main():
    os.environ.setdefault("DISCRETION_DATA", str(profiles.BUILD / "data"))
    figures = {"without": [], "with": []}
    with Desktop() as desktop:
        start_once(desktop, desktop.scratch / "warm-up", OURS)
        for i in range(ROUNDS):
            for name, plugins in (("without", []), ("with", OURS)):
                figures[name].append(start_once(desktop, desktop.scratch / f"{name}-{i}", plugins))
    medians = {name: [statistics.median(column) for column in zip(*rows)] for name, rows in figures.items()}
    for name, (seconds, memory) in medians.items():
        print(f"Pidgin {name:8} the plugins  start {seconds * 1000:6.0f} ms  private memory {memory / 1024:5.1f} MiB")
    seconds, memory = (a - b for a, b in zip(medians["with"], medians["without"]))
    print(f"the plugins                   start {seconds * 1000:6.0f} ms  private memory {memory / 1024:5.1f} MiB")


main()
