"""A brief as an object: sections of marked sentences and the evidence behind each mark; saved as HTML, Markdown or JSON by the file's suffix."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from hinterland.models import Claim
from hinterland.sources.reading import InputError


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its sentences; marks stand in them as `[3]`."""

    title: str
    sentences: list[str]


@dataclass(slots=True)
class Brief:
    """A brief of a subject and period; `evidence[n - 1]` is what mark `[n]` leads to."""

    subject: str
    name: str
    period: str
    language: str
    state: int
    headline: str
    sections: list[Section] = field(default_factory=list)
    evidence: list[Claim] = field(default_factory=list)
    newest: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "schema": "hinterland.brief/1",
            "subject": self.subject,
            "period": self.period,
            "language": self.language,
            "state": self.state,
            "headline": self.headline,
            "sections": [{"title": s.title, "sentences": s.sentences} for s in self.sections],
            "evidence": [c.to_dict() for c in self.evidence],
        }

    def save(self, path: Path) -> None:
        """Write the brief, all of it or nothing. Raises `InputError` for a suffix nobody writes or a folder that isn't there."""
        if path.suffix not in FORMATS:
            raise InputError(f"a brief is written as {', '.join(FORMATS)}, not as {path.suffix or path.name!r}")
        if not path.parent.is_dir():
            raise InputError(f"there is no folder {path.parent}; make it first or write elsewhere with --output")
        unfinished = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            unfinished.write_text(FORMATS[path.suffix](self), encoding="utf-8")
            unfinished.replace(path)
        except OSError as e:
            raise InputError(f"{path} can't be written: {e.strerror}") from e
        finally:
            unfinished.unlink(missing_ok=True)


def to_json(brief: Brief) -> str:
    """One object, readable."""
    return json.dumps(brief.to_dict(), ensure_ascii=False, indent=1) + "\n"


def to_markdown(brief: Brief) -> str:
    """Markdown with footnotes."""
    return str(_environment().get_template("brief.md.j2").render(brief=brief, marked=lambda s: re.sub(r" ?\[(\d+)\]", r"[^\1]", s)))


def to_html(brief: Brief) -> str:
    """A plain page: no script, no request to anywhere."""

    def marked(sentence: str) -> str:
        return re.sub(r" ?\[(\d+)\]", r'<sup><a href="#e\1" id="m\1" aria-label="evidence \1">\1</a></sup>', escape(sentence))

    return str(_environment().get_template("brief.html.j2").render(brief=brief, marked=marked))


FORMATS: dict[str, Callable[[Brief], str]] = {".html": to_html, ".md": to_markdown, ".json": to_json}
"""How a brief is written, by the suffix of its file."""


@cache
def _environment() -> Any:
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

    environment = Environment(
        loader=PackageLoader("hinterland.brief"),
        autoescape=select_autoescape(["html.j2"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["plain"] = lambda x: f"{x:,f}".rstrip("0").rstrip(".") if x is not None else ""
    return environment
