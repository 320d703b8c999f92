#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Numbers that identify nobody hold no message: every line of harmless.txt passes or hints."""

import os
import pathlib

import battery

FILE = pathlib.Path(__file__).with_name("harmless.txt")
AT_LEAST = 600
SETTINGS = ("group-chat", "direct")


def messages():
    """(line number, text) of the messages."""
    for number, line in enumerate(FILE.read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            yield number, line


def main():
    cases = [(number, text, setting) for number, text in messages() for setting in SETTINGS]
    answers = battery.ask([text for _, text, _ in cases], [setting for _, _, setting in cases])
    failed = 0
    print(f"1..{len(cases) + 1}")
    for i, ((number, text, setting), answer) in enumerate(zip(cases, answers), 1):
        held = battery.is_held(answer)
        failed += held
        print(f"{'not ' if held else ''}ok {i} - harmless.txt:{number} {setting}")
        if held:
            found = [(f["rule"], text[f["start"]:f["end"]], f["score"]) for f in answer["findings"]]
            print(f"# {os.path.relpath(FILE)}:{number}: {text!r} is held for {found}")
    enough = len({text for _, text, _ in cases}) >= AT_LEAST
    print(f"{'' if enough else 'not '}ok {len(cases) + 1} - at least {AT_LEAST} messages")
    return 1 if failed or not enough else 0


if __name__ == "__main__":
    raise SystemExit(main())
