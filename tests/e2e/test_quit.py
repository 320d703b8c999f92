#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""A held message when what it was to leave by goes away: nothing is sent, nothing is lost."""

import stage
import tap
from tap import equal, true


def account_that_disconnects_sends_nothing(stage):
    patient = stage.patient("Eudora Silverlock", "4471-9041", "08.03.1936")
    stage.conversation.send(patient.message)
    dialog = stage.pidgin.dialog()
    stage.purple.disconnect()
    tap.until(lambda: "nurse" not in stage.peer.others, "the peer sees nurse leave")
    tap.until(lambda: not dialog.button("Send redacted").sensitive(), "Send redacted takes no click offline")
    true(not dialog.button("Send anyway…").sensitive(), "Send anyway… takes a click offline")
    stage.purple.connect()
    stage.wait_ready()
    stage.nothing_left(patient)
    dialog.answer("Edit")
    equal(stage.conversation.text(), patient.message, "the entry after Edit")
    stage.nothing_left(patient)
    stage.conversation.type("")


def conversation_that_closes_gives_the_text_back_when_reopened(stage):
    patient = stage.patient("Hepzibah Larkmoor", "4471-9042", "12.09.1952")
    private = stage.purple.private(stage.network.reader)
    conversation = stage.pidgin.conversation("reader")
    conversation.send(patient.message)
    stage.pidgin.dialog()
    stage.purple.call("ConversationDestroy", private)
    stage.pidgin.no_dialog()
    stage.purple.private(stage.network.reader)
    stage.pidgin.conversation("reader").wait_text(patient.message)
    stage.nothing_left(patient)
    stage.pidgin.conversation("reader").type("")


def pidgin_that_quits_gives_the_text_back_after_the_restart(stage):
    patient = stage.patient("Octavia Merriweather", "4471-9043", "23.05.1947")
    stage.conversation.send(patient.message)
    stage.pidgin.dialog()
    stage.nothing_left(patient)
    stage.quit_pidgin()
    stage.start_pidgin()
    stage.conversation.wait_text(patient.message)
    stage.nothing_left(patient)


def profile_holds_nothing_that_was_held(stage):
    equal(stage.profile.files_with(stage.secrets), [], "files of the profile that hold held text")
    equal({record["outcome"] for record in stage.audit()}, {"edited", "kept"}, "outcomes in the record")


if __name__ == "__main__":
    tap.run("quit", [
        account_that_disconnects_sends_nothing,
        conversation_that_closes_gives_the_text_back_when_reopened,
        pidgin_that_quits_gives_the_text_back_after_the_restart,
        profile_holds_nothing_that_was_held,
    ], lambda: stage.pidgin(stage.Irc))
