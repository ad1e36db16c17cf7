"""Control characters as text, so that nothing in data moves a cursor, changes a colour or turns the order of what a person reads. `visible`
escapes them in a text; `Visible` does so for all that is printed to a stream. Escaped as JSON escapes, they mean the same in what programs
read."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""C0 without tab and line feed, delete, C1, and the marks that turn the direction of writing."""


def visible(text: str) -> str:
    """A text with its control characters escaped, as in `\\u001b`; tabs and line feeds stay."""
    return _CONTROLS.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def one_line(text: str) -> str:
    """A name, as of a file, with its tabs and line feeds escaped too."""
    return visible(text).replace("\n", "\\u000a").replace("\t", "\\u0009")


class Visible:
    """A stream that escapes the control characters of all that is printed to it. Rich, which escapes what it is given by itself, writes its colours past it."""

    def __init__(self, stream: TextIO) -> None:
        self.rich_proxied_file = stream

    def write(self, text: str) -> int:
        """Write a text with its control characters escaped. Ends the program, quietly and with status 0, once nobody reads any more."""
        with self._read():
            return self.rich_proxied_file.write(visible(text))

    def flush(self) -> None:
        """Flush; ends the program as `write` does."""
        with self._read():
            self.rich_proxied_file.flush()

    @contextmanager
    def _read(self) -> Iterator[None]:
        """End the program where nobody reads; what is still to be written goes nowhere, so that closing it is no error."""
        try:
            yield
        except BrokenPipeError:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.rich_proxied_file.fileno())
            os.close(nowhere)
            raise SystemExit(0) from None

    def writelines(self, lines: Any) -> None:
        """Write texts one after another."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.rich_proxied_file, name)
