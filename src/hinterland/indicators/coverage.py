"""What is held: how many observations of what, over which periods, from how many sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hinterland.indicators.resolve import PACKAGE, Indicators
from hinterland.models import Result


@dataclass(frozen=True, slots=True)
class Coverage(Result):
    """A table of what is held, of everything or of one subject; `newest` is the newest release date held."""

    SCHEMA = "hinterland.coverage/1"

    subject: str | None
    newest: str | None
    rows: list[dict[str, Any]]


def coverage(indicators: Indicators, subject: str | None = None) -> Coverage:
    """Count what is held, of everything or of a region or group by its code."""
    return Coverage(subject, indicators.newest(), indicators.engine.rows(PACKAGE, "coverage", region=subject))
