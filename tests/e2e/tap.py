# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs cases and reports them in TAP, as the C tests do."""

import signal
import sys
import time
import traceback


class Failure(AssertionError):
    """What was expected and what was there instead."""


def equal(got, want, what):
    """Fails unless got == want; both are shown."""
    if got != want:
        raise Failure(f"{what}: wanted {want!r}, got {got!r}")


def true(value, what):
    """Fails unless value holds."""
    if not value:
        raise Failure(what)


def until(probe, what, timeout=10.0):
    """Polls probe() until it returns something true, and returns that; fails after timeout seconds."""
    end = time.monotonic() + timeout
    while True:
        value = probe()
        if value:
            return value
        if time.monotonic() > end:
            raise Failure(f"after {timeout:g} s still waiting: {what}")
        time.sleep(0.02)


def run(suite, cases, start):
    """
    Runs cases in order, each a function of what start() yields, and exits.

    start is a context manager whose value may have diagnostics(), lines that explain a failure.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    failed = 0
    print(f"1..{len(cases)}", flush=True)
    try:
        with start() as stage:
            for number, case in enumerate(cases, 1):
                failed += not run_one(suite, number, case, stage)
    except Exception:
        print("Bail out! " + comment(traceback.format_exc()).lstrip("# "), flush=True)
        sys.exit(1)
    sys.exit(failed > 0)


def run_one(suite, number, case, stage):
    name = f"/e2e/{suite}/{case.__name__.replace('_', '-')}"
    try:
        case(stage)
    except Exception:
        print(f"not ok {number} {name}\n" + comment(traceback.format_exc()), flush=True)
        for line in getattr(stage, "diagnostics", list)():
            print(comment(line), flush=True)
        return False
    print(f"ok {number} {name}", flush=True)
    return True


def comment(text):
    return "\n".join("# " + line for line in text.rstrip("\n").split("\n"))
