#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Translations are sound and complete, and no sentence escapes the translators."""

import os
import pathlib
import re
import subprocess
import tempfile

ROOT = pathlib.Path(os.environ["G_TEST_SRCDIR"]).parent
PO = ROOT / "po"
PLURALS = {"fa": "nplurals=2; plural=(n > 1);"}  # as glibc and GTK have it
KEYWORDS = ["_", "N_", "C_:1c,2", "g_dngettext:2,3"]
CALL = re.compile(r"(?<!\w)(?:_|N_|C_|\w*ngettext)\(")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# xgettext takes up to the macro only; the whole is what the program asks for.
BROKEN = re.compile(r'(?<!\w)N?_\((?:\s*"(?:[^"\\]|\\.)*")+\s*[A-Z]\w*')
# glib/gi18n-lib.h leaves this one to the domain of the program that loads us.
FOREIGN = re.compile(r"(?<!\w)ngettext\(")


def run(*command):
    return subprocess.run([str(word) for word in command], cwd=ROOT, capture_output=True, text=True,
                          env={**os.environ, "LC_ALL": "C"})


def sources():
    for path in sorted((ROOT / "plugin").glob("*/*.[ch]")):
        yield str(path.relative_to(ROOT)), COMMENT.sub("", path.read_text(encoding="utf-8"))


def messages(text):
    """The English of every message in the text of a .po file; the header is the empty one."""
    for lines in re.findall(r'^msgid ((?:".*"\n)+)', text, re.MULTILINE):
        message = "".join(line[1:-1] for line in lines.splitlines())
        if message:
            yield message


def listed_files():
    listed = (PO / "POTFILES.in").read_text(encoding="utf-8").split()
    calling = [path for path, text in sources() if CALL.search(text)]
    return ([f"{path} has strings, but po/POTFILES.in does not list it" for path in calling if path not in listed]
            + [f"po/POTFILES.in lists {path}, which has no strings" for path in listed if path not in calling]
            + (["po/POTFILES.in is not sorted or lists a file twice"] if listed != sorted(set(listed)) else []))


def whole_strings():
    return [f"{path}: {found.group()!r}" for path, text in sources()
            for found in (*BROKEN.finditer(text), *FOREIGN.finditer(text))]


def sound(po):
    done = run("msgfmt", "--check", "--output-file=/dev/null", po)
    plurals = PLURALS.get(po.stem)
    if plurals and plurals not in po.read_text(encoding="utf-8"):
        return [f"Plural-Forms is not {plurals}"]
    return done.stderr.splitlines() if done.returncode else []


def complete(po):
    """Measured against the sources as they are, not against the template of some day."""
    with tempfile.TemporaryDirectory() as folder:
        template, merged = pathlib.Path(folder, "template.pot"), pathlib.Path(folder, "merged.po")
        made = run("xgettext", *(f"-k{word}" for word in KEYWORDS), "--from-code=UTF-8", "-f", "po/POTFILES.in",
                   "-o", template)
        joined = run("msgmerge", "-q", "--no-fuzzy-matching", "-o", merged, po, template)
        if made.returncode or joined.returncode:
            return (made.stderr + joined.stderr).splitlines()
        left = [run("msgattrib", "--no-obsolete", "--no-wrap", kind, file).stdout
                for kind, file in (("--untranslated", merged), ("--only-fuzzy", po))]
    return [f"not translated: {message}" for text in left for message in messages(text)]


def main():
    tests = [("po/POTFILES.in lists the files that have strings, and no others", listed_files),
             ("every string is whole, literal and in our own domain", whole_strings)]
    for po in sorted(PO.glob("*.po")):
        tests += [(f"{po.name} is sound", lambda po=po: sound(po)),
                  (f"{po.name} is complete", lambda po=po: complete(po))]
    print(f"1..{len(tests)}")
    for number, (name, test) in enumerate(tests, 1):
        problems = test()
        print(f"{'not ok' if problems else 'ok'} {number} - {name}")
        for problem in problems:
            print(f"# {problem}")


if __name__ == "__main__":
    main()
