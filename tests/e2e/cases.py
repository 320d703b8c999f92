# SPDX-License-Identifier: GPL-2.0-or-later
"""What holds in a room of any protocol: each case is one promise, seen by the second client."""

import tap
from tap import equal, true


def clean_message_leaves_at_once(stage):
    heard = len(stage.room_heard())
    stage.conversation.send("Handover is at seven in the seminar room.")
    equal(stage.wait_heard(heard + 1)[-1], "Handover is at seven in the seminar room.", "what the peer heard")
    true(not stage.pidgin.find_dialog(), "a dialog stands open for a clean message")


def held_message_waits_for_an_answer(stage):
    patient = stage.patient("Adelheid Quandrell", "4471-9021", "14.03.1951")
    stage.conversation.send(patient.message)
    dialog = stage.pidgin.dialog()
    stage.nothing_left(patient)
    equal(dialog.message(), patient.message, "the message in the dialog")
    true(stage.network.title in dialog.headline(), f"the headline names the room: {dialog.headline()!r}")
    equal(stage.conversation.text(), patient.message, "the entry while the message is held")
    dialog.answer("Edit")
    stage.conversation.type("")


def details_say_why_it_was_found(stage):
    patient = stage.patient("Rosalind Haverstock", "4471-9039", "08.08.1947")
    stage.conversation.send(patient.message)
    dialog = stage.pidgin.dialog()
    evidence = "Its likelihood is"
    true(not dialog.shows(evidence), "the evidence is shown unasked")
    dialog.open_details()
    tap.until(lambda: dialog.shows(evidence), "the evidence is shown")
    dialog.answer("Edit")
    stage.conversation.type("")


def send_redacted_keeps_order_and_sends_once(stage):
    heard = len(stage.room_heard())
    patient = stage.patient("Ottoline Brackwater", "4471-9022", "02.07.1949")
    stage.conversation.send("first")
    stage.conversation.send(patient.message)
    dialog = stage.pidgin.dialog()
    preview = dialog.preview()
    dialog.answer("Send redacted")
    stage.conversation.wait_text("")
    stage.conversation.send("last")
    equal(stage.wait_heard(heard + 3)[heard:], ["first", patient.redacted(), "last"], "what the peer heard")
    equal(preview, patient.redacted(), "the preview")
    stage.nothing_left(patient)


def generalised_for_teaching_is_what_is_sent(stage):
    heard = len(stage.room_heard())
    patient = stage.patient("Cordelia Winstanley", "4471-9038", "03.09.1951, works as a beekeeper, admitted 12/03/2026")
    stage.conversation.send(patient.message)
    dialog = stage.pidgin.dialog()
    equal(dialog.preview(), patient.redacted(), "the preview before the tick")
    dialog.generalise()
    tap.until(lambda: dialog.preview() == patient.redacted("generalised"), "the preview is generalised")
    dialog.generalise()
    tap.until(lambda: dialog.preview() == patient.redacted(), "the preview is as before")
    dialog.generalise()
    tap.until(lambda: dialog.preview() == patient.redacted("generalised"), "the preview is generalised again")
    dialog.answer("Send redacted")
    said = stage.wait_heard(heard + 1)[-1]
    equal(said, patient.redacted("generalised"), "what the peer heard")
    true("beekeeper" not in said and said != patient.redacted(), f"nothing was generalised: {said!r}")


def edit_leaves_the_text_in_the_entry(stage):
    heard = len(stage.room_heard())
    patient = stage.patient("Philippa Thornquill", "4471-9023", "21.11.1938")
    stage.conversation.send(patient.message)
    stage.pidgin.dialog().answer("Edit")
    equal(stage.conversation.text(), patient.message, "the entry after Edit")
    stage.nothing_left(patient)
    stage.conversation.send("Could someone see the lady in my list before lunch?")
    equal(stage.wait_heard(heard + 1)[-1], "Could someone see the lady in my list before lunch?", "the edited message")


def escape_is_edit(stage):
    patient = stage.patient("Seraphina Oakhollow", "4471-9033", "17.02.1942")
    stage.conversation.send(patient.message)
    stage.pidgin.dialog().press("Escape")
    stage.pidgin.no_dialog()
    equal(stage.conversation.text(), patient.message, "the entry after Escape")
    stage.nothing_left(patient)
    stage.conversation.type("")


def escape_goes_back_to_the_tab_of_the_message(stage):
    patient = stage.patient("Lavinia Tredwell", "4471-9037", "16.06.1953", in_room=False)
    stage.purple.open_in_tabs(False)
    stage.purple.private("held@tabs.test")
    stage.purple.open_in_tabs(True)
    stage.purple.private("other@tabs.test")
    stage.purple.open_in_tabs(False)
    tabs = stage.pidgin.conversation("held@tabs.test")
    tabs.send(patient.message)
    dialog = stage.pidgin.dialog()
    tabs.press("alt+2")
    tap.until(lambda: tabs.window.name == "other@tabs.test", "the other tab is shown")
    dialog.press("Escape")
    stage.pidgin.no_dialog()
    tap.until(lambda: tabs.window.name == "held@tabs.test", "the tab of the held message is shown")
    equal(tabs.text(), patient.message, "the entry after Escape")
    stage.nothing_left(patient)
    tabs.close()
    tap.until(lambda: tabs.window.name == "other@tabs.test", "the first tab is closed")
    tabs.close()


def cancel_sends_nothing_and_can_be_undone(stage):
    patient = stage.patient("Rosamund Vellacre", "4471-9024", "30.05.1944")
    stage.conversation.send(patient.message)
    stage.pidgin.dialog().answer("Cancel message")
    stage.conversation.wait_text("")
    stage.nothing_left(patient)
    stage.pidgin.button("Undo").press()
    stage.conversation.wait_text(patient.message)
    stage.nothing_left(patient)
    stage.conversation.type("")


def undo_while_the_next_is_held_loses_neither(stage):
    first = stage.patient("Eudora Millbanks", "4471-9034", "08.03.1955")
    second = stage.patient("Georgiana Swift", "4471-9035", "23.07.1962")
    stage.conversation.send(first.message)
    stage.pidgin.dialog().answer("Cancel message")
    stage.conversation.wait_text("")
    stage.conversation.send(second.message)
    stage.pidgin.dialog()
    stage.pidgin.button("Undo").press()
    stage.pidgin.no_dialog()
    stage.conversation.wait_text(f"{second.message}\n{first.message}")
    stage.nothing_left(first)
    stage.nothing_left(second)
    stage.conversation.type("")


def enter_held_down_answers_nothing(stage):
    patient = stage.patient("Hermione Oldcastle", "4471-9036", "12.12.1948")
    heard = len(stage.room_heard())
    stage.conversation.type(patient.message)
    stage.conversation.hold_down("Return", 2.5)
    stage.nothing_left(patient)
    equal(stage.room_heard()[heard:], [], "what the peer heard while Enter was held down")
    stage.pidgin.dialog().answer("Edit")
    stage.conversation.wait_text(patient.message)
    stage.conversation.type("")


def send_anyway_waits_then_keeps_the_reason(stage):
    heard, records = len(stage.room_heard()), len(stage.audit())
    patient = stage.patient("Isaura Pennywhistle", "4471-9025", "09.12.1960")
    stage.conversation.send(patient.message)
    dialog = stage.pidgin.dialog()
    true(not dialog.button("Send anyway…").sensitive(), "Send anyway… takes a click at once")
    stage.nothing_left(patient)
    dialog.send_anyway("The patient consented", "asked on the phone")
    equal(stage.wait_heard(heard + 1)[-1], patient.message, "what the peer heard")
    record = stage.audit()[records]
    equal((record["outcome"], record["reason"], record["note"]), ("sent-anyway", "consented", "asked on the phone"),
          "the record")


def msg_command_is_held(stage):
    patient = stage.patient("Leocadia Marshgrove", "4471-9026", "26.08.1957")
    command = f"/msg reader {patient.message}"
    stage.conversation.send(command)
    dialog = stage.pidgin.dialog()
    stage.nothing_left(patient)
    dialog.answer("Edit")
    equal(stage.conversation.text(), command, "the entry after Edit")
    stage.nothing_left(patient)
    stage.conversation.type("")


def me_command_is_held_and_redacted(stage):
    heard = len(stage.room_heard())
    patient = stage.patient("Wilhelmina Farthingdale", "4471-9027", "11.04.1933")
    stage.conversation.send("/me asks: " + patient.message)
    dialog = stage.pidgin.dialog()
    stage.nothing_left(patient)
    dialog.answer("Send redacted")
    said = stage.wait_heard(heard + 1)[-1]
    true(said.strip("\x01").removeprefix("ACTION ").removeprefix("/me ") == "asks: " + patient.redacted(),
         f"the action that the peer heard: {said!r}")
    stage.nothing_left(patient)


def two_lines_are_held_as_one(stage):
    heard = len(stage.room_heard())
    patient = stage.patient("Clementine Ashdown", "4471-9028", "05.10.1946")
    stage.conversation.send("Two things.\n" + patient.message)
    dialog = stage.pidgin.dialog()
    stage.nothing_left(patient)
    dialog.answer("Send redacted")
    wanted = ["Two things.", patient.redacted()]
    tap.until(lambda: "\n".join(stage.room_heard()[heard:]) == "\n".join(wanted), "both lines reach the peer")
    stage.nothing_left(patient)
    equal("\n".join(stage.room_heard()[heard:]), "\n".join(wanted), "the lines at the peer")


def sent_by_script_is_held_and_later_ones_queue(stage):
    heard = len(stage.room_heard())
    patient = stage.patient("Temperance Holloway", "4471-9029", "19.01.1970")
    room = stage.purple.room()
    stage.purple.send_room(room, "first")
    stage.purple.send_room(room, patient.message)
    stage.purple.send_room(room, "last")
    dialog = stage.pidgin.dialog()
    stage.nothing_left(patient)
    equal(stage.room_heard()[heard:], ["first"], "what the peer heard before the answer")
    dialog.answer("Send redacted")
    equal(stage.wait_heard(heard + 3)[heard:], ["first", patient.redacted(), "last"], "what the peer heard")


def private_message_by_script_is_held(stage):
    patient = stage.patient("Araminta Coldspring", "4471-9030", "28.06.1929", in_room=False)
    stage.purple.send_private(stage.purple.private(stage.network.reader), patient.message)
    dialog = stage.pidgin.dialog()
    for word in patient.words:
        true(word not in stage.peer.wire(), f"{word!r} reached the peer")
    dialog.answer("Cancel message")
    stage.nothing_left(patient)


def profile_holds_nothing_that_was_said(stage):
    equal(stage.profile.files_with(stage.secrets), [], "files of the profile that hold held text")
    true(stage.audit(), "the record is empty")


def answers_by_screen_reader_leave_no_dead_widgets(stage):
    """Every answer above was a click through AT-SPI, as a screen reader makes it."""
    dead = [line for line in stage.process.output().splitlines() if "invalid (NULL) class pointer" in line]
    equal(dead, [], "complaints of GObject in Pidgin's log")


ALL = [
    clean_message_leaves_at_once,
    held_message_waits_for_an_answer,
    details_say_why_it_was_found,
    send_redacted_keeps_order_and_sends_once,
    generalised_for_teaching_is_what_is_sent,
    edit_leaves_the_text_in_the_entry,
    escape_is_edit,
    escape_goes_back_to_the_tab_of_the_message,
    cancel_sends_nothing_and_can_be_undone,
    undo_while_the_next_is_held_loses_neither,
    enter_held_down_answers_nothing,
    send_anyway_waits_then_keeps_the_reason,
    msg_command_is_held,
    me_command_is_held_and_redacted,
    two_lines_are_held_as_one,
    sent_by_script_is_held_and_later_ones_queue,
    private_message_by_script_is_held,
    profile_holds_nothing_that_was_said,
    answers_by_screen_reader_leave_no_dead_widgets,
]
