#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Every rule that finds an identifier says which of HIPAA's eighteen it is, 45 CFR 164.514(b)(2)(i)."""

import pathlib

RULES = pathlib.Path(__file__).resolve().parents[2] / "rules"

# What of the eighteen a type may be: A names, B places, C dates and ages, D telephone, E fax, F e-mail, G social
# security, H records, I health plans, J accounts, K licences, L vehicles, M devices, N links, O addresses of the net,
# P biometrics, Q faces, R any other.
LETTERS = {"NAME": "A", "ADDRESS": "B", "ORG": "B", "BED": "BR", "DATE": "C", "AGE": "C", "PHONE": "DE", "EMAIL": "F",
           "URL": "N", "IP": "O", "ID": "GHIJKLMR", "OTHER": "PQR"}
EXPECTED = set("ABCDEFGHIJKLMNOQR")


def rules():
    """(file, id, keys) of every rule; keys of the ruleset are among them as family."""
    for path in sorted(RULES.glob("*.rules")):
        family, name, keys = None, None, {}
        for line in path.read_text(encoding="utf-8").splitlines() + ["[rule:"]:
            if line.startswith("["):
                if name is not None:
                    yield path.name, name, {**keys, "family": family}
                name = line[6:-1] if line.startswith("[rule:") else None
                keys = {}
            elif "=" in line and not line.startswith("#"):
                key, value = line.split("=", 1)
                keys[key] = value
                if key == "family" and name is None:
                    family = value


def fault(keys):
    allowed = LETTERS.get(keys["type"])
    if keys["family"] != "CONF" or allowed is None or "JH-9" in keys["codes"] and keys["type"] == "OTHER":
        return None
    letter = keys.get("hipaa")
    if letter is None:
        return "has no letter"
    return None if letter in allowed else f"{letter} is no letter for {keys['type']}"


def main():
    found = [(file, name, keys) for file, name, keys in rules()]
    bad = [(file, name, fault(keys)) for file, name, keys in found if fault(keys)]
    missing = EXPECTED - {keys.get("hipaa") for _, _, keys in found}
    print("1..2")
    print(f"{'not ' if bad or not found else ''}ok 1 - each identifier has its letter ({len(found)} rules)")
    for file, name, what in bad:
        print(f"# {file}: {name}: {what}")
    print(f"{'not ' if missing else ''}ok 2 - some rule serves each letter that words can disclose")
    if missing:
        print(f"# none for {' '.join(sorted(missing))}")
    return 1 if bad or missing or not found else 0


if __name__ == "__main__":
    raise SystemExit(main())
