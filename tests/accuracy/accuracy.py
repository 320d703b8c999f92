#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Measure what the built command finds on every corpus of tests/corpus.

usage: accuracy.py            print the figures of each corpus, each half, language, code, setting, type and tag
       accuracy.py --raise    write the figures reached into gate.json where they are better

test_accuracy.py holds every later version to gate.json.

Corpora are halved: rules were developed on the first half of each, the second half was only ever
measured on. Shares are of one hundred; verdict.py says what each means. "direct" leaves out what
only a combination of details gives away, and conversations.
"""

import json
import math
import os
import pathlib
import subprocess
import sys

import verdict

HERE = pathlib.Path(__file__).resolve().parent
CORPORA = HERE.parent / "corpus"
BUILD = pathlib.Path(os.environ.get("DISCRETION_BUILD", HERE.parent.parent / "build"))
GATE = HERE / "gate.json"
KEYS = ["id", "text", "setting", "conv"]  # what the engine is told: never the language
MORE_IS_BETTER = {"hold_recall": True, "false_alarms": False, "right_code": True, "leak": False, "over": False}
TAGS = ["lowername", "obfusc", "wordname", "hardneg"]


def read(folder):
    with open(CORPORA / folder / "corpus.jsonl", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def halves(name, messages):
    """The messages with even numbers, which are developed on, and those with odd ones, which nobody reads."""
    yield f"{name}/developed", [m for m in messages if int(m["id"][3:]) % 2 == 0]
    yield f"{name}/held out", [m for m in messages if int(m["id"][3:]) % 2 == 1]


def corpora():
    """Name and messages of each part, the developed half of a corpus before the one held out."""
    first = read(".")
    yield from halves("first", first)
    yield "first", first
    hard = {name: read(folder) for name, folder in (("hard/developed", "dev"), ("hard/developed later", "dev2"),
                                                    ("hard/held out", "held"))}
    yield from hard.items()
    yield "hard", [m for messages in hard.values() for m in messages]
    yield "third/confidentiality", read("dev3")
    yield "third/conduct", read("dev4")
    yield from halves("fourth", read("dev5"))


def check(messages, command="check"):
    asked = "".join(json.dumps({k: m[k] for k in KEYS if k in m}) + "\n" for m in messages)
    environment = {"DISCRETION_DATA": str(BUILD / "data"), **os.environ, "LC_ALL": "C.UTF-8"}
    answer = subprocess.run([BUILD / "discretion", command, "--jsonl"], input=asked, env=environment,
                            capture_output=True, text=True, encoding="utf-8", check=True)
    return [json.loads(line) for line in answer.stdout.splitlines()]


def is_direct(message):
    """Whether one message alone, by what names somebody directly, decides the verdict."""
    together = (message["expect"] == "hold" and message["codes"] == ["CONF"]
                and all(s["type"] in verdict.LOOSE for s in message["spans"]))
    return "conv" not in message and not together


def measure(messages, answers):
    counts, per, _ = verdict.score(messages, answers)
    figures = verdict.figures(counts)
    return {k: 100 * figures[k] for k in MORE_IS_BETTER}, counts, per


def line(figures, counts):
    """Recall  alarms  code  leak  over, a dash where there was nothing to find."""
    columns = (("recall", "hold_recall", "hold"), ("alarms", "false_alarms", "pass"),
               ("code", "right_code", "held"), ("leak", "leak", "chars"), ("over", "over", "clean"))
    shown = "  ".join(f"{name} " + (f"{figures[key]:5.1f}" if counts[of] else "    –")
                      for name, key, of in columns)
    return f"{shown}   ({counts['hold']} to hold, {counts['pass']} to pass)"


def report():
    for name, messages in corpora():
        answers = check(messages)
        print(f"\n{name}")
        direct = [m for m in messages if is_direct(m)]
        figures, counts, per = measure(direct, answers)
        print(f"  {'direct':14}{line(figures, counts)}")
        figures, counts, _ = measure(messages, answers)
        print(f"  {'all':14}{line(figures, counts)}")
        for tag in TAGS:
            tagged = [m for m in direct if tag in m.get("tags", [])]
            figures, counts, _ = measure(tagged, answers)
            print(f"  {tag:14}{line(figures, counts)}")
        for kind in ("lang", "code", "setting", "type"):
            for value, n in sorted(per[kind].items()):
                alarms = f"   alarms {verdict.pct(n['alarm'], n['pass'])} of {n['pass']:3}" if n["pass"] else ""
                found = "covered" if kind == "type" else "held"
                print(f"  {value:14}{found:7} {verdict.pct(n['held'], n['hold'])} of {n['hold']:3}{alarms}")


def reached():
    """Whole percents, on the side that a figure has safely reached; languages apart."""
    result = {}
    for name, messages in corpora():
        answers = check(messages)
        direct = [m for m in messages if is_direct(m)]
        parts = {name: direct}
        if "/" not in name:  # the halves hold too few of a language
            parts |= {f"{name}/{lang}": [m for m in direct if m["lang"] == lang]
                      for lang in sorted({m["lang"] for m in direct})}
        for part, some in parts.items():
            figures, _, _ = measure(some, answers)
            wanted = MORE_IS_BETTER if part == name else ("hold_recall", "false_alarms")
            result[part] = {k: math.floor(figures[k] + 1e-9) if MORE_IS_BETTER[k] else math.ceil(figures[k] - 1e-9)
                            for k in wanted}
    return result


def better(key, a, b):
    return max(a, b) if MORE_IS_BETTER[key] else min(a, b)


def raise_gate():
    gate = json.loads(GATE.read_text(encoding="utf-8")) if GATE.exists() else {}
    for part, figures in reached().items():
        floor = gate.setdefault(part, {})
        for key, value in figures.items():
            floor[key] = better(key, floor.get(key, value), value)
    GATE.write_text(json.dumps(gate, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def main(arguments):
    if arguments == ["--raise"]:
        return raise_gate()
    if arguments:
        print(__doc__, file=sys.stderr)
        return 2
    return report()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
