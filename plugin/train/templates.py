# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes sentences from templates/*.txt; templates/README.md describes their form."""
import pathlib
import random
import re
import unicodedata

FOLDER = pathlib.Path(__file__).parent / "templates"
PER_FILE = {"en": 14000, "fa": 9000}
PER_OTHER = 7000
SLOT = re.compile(r"\{([PKSTX])([FLA]?)\}")
KIND = {"P": "PERSON-PATIENT", "K": "PERSON-PATIENT", "S": "PERSON-NEUTRAL", "T": "PLACE-PATIENT"}


def plain(text):
    """Without accents, as people type in a hurry."""
    text = text.replace("ı", "i").replace("ß", "ss").replace("ø", "o").replace("ł", "l")
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


class Grammar:
    """One file: words that stand for others, and the sentences."""

    def __init__(self, path):
        self.rules, self.sentences = {}, []
        for file in (FOLDER / "common.rules", path):
            for line in file.read_text(encoding="utf-8").split("\n"):
                self.add(line.strip())

    def add(self, line):
        name = re.match(r"([a-z]+) = (.*)", line)
        if name:
            self.rules.setdefault(name[1], []).extend(a.strip() for a in name[2].split("|"))
        elif line and not line.startswith("#"):
            self.sentences.append(line)

    def expand(self, text, rand):
        """Replaces [word] and (a|b|c) until neither is left."""
        for _ in range(60):
            found = re.search(r"\[([a-z]+)\]|\(([^()\[\]]*\|[^()\[\]]*)\)", text)
            if not found:
                break
            choices = self.rules[found[1]] if found[1] else found[2].split("|")
            text = text[:found.start()] + rand.choice(choices) + text[found.end():]
        return re.sub(r"  +", " ", re.sub(r" ([,.?!;:])", r"\1", text)).strip()


class Coiner:
    """Makes up names that read like those of a list, for no list holds everybody."""

    def __init__(self, names):
        self.next = {}
        for name in names:
            padded = "^^" + name.lower() + "$"
            for i in range(2, len(padded)):
                self.next.setdefault(padded[i - 2:i], []).append(padded[i])

    def coin(self, rand):
        for _ in range(20):
            name = "^^"
            while name[-1] != "$" and len(name) < 14:
                name += rand.choice(self.next[name[-2:]])
            if name[-1] == "$" and 6 <= len(name) <= 13:
                return name[2:-1]
        return name.strip("^$")


class Maker:
    def __init__(self, names, rand):
        self.names, self.rand, self.coiners = names, rand, {}
        self.own = {}
        for line in (FOLDER.parent / "names.txt").read_text(encoding="utf-8").split("\n"):
            if line and not line.startswith("#"):
                kind, written = line.split(":")
                for name in written.split():
                    script = "fa" if "؀" <= name[0] <= "ۿ" else "tr" if set("ıışşğ") & set(name) else "ir"
                    self.own.setdefault((script, kind), []).append(name)

    # --- Names ---
    def pool(self, language, part):
        kind = {"first": "first", "last": "surname"}[part]
        roll = self.rand.random()
        if language == "fa":
            return self.own["fa", kind] if roll < 0.7 else self.names["fa"][part]
        if language == "ir":
            return self.own["ir", kind]
        if roll < 0.12:
            return self.names["world"][part]
        if roll < 0.2:
            return self.own["ir", kind]
        if roll < 0.28:
            return self.names["en"][part]
        return self.names[language][part]

    def single(self, language, part):
        if self.rand.random() < 0.15:
            name = self.coined(language, part)
        else:
            name = self.rand.choice(self.pool(language, part)).strip()
        if language in ("fa", "ir") and self.rand.random() < 0.3:
            name = name.replace("\u200c", "")
        if self.rand.random() < 0.14:
            name = self.misspell(name)
        return name if language == "fa" else name[:1].upper() + name[1:]

    def coined(self, language, part):
        if (language, part) not in self.coiners:
            kind = {"first": "first", "last": "surname"}[part]
            pool = self.own[language, kind] if language in ("fa", "ir") else self.names[language][part]
            self.coiners[language, part] = Coiner(pool)
        return self.coiners[language, part].coin(self.rand)

    def misspell(self, name):
        """One slip of the finger or the ear."""
        if len(name) < 4:
            return name
        at = self.rand.randrange(1, len(name) - 1)
        how = self.rand.randrange(4)
        if how == 0:
            return name[:at] + name[at + 1] + name[at] + name[at + 2:]
        if how == 1:
            return name[:at] + name[at + 1:]
        if how == 2:
            return name[:at] + name[at] + name[at:]
        swaps = {"a": "e", "e": "i", "i": "y", "o": "u", "u": "o", "s": "z", "c": "k", "k": "c",
                 "t": "th", "v": "w", "f": "ph", "n": "nn", "ی": "", "ا": "", "س": "ص", "ت": "ط"}
        return name[:at] + swaps.get(name[at], name[at]) + name[at + 1:]

    def name(self, language, part):
        first = lambda: self.single(language, "first")
        last = lambda: self.single(language, "last")
        if part == "F":
            return first() + (" " + first() if self.rand.random() < 0.03 else "")
        if part == "L":
            roll = self.rand.random()
            return last() + ("-" + last() if roll < 0.03 else " " + last() if roll < (0.2 if language == "es" else 0) else "")
        if part == "A":
            return first() + " " + last()
        roll = self.rand.random()
        if roll < 0.36:
            return first()
        if roll < 0.58:
            return last()
        if roll < 0.86 or language == "fa":
            return first() + " " + last()
        if roll < 0.9:
            return last() + ", " + first()
        if roll < 0.95:
            return first()[0] + self.rand.choice([". ", " "]) + last()
        return first() + " " + last()[0] + self.rand.choice(["", "."])

    def town(self, language):
        pool = self.names["towns"] if language in ("en", "ir") or self.rand.random() < 0.4 and language != "fa" else self.names[language]["city"]
        return self.rand.choice(pool)

    def village(self, language):
        """A small place; now and then one that no map knows."""
        if language == "fa":
            return self.town("fa")
        pool = self.names["villages"][language]
        if self.rand.random() < 0.4:
            if ("village", language) not in self.coiners:
                self.coiners["village", language] = Coiner([n for n in pool if n.isalpha()])
            name = self.coiners["village", language].coin(self.rand)
            return name[:1].upper() + name[1:]
        return self.rand.choice(pool)

    # --- Sentences ---
    def fill(self, text, language):
        out, spans, last = "", [], 0
        for slot in SLOT.finditer(text):
            out += text[last:slot.start()]
            last = slot.end()
            put = self.town(language) if slot[1] == "T" else self.name(language, slot[2])
            if slot[1] == "X" and not slot[2]:
                put = self.name(language, "L")
            if language != "fa" and self.rand.random() < 0.04:
                put = put.upper()
            if slot[1] in KIND:
                spans.append((len(out), len(out) + len(put), KIND[slot[1]]))
            out += put
        return out + text[last:], spans

    def mistype(self, text, spans):
        """A slip in a word that is no name, so that an unknown word alone makes no name."""
        words = [w for w in re.finditer(r"[^\W\d_]{4,}", text)
                 if all(w.end() <= s or w.start() >= e for s, e, _ in spans)]
        if not words or self.rand.random() > 0.22:
            return text, spans
        word = self.rand.choice(words)
        slipped = self.misspell(word[0])
        by = len(slipped) - len(word[0])
        moved = [(s + by, e + by, t) if s >= word.end() else (s, e, t) for s, e, t in spans]
        return text[:word.start()] + slipped + text[word.end():], moved

    def hurry(self, text, spans, language):
        """Hasty people drop accents and final stops."""
        text, spans = self.mistype(text, spans)
        if language not in ("fa", "ir", "en") and self.rand.random() < 0.25:
            bare = plain(text)
            if len(bare) == len(text):
                text = bare
        if text.endswith(".") and self.rand.random() < 0.5:
            text = text[:-1]
        if language != "fa" and self.rand.random() < 0.45:
            text = text[:1].upper() + text[1:]
        if self.rand.random() < 0.02 and language not in ("fa", "tr", "de"):
            text = text.upper()
        return text, spans

    def sentences(self):
        for path in sorted(FOLDER.glob("*.txt")):
            language = path.stem
            grammar = Grammar(path)
            count = PER_FILE.get(language, PER_OTHER)
            for n in range(count):
                template = grammar.sentences[n % len(grammar.sentences)]
                text, spans = self.fill(grammar.expand(template, self.rand), language)
                yield (language, path.stem + template, *self.hurry(text, spans, language))
