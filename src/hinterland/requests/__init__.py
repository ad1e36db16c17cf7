"""Requests: what people type into a command, an address, a search box or a call, understood in one place.

`parse(text)` reads a whole request ("Anhui vs Henan exports, Jul 2025") as a `Request`; `slots` reads one value at a time, as arguments and parameters hold
them. Both use the reader's lexicon and the tables of codes, and refuse in a sentence what they aren't sure of.
"""

from hinterland.requests.messages import Unclear
from hinterland.requests.request import ALL, Request, parse

__all__ = ["ALL", "Request", "Unclear", "parse"]
