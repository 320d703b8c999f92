#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""
Shows a message being held: a real Pidgin in a scratch profile, in a group chat of invented people.

With a display it is yours to play with. Without one it plays hold → Send redacted on a
display of its own and takes pictures.
"""

import os
import sys

import tap
from desktop import Desktop, has_display
from profile import BUILD, LOOPBACK, Profile, loopback_account

ROOM = "ward 7 handover"
MESSAGE = "Could someone see Mrs Adelheid Quandrell, MRN 4471-9026, born 14.03.1951, before lunch?"

WHAT_TO_TRY = """\
Pidgin is open in a scratch profile; your own is not touched. What you see is a message that
names an invented patient, held before it left. Try in its window:

  Send redacted    look at “What will be sent” first; change a replacement, untick one
  Edit             gives the text back to the entry, nothing is sent (Esc does the same)
  Cancel message   takes it away; the conversation offers Undo
  Send anyway…     asks for a reason, which is kept in the record; the message is not

Then write to the room: a clean message leaves at once, “/me” and several lines are read too.
Close the conversation to end the demo."""


def start(desktop):
    """Pidgin in the room, with a message held. Returns Pidgin, its conversation and the dialog."""
    import driver
    account = loopback_account("nurse", ROOM)
    profile = Profile(desktop.scratch / "profile", account, protocols=[LOOPBACK])
    pidgin = driver.Pidgin(desktop.pidgin(profile))
    conversation = pidgin.conversation(ROOM)
    conversation.send(MESSAGE)
    return pidgin, conversation, pidgin.dialog()


def play(desktop):
    pidgin, conversation, dialog = start(desktop)
    tap.true(dialog.preview() not in ("", MESSAGE), "the preview is empty or not redacted")
    preview = dialog.preview()
    pictures = [desktop.screenshot(BUILD / "demo-dialog.png", dialog.xid()),
                desktop.screenshot(BUILD / "demo-held.png")]
    print(f"Held:         {MESSAGE}\nIts window:   {dialog.headline()}.")
    dialog.answer("Send redacted")
    conversation.wait_text("")
    pidgin.window_saying(preview)
    pictures.append(desktop.screenshot(BUILD / "demo-sent.png"))
    print(f"Sent instead: {preview}\nScreenshots:  {' '.join(os.path.relpath(picture) for picture in pictures)}")


def show(desktop):
    pidgin, conversation, _ = start(desktop)
    print(WHAT_TO_TRY, flush=True)
    while pidgin.process.running() and conversation.is_open():
        pidgin.process.wait(0.3)


def main():
    visible = has_display()
    print("Opening Pidgin on your display." if visible else
          "There is no display, so the demo plays by itself on one that nobody sees.", flush=True)
    try:
        with Desktop(visible) as desktop:
            (show if visible else play)(desktop)
    except KeyboardInterrupt:
        pass
    except tap.Failure as failure:
        sys.exit(f"demo: {failure}")


if __name__ == "__main__":
    main()
