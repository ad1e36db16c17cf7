"""The day that a written file counts as made: that of the newest figure in it, so that the same brief gives the same bytes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from hinterland.brief.document import Brief

FIRST_DAY: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""The day of files whose brief has no date."""


def dated(brief: Brief) -> datetime:
    """The day of the newest figure."""
    try:
        return datetime.fromisoformat(brief.newest or "").replace(tzinfo=UTC)
    except ValueError:
        return FIRST_DAY
