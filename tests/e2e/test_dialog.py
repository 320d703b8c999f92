#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The window of a held message: on a small screen in large letters, to a screen reader, and while people come and go."""

import stage
import tap
from desktop import Desktop
from peer import IrcPeer
from tap import equal, true

WIDTH, HEIGHT, POINTS = 800, 600, 18
ANSWERS = ["Send redacted", "Edit", "Cancel message", "Send anyway…"]


class SmallDesktop(Desktop):
    """A small screen of somebody who needs large letters."""

    SIZE = f"{WIDTH}x{HEIGHT}x24"

    def make_home(self):
        super().make_home()
        (self.scratch / "home" / ".gtkrc-2.0").write_text(f'gtk-font-name = "DejaVu Sans {POINTS}"\n')


def hold(stage, patient):
    stage.conversation.send(patient.message)
    return stage.pidgin.dialog()


def edit(stage, dialog):
    dialog.answer("Edit")
    stage.conversation.type("")


def large_letters_leave_every_answer_in_sight(stage):
    dialog = hold(stage, stage.patient("Wilhelmina Trothwell", "4471-9051", "03.02.1949"))

    def on_screen(node):
        x, y, width, height = node.extents()
        return x >= 0 and y >= 0 and x + width <= WIDTH and y + height <= HEIGHT

    for name in ANSWERS:
        button = dialog.button(name)
        tap.until(lambda: on_screen(button), f"{name!r} is on the screen, not at {button.extents()}")
    dialog.click("Send anyway…")
    back = dialog.button("Back")
    back.focus()
    tap.until(lambda: on_screen(back), f"\"Back\" scrolls into sight, from {back.extents()}")
    edit(stage, dialog)


def every_choice_has_a_name_of_its_own(stage):
    dialog = hold(stage, stage.patient("Leopoldine Marchbanks", "4471-9052", "04.02.1949"))
    names = dialog.choices()
    true(len(names) >= 6, f"ticks and entries: {names}")
    equal(len(set(names)), len(names), f"different names among {names}")
    true(any("Leopoldine Marchbanks" in name for name in names), f"the name that was found, in {names}")
    edit(stage, dialog)


def headline_counts_who_is_there_now(stage):
    dialog = hold(stage, stage.patient("Philippa Underhay", "4471-9053", "05.02.1949"))
    true("to 1 person" in dialog.headline(), f"one reader: {dialog.headline()!r}")
    late = IrcPeer(stage.network.server.port, "late", stage.network.room)
    tap.until(lambda: "to 2 people" in dialog.headline(), "the headline counts who came")
    true(any("2 other people" in node.name for node in dialog.window.tree()), "the readers count who came")
    late.close()
    tap.until(lambda: "to 1 person" in dialog.headline(), "the headline leaves out who went")
    edit(stage, dialog)


if __name__ == "__main__":
    tap.run("dialog", [
        large_letters_leave_every_answer_in_sight,
        every_choice_has_a_name_of_its_own,
        headline_counts_who_is_there_now,
    ], lambda: stage.pidgin(stage.Irc, desktop=SmallDesktop))
