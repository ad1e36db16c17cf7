"""Reports as people and programs want them: a table of formats.

`FORMATS[name](report, ...)` gives text; `STREAMED` names the formats that can be printed document by document, the others need all reports at
once. docx, which is bytes, stands apart as `BINARY`.
"""

from __future__ import annotations

from collections.abc import Callable

from hinterland.check.output import docx, html, lines, sarif
from hinterland.check.output.source import locate
from hinterland.check.report import Report

FORMATS: dict[str, Callable[..., str]] = {
    "full": lines.full,
    "concise": lines.concise,
    "json": lines.objects,
    "sarif": sarif.render,
    "github": lines.github,
    "html": html.render,
}
"""How reports are printed, by the name of the format."""

BINARY: dict[str, Callable[[Report], bytes]] = {"docx": docx.render}
"""Formats that are written to a file and never to a terminal."""

STREAMED = ("full", "concise", "json", "github")
"""The formats whose reports follow one another."""

NAMING = ("full", "concise")
"""The formats that name commands unless asked not to."""

TELLING = ("full", "concise", "github")
"""The formats of them that say themselves, in sentences, what failed."""

__all__ = ["BINARY", "FORMATS", "NAMING", "STREAMED", "TELLING", "locate"]
