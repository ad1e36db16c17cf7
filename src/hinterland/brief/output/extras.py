"""The libraries that some formats need, and the sentence that names the extra where one isn't installed."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final

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
