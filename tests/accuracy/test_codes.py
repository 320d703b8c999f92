#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Every row of the codes that an outgoing message can break is served or named as a gap, and no gap is served."""

import sys

import codes


def main():
    all_rules, clauses = codes.rules(), codes.titles()
    rows = codes.send(all_rules)
    known = {row.id for row in rows}
    tests = [(f"{row.id} is {'a gap' if row.gap else 'served'}: {row.about}", row.served != bool(row.gap),
              f"found by {row.found_by}, rules that rest on it: {row.resting}") for row in rows]
    tests += [(f"{one} of codes.conf is told of", one in clauses, "a row names a clause that there is not")
              for one in sorted(known) if not one.startswith("SCENARIO-")]
    tests += [(f"{rule['id']} rests on clauses that are there", set(rule["codes"]) <= set(clauses), rule["codes"])
              for rule in all_rules]
    tests.append(("no row stands twice", len(known) == len(rows), f"{len(rows)} rows, {len(known)} names"))
    print(f"1..{len(tests)}")
    for n, (name, ok, why) in enumerate(tests, 1):
        print(f"{'ok' if ok else 'not ok'} {n} - {name}")
        if not ok:
            print(f"# {why}")
    return not all(ok for _, ok, _ in tests)


if __name__ == "__main__":
    sys.exit(main())
