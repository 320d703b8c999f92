# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads the messages of sentences/*.txt and messages/*.tsv and makes more of them.

sentences/README.md describes their form.
"""
import pathlib
import re

import templates

FOLDER = pathlib.Path(__file__).parent / "sentences"
# What the message classifier learns from: few of them tell of a patient by name.
CONDUCT = pathlib.Path(__file__).parent / "messages"
# With names, and for their slips alone.
COPIES = {FOLDER: (40, 8), CONDUCT: (8, 2)}
PERSIAN = re.compile(r"[\u0600-\u06ff]")
# How often somebody gets a name that is a word as well.
WORD_NAMES = 0.1
MARK = re.compile(r"\[\[([A-Za-z])\|(.*?)\]\]")
KIND = {"P": "PERSON-PATIENT", "S": "PERSON-NEUTRAL", "T": "PLACE-PATIENT", "A": "PLACE-PATIENT",
        "O": "ORG-PATIENT", "t": "PLACE-NEUTRAL", "o": "ORG-NEUTRAL", "X": None, "R": None}


def pieces(line):
    """What is marked, as (mark, text), and what stands between, with None for a mark."""
    last = 0
    for mark in MARK.finditer(line):
        yield None, line[last:mark.start()]
        yield mark[1], mark[2]
        last = mark.end()
    yield None, line[last:]


def in_case_of(old, new):
    if old == old.lower():
        return new.lower()
    return new.upper() if old == old.upper() and len(old) > 2 else new


def word_names():
    """The names of wordnames.txt, by language."""
    lines = (FOLDER.parent / "wordnames.txt").read_text(encoding="utf-8").split("\n")
    return {line[:2]: line[3:].split() for line in lines if line and not line.startswith("#")}


WORDS = word_names()


def word_name(made, language):
    name = made.rand.choice(WORDS[language])
    return name[:1].upper() + name[1:]


def other_name(made, language, old):
    """Another name of as many words, with initials where the old one has them."""
    words = old.split(" ")
    if any(len(word.strip(".")) < 2 for word in words) or not all(c.isalpha() or c in " '-.\u200c" for c in old):
        return old
    if len(words) > 2:
        return old
    if len(words) == 2:
        return in_case_of(old, made.name(language, "A"))
    if made.rand.random() < WORD_NAMES:
        return in_case_of(old, word_name(made, language))
    return in_case_of(old, made.name(language, made.rand.choice("FFL")))


def other(made, language, mark, old):
    if mark in "PS":
        return other_name(made, language, old)
    if mark in "Tt" and len(old.split(" ")) == 1 and made.rand.random() < 0.7:
        return in_case_of(old, made.village(language) if mark == "T" else made.town(language))
    return old


def assemble(parts):
    text, spans = "", []
    for mark, piece in parts:
        if mark and KIND[mark]:
            spans.append((len(text), len(text) + len(piece), KIND[mark]))
        text += piece
    return text, spans


def written():
    """All messages with their marks: file, line number, language, message."""
    for path in sorted([*FOLDER.glob("*.txt"), *CONDUCT.glob("*.tsv")]):
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if line and not line.startswith("#"):
                line = line.split("\t")[-1]
                is_latin = path.stem == "fa" and not PERSIAN.search(line)
                yield path, number, "ir" if is_latin else path.stem, line


def variants(made):
    """Each message as it was written, then with other names: set, message, text, spans, whether as written."""
    for path, number, language, line in written():
        where = f"{'chat' if path.parent == FOLDER else 'talk'} ({language})"
        parts = list(pieces(line))
        if any(mark and mark not in KIND for mark, _ in parts) or "[[" in MARK.sub("", line):
            raise SystemExit(f"{path}:{number}: a mark is none of {' '.join(KIND)}")
        yield where, line, *assemble(parts), True
        named = any(mark and mark in "PSTt" for mark, _ in parts)
        if named or not any(mark for mark, _ in parts):
            for _ in range(COPIES[path.parent][0 if named else 1]):
                changed = [(mark, other(made, language, mark, old) if mark else old) for mark, old in parts]
                text, spans = assemble(changed)
                yield where, line, *made.mistype(text, spans), False
