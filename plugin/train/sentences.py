#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""sentences.py TRAIN NAMES OUT [FOLD]: writes the sentences that the name tagger learns from.

TRAIN is the folder of annotated sets, NAMES what lists.py wrote. Beside the sets come the
messages of sentences/*.txt and messages/*.tsv (see sentences/README.md), sentences made from templates/*.txt
(see templates/README.md), and copies of all in small letters. Of every set and file a
twentieth is held out to fit the likelihood, and a tenth to be measured: another tenth for
each FOLD from 0 to 8. OUT is a line each: weight, set, spans, text.
"""
import hashlib
import json
import pathlib
import random
import re
import sys

import messages
import templates

HERE = pathlib.Path(__file__).parent

# How much a sentence of each set counts: what is far from chat counts less.
WEIGHTS = {"btc": 1, "wnut17": 1, "ewt": 1, "presidio": 1, "meddocan": 0.5, "parstwiner": 1,
           "trwiki": 0.5, "germeval14": 1}
# Whoever these speak of is no patient of anybody in the chat.
PUBLIC = {"btc", "wnut17", "ewt", "parstwiner", "trwiki", "germeval14"}

# What was written out as chat counts for more than what a pattern made.
MESSAGE_WEIGHT = 4

# Likelihoods are to hold in chat.
OWN_CALIBRATION = 3
NOT_LIVED_IN = {"PAIS"}


def small(text, spans):
    """In small letters, if that moves nothing."""
    lowered = "".join(c.lower() if len(c.lower()) == 1 else {"İ": "i"}.get(c, c) for c in text)
    return (lowered, spans) if lowered != text else None


def to_bytes(text, spans):
    return " ".join(f"{len(text[:s].encode())}-{len(text[:e].encode())}-{t}" for s, e, t in spans)


def write(out, weight, where, text, spans):
    text = re.sub(r"[\t\n\r]", " ", text)
    out.write(f"{weight:g}\t{where}\t{to_bytes(text, spans)}\t{text}\n")


def twentieth(key):
    return int(hashlib.md5(key.encode()).hexdigest(), 16) % 20


fold = 0


def place_of(name, key):
    """Which part a sentence goes to; all sentences of a document or template go to the same one."""
    part = twentieth(key)
    return "calibrate" if part == 0 else f"dev:{name}" if (part - 1) // 2 == fold else "train"


def spans_of(line):
    spans = []
    for span in line["spans"]:
        kind = {"NAME": "PERSON", "LOCATION": "PLACE", "ORG": "ORG"}.get(span["type"])
        if kind is None or span.get("label") in NOT_LIVED_IN:
            continue
        role = "PUBLIC" if line["source"].split("_")[0] in PUBLIC else "UNKNOWN"
        if span.get("label") == "NOMBRE_PERSONAL_SANITARIO":
            role = "NEUTRAL"
        elif span.get("label") == "NOMBRE_SUJETO_ASISTENCIA":
            role = "PATIENT"
        spans.append((span["start"], span["end"], f"{kind}-{role}"))
    return spans


def add_set(out, path):
    base = path.stem.split("_")[0]
    for line in map(json.loads, path.open(encoding="utf-8")):
        spans = spans_of(line)
        key = f"{path.stem}-{line['template']}" if "template" in line else line.get("doc", line["id"])
        name = f"{base} ({line['lang']})"
        where = f"dev:{name}" if path.stem in HELD_OUT else place_of(name, key)
        write(out, WEIGHTS[base], where, line["text"], spans)
        lowered = small(line["text"], spans)
        if lowered:
            write(out, WEIGHTS[base], where + " small" if where.startswith("dev") else where, *lowered)


# Kept apart as a whole, so that their figures can be set beside those of others.
HELD_OUT = {"btc_dev", "wnut17_dev", "parstwiner_dev", "trwiki_dev"}


def add_hand(out):
    """Messages written to measure with; their names are in brackets."""
    for line in (HERE / "hand.txt").read_text(encoding="utf-8").split("\n"):
        if not line or line.startswith("#"):
            continue
        language, written = line.split("\t")
        text, spans = "", []
        for i, piece in enumerate(re.split(r"\[\[|\]\]", written)):
            if i % 2:
                spans.append((len(text), len(text) + len(piece), "PERSON-PATIENT"))
            text += piece
        write(out, 1, f"dev:hand ({language})", text, spans)
        lowered = small(text, spans)
        if lowered:
            write(out, 1, f"dev:hand ({language}) small", *lowered)


def add_own(out, name, key, text, spans, weight=1):
    where = place_of(name, key)
    if where == "calibrate":
        weight *= OWN_CALIBRATION
    write(out, weight, where, text, spans)
    lowered = small(text, spans)
    if lowered:
        write(out, weight, where + " small" if where.startswith("dev") else where, *lowered)


def main(train, names, out):
    with out.open("w", encoding="utf-8") as file:
        for path in sorted(train.glob("*.jsonl")):
            add_set(file, path)
        add_hand(file)
        made = templates.Maker(json.loads(names.read_text()), random.Random(7))
        for language, key, text, spans in made.sentences():
            add_own(file, f"own ({language})", key, text, spans)
        for name, key, text, spans, as_written in messages.variants(made):
            if as_written or place_of("", key) == "train":
                add_own(file, name, key, text, spans, MESSAGE_WEIGHT)


if __name__ == "__main__":
    if len(sys.argv) not in (4, 5):
        sys.exit(__doc__)
    fold = int(sys.argv[4]) if len(sys.argv) == 5 else 0
    main(*map(pathlib.Path, sys.argv[1:4]))
