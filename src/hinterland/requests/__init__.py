"""Requests: what people type into a command, an address, a search box or a call. `parse(text)` reads a whole request as a `Request`,
`slots` one value at a time; both use the reader's lexicon and the codes, and refuse in a sentence what they aren't sure of."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hinterland.requests.messages import Unclear
    from hinterland.requests.model import ALL, Request
    from hinterland.requests.request import parse

__all__ = ["ALL", "Request", "Unclear", "parse"]


def __getattr__(name: str) -> Any:
    """The public names, imported when first asked for, so that a code is understood without the reader and its tables."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from hinterland.requests import request

    return getattr(request, name)
