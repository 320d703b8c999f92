#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""A rule file that breaks while Pidgin runs: it is refused, Pidgin says so and goes on with the last good rules."""

import contextlib
import shutil
import tempfile
from pathlib import Path

import stage
import tap
from tap import equal, true

BROKEN = "broken.rules"
RULE = """\
[ruleset]
format=1
family=CONF

[rule:{id}]
type=ID
codes={codes}
pattern={pattern}
likelihood=0.9
title=Test
explanation=Only for a test.
better=Leave it out.
match.1={match}
nomatch.1=nothing here
"""


def rule(**changes):
    parts = {"id": "test-zebra", "codes": "GMC-CONF", "pattern": r"zebra\d+", "match": "[[zebra12]]"}
    return RULE.format(**{**parts, **changes})


# What is wrong → the file, the line at fault, a word that the notice must say about it.
FAULTS = {
    "duplicate id": (rule() + rule().partition("\n\n")[2], 15, "[rule:test-zebra]"),
    "unknown key": (rule() + "patern=zebra\n", 15, '"patern"'),
    "bad pattern": (rule(pattern=r"zebra(\d+"), 8, "parenthesis"),
    "failing match": (rule(match="[[zebra]]"), 13, "finds nothing"),
    "catastrophic pattern": (rule(pattern=r"zebra(?:\d+)+x", match="[[zebra12x]]"), 5, "bound its repeats"),
}


def refuses(name):
    """A case that drops the file with that fault into the data folder, and then takes it away."""
    text, line, word = FAULTS[name]

    def case(stage):
        put(stage, text)
        said = stage.pidgin.close_notice(f"{BROKEN}:{line}:")
        true("last good rules" in said, f"the notice does not say what is in force: {said!r}")
        true(word in said, f"the notice does not say {word!r}: {said!r}")
        still_holds(stage)
        (stage.data / BROKEN).unlink()
        stage.pidgin.close_notice("in order again")

    case.__name__ = name.replace(" ", "_") + "_is_refused"
    return case


def put(stage, text):
    (stage.data / BROKEN).write_text(text)


def still_holds(stage):
    patient = stage.patient("Lavinia Goldsworthy", "4471-9051", "06.06.1941")
    stage.conversation.send(patient.message)
    dialog = stage.pidgin.dialog()
    stage.nothing_left(patient)
    dialog.answer("Edit")
    stage.conversation.type("")


def mended_file_comes_into_force(stage):
    stage.conversation.send("zebra4711 is harmless so far")
    equal(stage.wait_heard(1), ["zebra4711 is harmless so far"], "what the peer heard")
    put(stage, rule(match="[[zebra]]"))
    stage.pidgin.close_notice(BROKEN)
    put(stage, rule())
    stage.pidgin.close_notice("in order again")
    stage.conversation.send("zebra4712 is not harmless now")
    stage.pidgin.dialog().answer("Edit")
    equal(stage.wait_heard(1), ["zebra4711 is harmless so far"], "what the peer heard")


@contextlib.contextmanager
def start():
    with tempfile.TemporaryDirectory(prefix="discretion-rules-") as folder:
        data = Path(folder) / "data"
        shutil.copytree(stage.DATA, data)
        with stage.pidgin(stage.Irc, data) as running:
            running.data = data
            yield running


if __name__ == "__main__":
    tap.run("reload", [*map(refuses, FAULTS), mended_file_comes_into_force], start)
