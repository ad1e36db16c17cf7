"""The one error of bad input: a sentence that says what was wrong, where, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class InputError(Exception):
    """Bad input, said in a sentence; commands print it and end with status 2."""


@contextmanager
def refused(*errors: type[Exception], form: str = "{}") -> Iterator[None]:
    """Turn errors of some kinds into `InputError`, with their sentence where the form has braces."""
    try:
        yield
    except errors as e:
        raise InputError(form.replace("{}", str(e.args[0]) if e.args else type(e).__name__)) from e
