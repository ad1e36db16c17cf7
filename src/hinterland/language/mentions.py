"""What a text mentions: stretches of it with what they stand for, before anything is made of them.

Offsets count Unicode code points of the text as it was given; nothing here changes the text's length.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from hinterland.codes import Language
from hinterland.interval import Interval


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, a period or a cue: `kind` says of what table, `code` which row."""

    start: int
    end: int
    kind: str
    code: str
    text: str
    codes: tuple[str, ...] = ()


@dataclass(slots=True)
class Quantity:
    """A number as written: its interval in base units, its unit, the hedge it stands under, and the noun it counts where it counts something."""

    start: int
    end: int
    text: str
    value: Decimal
    interval: Interval
    unit: str
    precision: Decimal
    hedge: str = "exactly"
    noun: str = ""
    form: str = ""
    flags: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of text that is read at once, in one language."""

    start: int
    end: int
    text: str
    language: Language
    paragraph: int = 0
