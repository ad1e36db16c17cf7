"""A word for whoever waits: what a command is doing, on standard error where that is a terminal, once it has taken some seconds."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

SOON = 2.0
"""Seconds after which a person at a terminal is shown what is being waited for."""


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """Show what is being done once it has taken some seconds; nothing where standard error is no terminal."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    shown = Console(stderr=True).status(what)
    timer = Timer(SOON, shown.start)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        shown.stop()
