#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""
Speed and accuracy beside redaction libraries of others, on the same input in the same run.

usage: bench_peers.py FOLDER     FOLDER is where npm installed them, see the Makefile

Speed is that of whole processes, start-up included: each reads the messages of tests/corpus as
JSON Lines, repeated to LINES lines, from a file and writes its answers to a file. They take
turns, ROUNDS times; the fastest round of each counts. Processor time stands beside it, for a
machine that has other things to do. The libraries redact, `discretion check --jsonl` judges and
redacts.

Accuracy is what tests/accuracy/verdict.py says, on all messages of each corpus. The libraries know
no verdict and no code: whatever they find counts as a held message.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "accuracy"))

import accuracy  # noqa: E402

LINES = 20_000
ROUNDS = 3
GOALS = {"redact-pii": 8, "openredaction": 25}
OURS = "discretion"
ENVIRONMENT = {"DISCRETION_DATA": str(accuracy.BUILD / "data"), **os.environ, "LC_ALL": "C.UTF-8"}


def commands(folder, *options):
    driver = Path(__file__).with_name("peer.mjs")
    yield OURS, [accuracy.BUILD / "discretion", "check", "--jsonl"]
    for name in GOALS:
        yield name, ["node", driver, name, folder, *options]


def lines(messages, n):
    """@n lines, none with the id of another."""
    for i in range(n):
        yield json.dumps({"id": i, "text": messages[i % len(messages)]["text"]}, ensure_ascii=False) + "\n"


def processor_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def seconds(command, path, answers):
    """By the clock, and of processor time."""
    with open(path, "rb") as source, open(answers, "wb") as sink:
        begin, used = time.monotonic(), processor_seconds()
        subprocess.run(command, stdin=source, stdout=sink, env=ENVIRONMENT, check=True)
        took = time.monotonic() - begin, processor_seconds() - used
    with open(answers, "rb") as written:
        answered = sum(1 for _ in written)
    if answered != LINES:
        raise SystemExit(f"{command[0]}: {answered} answers to {LINES} lines")
    return took


def speed(folder):
    fastest = {}
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch, "messages.jsonl")
        path.write_text("".join(lines(accuracy.read("."), LINES)), encoding="utf-8")
        for _ in range(ROUNDS):
            for name, command in commands(folder):
                took = seconds(command, path, Path(scratch, "answers.jsonl"))
                fastest[name] = tuple(map(min, took, fastest.get(name, took)))
    print(f"{LINES} messages, whole processes, the fastest of {ROUNDS} rounds in turn")
    for name, (took, used) in fastest.items():
        times, times_used = took / fastest[OURS][0], used / fastest[OURS][1]
        goal = f"   {times:5.1f} times as long, {times_used:5.1f} of processor time, goal {GOALS[name]}" \
            if name in GOALS else ""
        each = f"{used / LINES * 1e6:7.1f} us of processor time each"
        print(f"  {name:14} {LINES / took:9.0f} messages a second   {each}{goal}")


def answer(command, messages):
    asked = "".join(json.dumps({k: m[k] for k in accuracy.KEYS if k in m}) + "\n" for m in messages)
    done = subprocess.run(command, input=asked, env=ENVIRONMENT, capture_output=True, text=True, encoding="utf-8",
                          check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def quality(folder):
    print("\nAll messages, conversations and combinations included; over is over-redaction")
    for part, messages in accuracy.corpora():
        for name, command in commands(folder, "--spans"):
            figures, counts, _ = accuracy.measure(messages, answer(command, messages))
            if name != OURS:
                counts["held"] = 0  # they name no code
            print(f"  {part:16} {name:14} {accuracy.line(figures, counts)}", flush=True)


def main(arguments):
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    speed(arguments[0])
    quality(arguments[0])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
