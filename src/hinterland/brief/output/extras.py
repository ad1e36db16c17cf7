"""What several formats need: their libraries, with the sentence that names the extra where one isn't installed, and the day that a file counts as made."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib import import_module
from typing import Any, Final

from hinterland.brief.document import Brief
from hinterland.plugins import extra_missing
from hinterland.sources.reading import InputError

NEEDS: Final = {".xlsx": ("excel", "xlsxwriter"), ".docx": ("documents", "docx"), ".pdf": ("pdf", "typst")}
"""The extra and the library of a suffix."""


def library(suffix: str) -> Any:
    """The library that writes files of a suffix. Raises `InputError` where its extra isn't installed."""
    extra, name = NEEDS[suffix]
    try:
        return import_module(name)
    except ImportError:
        raise InputError(extra_missing(f"{suffix} files need", extra)) from None


FIRST_DAY: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""The day of files whose brief has no date."""


def dated(brief: Brief) -> datetime:
    """The day of the newest figure, so that the same brief gives the same bytes."""
    try:
        return datetime.fromisoformat(brief.newest or "").replace(tzinfo=UTC)
    except ValueError:
        return FIRST_DAY
