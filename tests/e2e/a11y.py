# SPDX-License-Identifier: GPL-2.0-or-later
"""What is on the screen, as assistive technology sees it (AT-SPI)."""

import gi

import tap

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402  (to be imported once the desktop is up)

Atspi.set_timeout(3000, 15000)
Role, State = Atspi.Role, Atspi.StateType


class Node:
    """An accessible object. Anything asked of one that has gone raises GLib.Error."""

    def __init__(self, accessible):
        self.accessible = accessible

    @property
    def name(self):
        return self.accessible.get_name()

    @property
    def role(self):
        return self.accessible.get_role()

    def children(self):
        for index in range(self.accessible.get_child_count()):
            child = self.accessible.get_child_at_index(index)
            if child is not None:
                yield Node(child)

    def tree(self):
        """This and all below, in order; without what is hidden, tables and menus."""
        yield self
        for child in self.children():
            if child.has(State.VISIBLE) and child.role not in (Role.TABLE, Role.TREE_TABLE, Role.MENU_BAR):
                yield from child.tree()

    def has(self, state):
        return self.accessible.get_state_set().contains(state)

    def sensitive(self):
        return self.has(State.SENSITIVE)

    def all(self, role, name=None):
        return [node for node in self.tree()
                if node.role == role and (name is None or node.name == name)]

    def find(self, role, name=None):
        """The first of that role and name, or None."""
        return next(iter(self.all(role, name)), None)

    def text(self):
        return Atspi.Text.get_text(self.accessible, 0, -1)

    def set_text(self, text):
        tap.true(Atspi.EditableText.set_text_contents(self.accessible, text), "the text cannot be set")

    def focus(self):
        Atspi.Component.grab_focus(self.accessible)

    def extents(self):
        """Where it is on the screen: x, y, width and height in pixels."""
        box = Atspi.Component.get_extents(self.accessible, Atspi.CoordType.SCREEN)
        return box.x, box.y, box.width, box.height

    def press(self):
        """The first action: a click on a button, the choice of a radio button."""
        name = self.name
        tap.true(Atspi.Action.do_action(self.accessible, 0), f"{name!r} cannot be pressed")


def application(pid):
    """The application of that process, or None while it is not there."""
    for node in Node(Atspi.get_desktop(0)).children():
        if node.accessible.get_process_id() == pid:
            return node
    return None


def until(probe, what, timeout=10.0):
    """tap.until() for probes that look at the screen while it changes."""
    news = GLib.MainContext.default()

    def patient():
        try:
            while news.iteration(False):
                pass
            return probe()
        except GLib.Error:
            return None
    return tap.until(patient, what, timeout)
