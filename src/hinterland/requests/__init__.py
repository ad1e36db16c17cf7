"""Requests: what people type into a command, an address, a search box or a call, understood in one place.

`parse(text)` reads a whole request ("Anhui vs Henan exports, Jul 2025") as a `Request`; `slots` reads one value at a time, as arguments and parameters hold
them. Both use the reader's lexicon and the tables of codes, and refuse in a sentence what they aren't sure of.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hinterland.requests.messages import Unclear
    from hinterland.requests.request import ALL, Request, parse

__all__ = ["ALL", "Request", "Unclear", "parse"]


def __getattr__(name: str) -> Any:
    """The public names, imported when first asked for, so that a code is understood without the reader and its tables."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from hinterland.requests import request

    return getattr(request, name)
