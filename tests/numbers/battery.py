# SPDX-License-Identifier: GPL-2.0-or-later
"""Generated numbers put into sentences, checked by one `discretion` each, and counted.

  battery.py [--count N] [--seed S] [--only SCHEME] [--show N]

Prints a table: of N valid numbers of each scheme (with a label, and without one in a message about
care where a bare one can be told) how many are found, which is held and covered to the last
character; of N invalid ones without a label in a harmless sentence, how many are found, which is
held or taken for the scheme's own; and of N labelled ones with a wrong check how many are held.
Whoever writes "NHS number" in front of a mistyped number means a patient: those are held too.
"""

import argparse
import concurrent.futures
import dataclasses
import itertools
import json
import os
import random
import re
import subprocess
import unicodedata

import checks
from contacts import CONTACTS
from records import RECORDS
from schemes import SCHEMES
from sentences import CARE, HARMLESS, LABELLED, dress, place

EVERYTHING = SCHEMES + CONTACTS + RECORDS
HINT_AT, HOLD_AT = 0.35, 0.6  # as in rules/policy.conf
COMMAND = os.path.join(os.environ.get("DISCRETION_BUILD", "build"), "discretion")


@dataclasses.dataclass
class Tally:
    scheme: object
    valid: int = 0
    valid_found: int = 0
    named: int = 0
    invalid: int = 0
    invalid_found: int = 0
    slips: int = 0
    slips_held: int = 0
    missed: list = dataclasses.field(default_factory=list)
    alarms: list = dataclasses.field(default_factory=list)
    loose: list = dataclasses.field(default_factory=list)


# --- Messages --------------------------------------------------------------------------------

# Telephones written without blanks, of France, Germany, the US, Turkey, Iran and the UK.
MOBILES = (r"0[67]\d{8}", r"01[567]\d{8,9}", r"[2-9]\d\d-[2-9]\d\d-\d{4}", r"05[0-5]\d{8}", r"09\d{9}",
           r"07\d{9}", r"01[567]\d \d{4} \d{4}", r"01[1-9]\d{8}", r"02[0-9]\d{8}", r"0[1-9]\d[1-9]\d{7}", r"0(30|40|69|89) \d{6} \d")


def is_another(number):
    """Whether a number made wrong for one scheme is right for another of the same shape."""
    number = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in number)
    bare = re.sub("[A-Z]{2}$", "", "".join(c for c in number if c.isalnum()))
    if not bare.isdigit():
        return False
    if any(re.fullmatch(plan, number) for plan in MOBILES):
        return True
    tests = {9: (lambda: checks.luhn(bare[:8]) == bare[8],),
             10: (lambda: checks.nhs(bare[:9]) == bare[9], lambda: checks.melli(bare[:9]) == bare[9],
                  lambda: checks.luhn(bare[:9]) == bare[9], lambda: checks.luhn("80840" + bare[:9]) == bare[9],
                  lambda: bare[0] == "9" and checks.bc_phn(bare[:9]) == bare[9],
                  lambda: checks.medicare_au(bare[:8]) == bare[8]),
             11: (lambda: checks.tckn(bare[:9]) == bare[9:], lambda: checks.steuer_id(bare[:10]) == bare[10],
                  lambda: checks.medicare_au(bare[:8]) == bare[8]),
             12: (lambda: checks.naf(bare[:10]) == bare[10:],)}
    return any(test() for test in tests.get(len(bare), ()))


def labelled(rng, scheme, make):
    lang = rng.choice(list(scheme.labels))
    label = rng.choice(scheme.labels[lang])
    template = rng.choice(LABELLED[lang])
    if label.endswith(":"):
        template = re.sub(r"{l}( ?[:=]| ist?)", "{l}", template)
    number = make(rng)
    return place(rng, template, dress(rng, number, lang) if scheme.scripts else number, label)


def bare(rng, scheme, templates, make):
    lang = rng.choice(list(scheme.labels) or list(templates))
    number = make(rng)
    return place(rng, rng.choice(templates[lang]), dress(rng, number, lang) if scheme.scripts else number)


def draw_valid(rng, scheme, i):
    if scheme.labels and not (scheme.bare and i % 2):
        return labelled(rng, scheme, scheme.valid)
    return bare(rng, scheme, CARE, scheme.valid)


def draw_invalid(rng, scheme):
    while True:
        message = bare(rng, scheme, HARMLESS, scheme.invalid)
        if not is_another(message[0][message[1]:message[2]]):
            return message


def has_slips(scheme):
    """Whether a wrong check can be told from a right one at all."""
    return bool(scheme.labels) and scheme in SCHEMES


# --- Answers ---------------------------------------------------------------------------------

def ask(texts, settings=()):
    """The command's answers to texts, in order, from one process."""
    pairs = itertools.zip_longest(texts, settings, fillvalue="group-chat")
    lines = "".join(json.dumps({"text": text, "setting": setting}) + "\n" for text, setting in pairs)
    done = subprocess.run([COMMAND, "check", "--jsonl"], input=lines.encode(), check=True,
                          stdout=subprocess.PIPE)
    return [json.loads(line) for line in done.stdout.splitlines()]


def is_held(answer):
    return answer["verdict"] in ("hold", "block")


def is_found(answer, message):
    text, start, end = message
    covered = set()
    for finding in answer["findings"]:
        if finding["type"] not in ("TERM", "QUASI"):
            covered.update(range(finding["start"], finding["end"]))
    return is_held(answer) and all(i in covered or text[i].isspace() for i in range(start, end))


def is_alarm(answer, message, scheme):
    """Whether an invalid number is taken for one of the scheme, or is what the message is held for."""
    touched = any(finding["type"] != "TERM" and finding["score"] >= HOLD_AT and finding["start"] < message[2] and finding["end"] > message[1]
                  for finding in answer["findings"])
    return is_named(answer, message, scheme) or (is_held(answer) and touched)


def is_named(answer, message, scheme):
    return any(finding["rule"] in scheme.rules and finding["score"] >= HINT_AT and finding["start"] < message[2] and
               finding["end"] > message[1] for finding in answer["findings"])


def run(scheme, count, seed):
    rng = random.Random(f"{seed} {scheme.name}")
    valid = [draw_valid(rng, scheme, i) for i in range(count)]
    invalid = [draw_invalid(rng, scheme) for _ in range(count)]
    slips = [labelled(rng, scheme, scheme.invalid) for _ in range(count)] if has_slips(scheme) else []
    tally = Tally(scheme, len(valid), invalid=len(invalid), slips=len(slips))
    answers = iter(ask([text for text, _, _ in valid + invalid + slips]))
    for message, answer in zip(valid, answers):
        tally.named += is_named(answer, message, scheme)
        if is_found(answer, message):
            tally.valid_found += 1
        else:
            tally.missed.append((message, answer))
    for message, answer in zip(invalid, answers):
        if is_alarm(answer, message, scheme):
            tally.invalid_found += 1
            tally.alarms.append((message, answer))
    for message, answer in zip(slips, answers):
        tally.slips_held += is_held(answer)
        if not is_held(answer):
            tally.loose.append((message, answer))
    return tally


def run_all(schemes, count, seed):
    """Tallies in the order of schemes; as many processes at a time as there are cores."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(lambda scheme: run(scheme, count, seed), schemes)


# --- For people ------------------------------------------------------------------------------

def percent(part, whole):
    return f"{100 * part / whole:6.2f} %" if whole else "       –"


def line(tally):
    return (f"{tally.scheme.name:16} {percent(tally.valid_found, tally.valid)} "
            f"{percent(tally.named, tally.valid)} {percent(tally.invalid_found, tally.invalid)} "
            f"{percent(tally.slips_held, tally.slips)}")


HEADER = f"{'scheme':16} {'found':>8} {'by name':>8} {'wrong':>8} {'slips':>8}"


def show(cases, n):
    for (text, start, end), answer in cases[:n]:
        found = [(f["rule"], text[f["start"]:f["end"]], f["score"]) for f in answer["findings"]]
        print(f"    {text[:start]!r} [{text[start:end]}] {text[end:]!r}: {answer['verdict']} {found}")


def main():
    parser = argparse.ArgumentParser(description="Count what is found of generated numbers.")
    parser.add_argument("--count", type=int, default=10000)
    parser.add_argument("--seed", default="numbers")
    parser.add_argument("--only", default="")
    parser.add_argument("--show", type=int, default=0)
    arguments = parser.parse_args()
    schemes = [scheme for scheme in EVERYTHING if arguments.only in scheme.name]
    print(f"{arguments.count} valid, invalid and mistyped numbers each\n{HEADER}")
    for tally in run_all(schemes, arguments.count, arguments.seed):
        print(line(tally), flush=True)
        show(tally.missed, arguments.show)
        show(tally.alarms, arguments.show)
        show(tally.loose, arguments.show)


if __name__ == "__main__":
    main()
