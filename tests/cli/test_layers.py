#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The arrows between the folders of plugin/ point one way: in the sources and in what was built."""

import os
import pathlib
import re
import subprocess

BUILD = pathlib.Path(os.environ["DISCRETION_BUILD"])
PLUGIN = pathlib.Path(os.environ["G_TEST_SRCDIR"]).parent / "plugin"

# What each folder may include: its own headers, those below it, and these libraries.
KNOWS = {
    "engine": {"engine"},
    "policy": {"engine", "policy"},
    "purple": {"engine", "policy", "purple"},
    "gtk": {"engine", "policy", "purple", "gtk"},
    "cli": {"engine", "policy", "cli"},
}
FOREIGN = re.compile(
    r"^(purple|pidgin|gtk|gdk|pango|atk|json)_"
)
GTK_HEADERS = re.compile(r"^(gtk|gdk|pango|atk)/|^(gtk|pidgin)[a-z]*\.h$")
PURPLE_HEADERS = {
    "account.h", "conversation.h", "plugin.h", "signals.h", "prpl.h", "core.h", "purple.h",
    "request.h", "notify.h", "util.h", "imgstore.h", "connection.h", "debug.h", "eventloop.h",
}


def includes(folder):
    for path in sorted((PLUGIN / folder).glob("*.[ch]")):
        for line in path.read_text(encoding="utf-8").splitlines():
            found = re.match(r'#include [<"]([^>"]+)[>"]', line)
            if found:
                yield path, found.group(1)


def strays(folder):
    """Includes of a folder that point back."""
    for path, header in includes(folder):
        above = header.split("/")[0]
        if above in KNOWS and above not in KNOWS[folder]:
            yield f"{path}: {header}"
        if folder != "gtk" and GTK_HEADERS.search(header):
            yield f"{path}: {header}"
        if folder not in ("gtk", "purple") and header in PURPLE_HEADERS:
            yield f"{path}: {header}"


def undefined(archive):
    out = subprocess.run(["nm", "--undefined-only", "--format=posix", archive],
                         check=True, capture_output=True, text=True).stdout
    return {line.split()[0] for line in out.splitlines() if " U" in line}


def needed(binary):
    out = subprocess.run(["objdump", "-p", binary], check=True, capture_output=True, text=True).stdout
    return set(re.findall(r"NEEDED\s+(\S+)", out))


def check_sources():
    return [s for folder in KNOWS for s in strays(folder)]


def check_engine_symbols():
    return sorted(s for s in undefined(BUILD / "libengine.a") if FOREIGN.match(s))


def check_engine_reads_files_only_while_loading():
    out = subprocess.run(["nm", "-A", "--undefined-only", BUILD / "libengine.a"],
                         check=True, capture_output=True, text=True).stdout
    opens = re.compile(r":(\w+)\.o:.* U (fopen\w*|open\w*|g_file_\w+|g_fopen|g_open|g_key_file_load_from_file)$")
    loaders = {"keyfile", "rules", "datafile", "staff"}
    return [l for l in out.splitlines() if (m := opens.search(l)) and m.group(1) not in loaders]


def check_nothing_prints():
    """The engine, the policy and the plugins neither print nor log."""
    talk = re.compile(r"\b(g_print|g_printerr|printf|puts|g_message|g_debug|g_info|purple_debug\w*)\s*\(")
    return [f"{path}:{n}: {line.strip()}"
            for folder in ("engine", "policy", "purple", "gtk")
            for path in sorted((PLUGIN / folder).glob("*.c"))
            for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
            if talk.search(line) and "g_markup_printf" not in line]


def check_command_libraries():
    return sorted(l for l in needed(BUILD / "discretion") if re.search("purple|gtk|gdk|pidgin", l))


def check_core_plugin_libraries():
    return sorted(l for l in needed(BUILD / "discretion.so") if re.search("gtk|gdk|pidgin", l))


def main():
    checks = [(name, run) for name, run in sorted(globals().items()) if name.startswith("check_")]
    print(f"1..{len(checks)}")
    for number, (name, run) in enumerate(checks, 1):
        found = run()
        print(f"{'not ok' if found else 'ok'} {number} - /layers/{name[6:]}")
        for stray in found:
            print(f"# {stray}")


main()
