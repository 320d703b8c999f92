# SPDX-License-Identifier: GPL-2.0-or-later
"""Pidgin's windows, used as a person would: type, press Enter, read, click."""

import re
import subprocess

import a11y
import tap
from a11y import GLib, Role, State

NUMBER = re.compile("\u2068\\s*\\d+\\s*\u2069")


def xdotool(*arguments):
    done = subprocess.run(["xdotool", *arguments], timeout=10, capture_output=True, text=True)
    return done.stdout.split()


def find_window(title):
    """The X window of that title; waits for it."""
    pattern = "^" + re.escape(title) + "$"
    return tap.until(lambda: xdotool("search", "--onlyvisible", "--name", pattern), f"a window {title!r}")[-1]


class Pidgin:
    """A running Pidgin."""

    def __init__(self, process):
        self.process = process
        self.app = a11y.until(self.find, "Pidgin is on the accessibility bus", 30)

    def find(self):
        self.process.check()
        return a11y.application(self.process.pid)

    def windows(self):
        return [node for node in self.app.children() if node.has(State.VISIBLE)]

    def conversation(self, title):
        """The window of the conversation of that title; waits for it."""
        return a11y.until(lambda: self.find_conversation(title), f"a conversation window {title!r}", 20)

    def find_conversation(self, title):
        for window in self.windows():
            if title in window.name:
                conversation = Conversation(window)
                if conversation.find_entry():
                    return conversation
        return None

    def dialog(self):
        """The window of a held message; waits for it."""
        return a11y.until(self.find_dialog, "the dialog of a held message")

    def find_dialog(self):
        for window in self.windows():
            if window.find(Role.PUSH_BUTTON, "Send redacted"):
                return HeldDialog(self, window)
        return None

    def no_dialog(self):
        return a11y.until(lambda: not self.find_dialog(), "the dialog goes away")

    def button(self, name):
        """A button of that name in any window; waits for it."""
        return a11y.until(lambda: self.find_button(name), f"a button {name!r}")

    def find_button(self, name):
        return next((button for window in self.windows()
                     if (button := window.find(Role.PUSH_BUTTON, name))), None)

    def window_saying(self, words, timeout=10):
        """A window with a label or text that holds words; waits for it."""
        return a11y.until(lambda: self.find_window_saying(words), f"a window that says {words!r}", timeout)

    def close_notice(self, words):
        """Waits for a notice that holds words and closes it; all rules may be tried before. Returns all it says."""
        notice = self.window_saying(words, 60)
        said = says(notice)
        notice.find(Role.PUSH_BUTTON, "Close").press()
        a11y.until(lambda: not self.find_window_saying(words), "the notice goes away")
        return said

    def find_window_saying(self, words):
        return next((window for window in self.windows() if words in says(window)), None)


def says(window):
    """All words in a window."""
    words = [window.name]
    for node in window.tree():
        if node.role == Role.TEXT:
            words.append(node.text())
        elif node.name:
            words.append(node.name)
    return "\n".join(words)


class Conversation:
    """A window with one conversation in it."""

    def __init__(self, window):
        self.window = window

    def find_entry(self):
        texts = [node for node in self.window.all(Role.TEXT)
                 if all(map(node.has, (State.EDITABLE, State.MULTI_LINE, State.SHOWING)))]
        return texts[-1] if texts else None

    def text(self):
        return self.find_entry().text()

    def wait_text(self, text):
        a11y.until(lambda: self.text() == text, f"the entry reads {text!r}")

    def type(self, text):
        self.find_entry().set_text(text)
        self.wait_text(text)

    def send(self, text):
        """Puts text into the entry and presses Enter there."""
        self.type(text)
        self.press("Return")

    def press(self, *keys):
        self.focus()
        xdotool("key", *keys)

    def hold_down(self, key, seconds):
        """Holds a key down, so that it repeats."""
        self.focus()
        xdotool("keydown", key, "sleep", str(seconds), "keyup", key)

    def focus(self):
        entry = self.find_entry()

        def focused():
            if self.window.has(State.ACTIVE) and entry.has(State.FOCUSED):
                return True
            xdotool("windowactivate", find_window(self.window.name))
            entry.focus()
            return False

        a11y.until(focused, f"the entry of {self.window.name!r} has the focus")

    def is_open(self):
        try:
            return self.window.has(State.VISIBLE)
        except GLib.Error:
            return False

    def close(self):
        """Closes the window with its own shortcut."""
        self.press("ctrl+w")


class HeldDialog:
    """The window that explains why a message is held, and asks what to do."""

    def __init__(self, pidgin, window):
        self.pidgin = pidgin
        self.window = window

    def button(self, name):
        return a11y.until(lambda: self.window.find(Role.PUSH_BUTTON, name), f"a button {name!r} in the dialog")

    def click(self, name, timeout=5.0):
        """Clicks a button as soon as it takes clicks."""
        button = self.button(name)
        a11y.until(button.sensitive, f"{name!r} takes clicks", timeout)
        button.press()

    def press(self, *keys):
        """Presses keys in the dialog."""
        def active():
            if not self.window.has(State.ACTIVE):
                xdotool("windowactivate", self.xid())
            return self.window.has(State.ACTIVE)
        a11y.until(active, "the dialog is the active window")
        xdotool("key", *keys)

    def answer(self, name):
        """Clicks a button that ends the dialog."""
        self.click(name)
        self.pidgin.no_dialog()

    def send_anyway(self, reason, note=None):
        self.click("Send anyway…")
        a11y.until(lambda: self.window.find(Role.RADIO_BUTTON, reason), f"the reason {reason!r}").press()
        if note:
            self.window.find(Role.TEXT, "In your own words").set_text(note)
        self.answer("Send")

    def headline(self):
        return self.window.name

    def preview(self):
        """What would be sent, as the dialog shows it."""
        return self.window.find(Role.TEXT, "What will be sent").text()

    def choices(self):
        """Names of all that can be ticked or written in."""
        return [node.name for node in self.window.tree() if node.role == Role.CHECK_BOX
                or node.role == Role.TEXT and node.has(State.EDITABLE)]

    def generalise(self):
        """Sets the tick, or takes it away."""
        a11y.until(lambda: self.window.find(Role.CHECK_BOX, "Generalise for teaching"), "the tick").press()

    def open_details(self):
        """Opens what is folded away under each finding."""
        for toggle in self.window.all(Role.TOGGLE_BUTTON):
            toggle.press()

    def shows(self, words):
        """Whether words are to be seen, not only to be read aloud."""
        return any(words in node.name and node.has(State.SHOWING) for node in self.window.tree())

    def message(self):
        """The held message, without the numbers that mark what was found in it."""
        marked = self.window.find(Role.TEXT, "Your message").text()
        return NUMBER.sub("", marked).strip()

    def says(self):
        return says(self.window)

    def xid(self):
        """The window as X knows it."""
        return find_window(self.headline())

