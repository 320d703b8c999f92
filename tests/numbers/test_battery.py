#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Generated numbers of every scheme: a seeded sample of what `make numbers` counts in full."""

import battery

COUNT = 250
SEED = "check"


def first(cases):
    (text, start, end), answer = cases[0]
    return f"{text[:start]}[{text[start:end]}]{text[end:]}", answer["verdict"], answer["findings"]


def main():
    failed = 0
    print(f"1..{len(battery.EVERYTHING)}")
    print(f"# {battery.HEADER}")
    for i, tally in enumerate(battery.run_all(battery.EVERYTHING, COUNT, SEED), 1):
        good = tally.valid_found == tally.valid and tally.invalid_found == 0 and \
            tally.slips_held == tally.slips
        failed += not good
        print(f"{'' if good else 'not '}ok {i} - {tally.scheme.name}")
        print(f"# {battery.line(tally)}")
        if tally.missed:
            print("# not found:", *first(tally.missed))
        if tally.alarms:
            print("# found, but invalid:", *first(tally.alarms))
        if tally.loose:
            print("# labelled and not held:", *first(tally.loose))
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
