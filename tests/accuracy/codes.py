#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Print what serves each clause of the codes, and how well, as two Markdown tables.

usage: codes.py

The first table has a row for every clause of rules/codes.conf that some rule rests on. A message
of tests/corpus counts for a clause if it is to be held for a family of one of the clause's rules:
"held" is how many of those wait, "by these" in how many one of the clause's own rules spoke, and
"languages" those in which that happened. "alarms" are messages to pass that wait because of one
of these rules.

The second table has the rows that an outgoing message can break, send.jsonl, each with an example
of its own: what became of it and by which rules, or why there is a gap. test_codes.py says when
they stop being true.
"""

import collections
import configparser
import json
import os
import subprocess
import sys

import accuracy

SEND = accuracy.HERE / "send.jsonl"
DATA = accuracy.BUILD / "data"
WAITS = ("hold", "block")


def rules():
    listed = subprocess.run([accuracy.BUILD / "discretion", "rules", "list", "--jsonl", "--data", DATA], check=True,
                            env={**os.environ, "LC_ALL": "C.UTF-8"}, capture_output=True, text=True).stdout
    return [json.loads(line) for line in listed.splitlines()]


def titles():
    """Of every clause, its few words in English."""
    conf = configparser.ConfigParser(delimiters=("=",), comment_prefixes=("#",), interpolation=None)
    conf.optionxform = str
    conf.read(DATA / "codes.conf", encoding="utf-8")
    return {name.removeprefix("code:"): conf[name]["title"] for name in conf.sections() if name.startswith("code:")}


def rows():
    return [json.loads(line) for line in SEND.read_text(encoding="utf-8").splitlines()]


def corpus():
    """Every message of the corpora once, with what is found in it."""
    for name, messages in accuracy.corpora():
        if "/" not in name:  # the others are parts of these
            yield from zip(messages, accuracy.check(messages, "explain"))


def speakers(answer, least=("hint", *WAITS)):
    return {finding["rule"] for finding in answer["findings"] if finding["verdict"] in least}


class Figures:
    """Of one clause, on the corpora."""

    def __init__(self, clause, all_rules):
        self.clause = clause
        self.rules = [rule for rule in all_rules if clause in rule["codes"]]
        self.ids = {rule["id"] for rule in self.rules}
        self.families = sorted({rule["family"] for rule in self.rules})
        self.counts = collections.Counter()
        self.languages = set()

    def count(self, message, answer):
        waits = answer["verdict"] in WAITS
        if message["expect"] != "hold":
            self.counts["pass"] += 1
            self.counts["alarm"] += waits and bool(speakers(answer, WAITS) & self.ids)
        elif set(message["codes"]) & set(self.families):
            mine = bool(speakers(answer) & self.ids)
            self.counts["hold"] += 1
            self.counts["held"] += waits
            self.counts["mine"] += waits and mine
            if mine:
                self.languages.add(message["lang"])

    def cells(self, title):
        n = self.counts
        yield from (self.clause, title, " ".join(self.families), " ".join(rule["id"] for rule in self.rules))
        yield f"{sum(r['match'] for r in self.rules)} / {sum(r['nomatch'] for r in self.rules)}"
        yield " ".join(sorted(self.languages)) or "–"
        yield f"{n['held']} of {n['hold']}"
        yield str(n["mine"])
        yield f"{n['alarm']} of {n['pass']}"


def measure(all_rules, clauses):
    """Figures of each of @clauses that some rule rests on."""
    used = {clause for rule in all_rules for clause in rule["codes"]}
    figures = [Figures(clause, all_rules) for clause in clauses if clause in used]
    for message, answer in corpus():
        for one in figures:
            one.count(message, answer)
    return figures


class Row:
    """A row of send.jsonl, and what became of its example."""

    def __init__(self, given, answer, by_id):
        self.id, self.about, self.families = given["id"], given["about"], given["families"]
        self.gap = given.get("gap")
        self.expects_pass = given.get("expect") == "pass"
        self.answer = answer
        self.resting = [rule["id"] for rule in by_id.values() if self.id in rule["codes"]]
        least = WAITS if self.gap else ("hint", *WAITS)
        self.found_by = sorted(rule for rule in (speakers(answer, least) if answer else ())
                               if by_id[rule]["family"] in self.families)

    @property
    def served(self):
        """A row with an example is what its example shows: something, or with a gap a message that
        waits; a row without one, whether a rule rests on it."""
        if self.answer is None:
            return bool(self.resting)
        if self.expects_pass:
            return self.answer["verdict"] == "pass"
        return bool(self.found_by)

    def cells(self):
        yield from (self.id, self.about, " ".join(self.families) or "–", str(len(self.resting)))
        yield f"gap: {self.gap}" if self.gap else self.answer["verdict"]
        yield " ".join(self.found_by) or "–"


def send(all_rules):
    given = rows()
    by_id = {rule["id"]: rule for rule in all_rules}
    tried = [row for row in given if "text" in row]
    answers = dict(zip((row["id"] for row in tried), accuracy.check(tried, "explain")))
    return [Row(row, answers.get(row["id"]), by_id) for row in given]


def table(heads, lines):
    print("| " + " | ".join(heads) + " |\n|" + " --- |" * len(heads))
    for cells in lines:
        print("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")


def main(arguments):
    if arguments:
        print(__doc__, file=sys.stderr)
        return 2
    all_rules, names = rules(), titles()
    table(["clause", "title", "families", "rules", "match / nomatch", "languages", "held", "by these", "alarms"],
          (one.cells(names[one.clause]) for one in measure(all_rules, names)))
    print()
    table(["row", "what it asks for", "families", "rules that rest on it", "example", "found by"],
          (row.cells() for row in send(all_rules)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
