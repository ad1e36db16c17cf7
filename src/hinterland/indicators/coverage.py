"""What is held: how many observations of what, over which periods, from how many sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hinterland import codes
from hinterland.frames import Tabular, count
from hinterland.indicators.resolve import PACKAGE, Indicators
from hinterland.models import Result


@dataclass(frozen=True, slots=True, repr=False)
class Coverage(Result, Tabular):
    """A table of what is held, of everything or of one subject; `newest` is the newest release date held."""

    SCHEMA = "hinterland.coverage/1"

    subject: str | None
    newest: str | None
    rows: list[dict[str, Any]]

    def summary(self) -> str:
        """How much is held of each subject, and how new it is."""
        whose = codes.name(self.subject, kind="subject") if self.subject else "everything"
        held = count(sum(row["observations"] for row in self.rows), "observation")
        return f"{whose}, {held} of {len(self.rows)} series, newest release {self.newest or 'unknown'}"

    def rows_of(self) -> list[dict[str, Any]]:
        """What is held, one row a series."""
        return self.rows


def coverage(indicators: Indicators, subject: str | None = None) -> Coverage:
    """Count what is held, of everything or of a region or group by its code."""
    return Coverage(subject, indicators.newest(), indicators.engine.rows(PACKAGE, "coverage", region=subject))
