#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""No figure of detection gets worse than gate.json, which `accuracy.py --raise` only ever raises."""

import json
import subprocess
import sys

import accuracy


def main():
    wanted = json.loads(accuracy.GATE.read_text(encoding="utf-8"))
    reached = accuracy.reached()
    tests = [(part, key, floor) for part, floors in wanted.items() for key, floor in floors.items()]
    print(f"1..{len(tests) + 1}")
    scorer = subprocess.run([sys.executable, accuracy.HERE / "verdict.py", "--self-test"], capture_output=True)
    failed = scorer.returncode != 0
    print(f"{'not ok' if failed else 'ok'} 1 - the scorer scores as it should")
    for n, (part, key, floor) in enumerate(tests, 2):
        value = reached.get(part, {}).get(key)
        ok = value is not None and accuracy.better(key, value, floor) == value
        failed |= not ok
        print(f"{'ok' if ok else 'not ok'} {n} - {part}, {key} is {value}, the gate {floor}")
    return failed


if __name__ == "__main__":
    sys.exit(main())
