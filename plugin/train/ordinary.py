# SPDX-License-Identifier: GPL-2.0-or-later
"""ordinary.py SETS OUT: messages that may pass, for train_messages, as plugin/train/messages holds them.

They are made of the name tagger's templates with names from names.txt, and of a sample
of those public sets in the folder SETS that are calm: no tweets, no reviews.
"""
import json
import pathlib
import random
import sys

import templates

PER_TEMPLATE = 1
PER_SET = 400
SETS = ["presidio_large", "meddocan_train", "trwiki_train", "germeval14_dev"]
TOWNS = ["Tromsdal", "Elmhollow", "Brightwater", "Karataş", "Steinfeld", "Valbrune", "Robledal"]


class Pools(dict):
    """Any language's names: those of names.txt in its script."""

    def __init__(self, own):
        super().__init__()
        self.own = own

    def __missing__(self, language):
        script = "fa" if language == "fa" else "ir"
        return {"first": self.own[script, "first"], "last": self.own[script, "surname"], "city": TOWNS}


def made(rand):
    maker = templates.Maker({}, rand)
    pools = Pools(maker.own)
    maker.names = pools
    pools["towns"] = TOWNS
    for path in sorted(templates.FOLDER.glob("*.txt")):
        language = path.stem
        grammar = templates.Grammar(path)
        for sentence in grammar.sentences:
            for _ in range(PER_TEMPLATE):
                text, _ = maker.fill(grammar.expand(sentence, rand), language)
                yield text


def sampled(folder, rand):
    for name in SETS:
        lines = (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        for line in rand.sample(lines, min(PER_SET, len(lines))):
            yield json.loads(line)["text"]


def main(sets, out):
    rand = random.Random(20260103)
    texts = list(made(rand)) + list(sampled(pathlib.Path(sets), rand))
    with open(out, "w", encoding="utf-8") as file:
        for text in texts:
            text = " ".join(text.split())
            if 8 < len(text) < 300:
                file.write(f"-\t*\t{text}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
