#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""discretion rules: faults with their lines, the cases, and what is in force."""

import json
import os
import pathlib
import shutil
import subprocess
import tempfile

COMMAND = os.path.join(os.environ["DISCRETION_BUILD"], "discretion")
DATA = pathlib.Path(__file__).parent / "data"
ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": ""}


def run(*arguments, data=DATA):
    return subprocess.run([COMMAND, "rules", *arguments, "--data", str(data)], env=ENVIRONMENT,
                          capture_output=True, text=True, timeout=60)


def same(found, expected):
    assert found == expected, f"{found!r} is not {expected!r}"


def holds(part, whole):
    assert part in whole, f"{part!r} is not in {whole!r}"


def spoiled(name, old, new, *arguments):
    """A subcommand on a copy of the data in which @old of a file became @new."""
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "data"
        shutil.copytree(DATA, copy)
        path = copy / name
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        assert old in text, f"{old!r} is not in {name}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return run(*arguments, data=copy)


def line_of(name, part):
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if part in line)


def test_lint_is_content_with_good_rules():
    done = run("lint")
    same((done.returncode, done.stdout, done.stderr), (0, "8 rules, no faults\n", ""))


def test_lint_names_file_and_line():
    middle = line_of("marks.rules", "[rule:mark-middle]")
    cases = [
        ("[rule:mark-middle]", "[rule:mark-low]", middle),
        ("likelihood=0.19", "likelyhood=0.19", line_of("marks.rules", "likelihood=0.19")),
        (r"\bmidmark\b", r"\b(midmark\b", line_of("marks.rules", r"\bmidmark\b")),
        ("match.1=a [[midmark]] here", "match.1=a [[mark]] here", line_of("marks.rules", "[[midmark]]")),
        (r"\bmidmark\b", r"(?:m|i|d|mi|id|md|mid|\w+)+mark\b", middle),
    ]
    for old, new, line in cases:
        done = spoiled("marks.rules", old, new, "lint")
        same(done.returncode, 1)
        holds(f"marks.rules:{line}: ", done.stdout)


def test_lint_reads_the_policy():
    done = spoiled("policy.conf", "", "[policy]\nformat=1\naction=halt\n", "lint")
    same(done.returncode, 1)
    holds('policy.conf:3: "action" is "halt"', done.stdout)


def test_test_counts_cases():
    done = run("test")
    same((done.returncode, done.stdout), (0, "16 of 16 cases of 8 rules pass\n"))


def test_test_fails_with_a_case():
    done = spoiled("marks.rules", "nomatch.1=a lowmarks here", "nomatch.1=a lowmark here", "test")
    same(done.returncode, 1)
    holds(f"marks.rules:{line_of('marks.rules', 'a lowmarks here')}: ", done.stdout)
    holds("15 of 16 cases of 8 rules pass", done.stdout)


def test_list():
    done = run("list")
    same(done.returncode, 0)
    rows = done.stdout.splitlines()
    same(len(rows), 8)
    holds(["mark-block", "CONF", "ID", "0.90", "block", "Blocked", "mark"], [row.split() for row in rows])


def test_list_for_programs():
    done = run("list", "--jsonl")
    same(done.returncode, 0)
    rules = [json.loads(line) for line in done.stdout.splitlines()]
    same([rule["id"] for rule in rules], [row.split()[0] for row in run("list").stdout.splitlines()])
    found = next(rule for rule in rules if rule["id"] == "mark-high")
    same(found, {"id": "mark-high", "family": "CONF", "type": "ID", "detector": "pattern", "likelihood": 0.9,
                 "action": "hold", "codes": ["TEST-1"], "hipaa": "H", "title": "High mark", "match": 1, "nomatch": 1,
                 "file": str(DATA / "marks.rules"), "line": line_of("marks.rules", "[rule:mark-high]")})


def test_explain():
    done = run("explain", "mark-high")
    same(done.returncode, 0)
    for part in ("High mark", "TEST-1", "Leave no marks.", "https://code.example.org/1", r"pattern=\bhighmark\b",
                 f"marks.rules:{line_of('marks.rules', '[rule:mark-high]')}", "Safe Harbor class H", "[high]"):
        holds(part, done.stdout)


def test_explain_needs_a_rule_that_is_there():
    for arguments in (["explain"], ["explain", "mark-none"], ["explain", "mark-low", "mark-high"], ["list", "x"]):
        done = run(*arguments)
        same((done.returncode, done.stdout), (2, ""))
        assert done.stderr.startswith("discretion: "), done.stderr


def test_validators():
    done = subprocess.run([COMMAND, "rules", "validators"], env=ENVIRONMENT, capture_output=True,
                          text=True, timeout=20)
    same(done.returncode, 0)
    names = done.stdout.split()
    same(names, sorted(names))
    holds("luhn", names)


def test_no_rules_are_trouble():
    with tempfile.TemporaryDirectory() as folder:
        for command in ("lint", "test", "list"):
            same(run(command, data=folder).returncode, 2)
    same(run("lint", data="/nonexistent").returncode, 2)


def main():
    tests = [(name, test) for name, test in globals().items() if name.startswith("test_")]
    print(f"1..{len(tests)}")
    failed = 0
    for number, (name, test) in enumerate(tests, 1):
        try:
            test()
            print(f"ok {number} {name}")
        except (AssertionError, subprocess.TimeoutExpired, ValueError, KeyError) as fault:
            failed += 1
            print(f"not ok {number} {name}")
            print("# " + str(fault)[:2000].replace("\n", "\n# "))
    raise SystemExit(failed > 0)


if __name__ == "__main__":
    main()
