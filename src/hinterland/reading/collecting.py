"""The search for circles of objects that nobody refers to any more, put off while something is worked out that makes many objects and no circles.

Python looks through new objects again and again as they are made: a third of the time that a text is read.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Made = TypeVar("Made")


def collecting_later(function: Callable[Given, Made]) -> Callable[Given, Made]:
    """A function during which Python looks for no circles, unless it did none anyway; whoever turns that off turns it on again, also where several threads work."""

    @wraps(function)
    def later(*given: Given.args, **named: Given.kwargs) -> Made:
        if not gc.isenabled():
            return function(*given, **named)
        gc.disable()
        try:
            return function(*given, **named)
        finally:
            gc.enable()

    return later
