"""Checking a text on a page: what was found, the text with each claim coloured and its evidence at hand, what was not settled, the report as
files, and the rules, to which a finding leads by its code. Nothing is kept: the page carries what was sent, and each download sends it again."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import PurePath

from hinterland.api import Hinterland
from hinterland.brief.interface import label
from hinterland.check.catalogue import say
from hinterland.check.document import Document, from_text
from hinterland.check.output import BINARY, FORMATS
from hinterland.check.output.html import described
from hinterland.check.report import Report
from hinterland.check.rules import rules as known
from hinterland.codes import Language
from hinterland.serve.pages.frames import page
from hinterland.serve.replies import Reply
from hinterland.serve.verbs.documents import BRIEF_MEDIA as BRIEFS
from hinterland.serve.verbs.documents import REPORT_MEDIA as TEXTS

CARRIED = 3 * 1024 * 1024
"""Maximum bytes of a file that the page carries for its downloads; in base64 they still fit into a request."""
REPORTS: dict[str, tuple[Callable[[Report], str | bytes], str]] = {
    "html": (FORMATS["html"], TEXTS["html"]),
    "docx": (BINARY["docx"], BRIEFS["docx"]),
    "json": (FORMATS["json"], TEXTS["json"]),
    "sarif": (FORMATS["sarif"], TEXTS["sarif"]),
}
"""How a report is saved: by the suffix, what writes it and what it is."""
PEOPLES = ("html", "docx")
"""Reports that people read; a program gets the same name of a text in any language."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What somebody sent: a text as it was pasted, or a file with its name and what was read of it, the date to check by, and whether questions are shown too."""

    text: str = ""
    name: str = ""
    raw: bytes = b""
    read: Document | None = None
    dated: date | None = None
    ask: bool = False

    @property
    def document(self) -> Document:
        """What is checked."""
        return self.read or from_text("text", self.text)

    def named(self, language: Language) -> Document:
        """What is checked, under the name that people know it by."""
        return replace(self.document, path=self.name or label("check:name", language))


def form(h: Hinterland, *, language: Language) -> Reply:
    """The empty form."""
    return page(h, "check", language, around={"scripts": ("check.js",)}, report=None, sent=None)


def checked(h: Hinterland, *, language: Language, sent: Sent) -> Reply:
    """The report on a text as a page; messages are in the language of the page."""
    report = _report(h, sent, sent.named(language), language)
    found = described(report)
    return page(
        h,
        "check",
        language,
        around={"scripts": ("check.js",)},
        report=report,
        sent=sent,
        said=partial(say, language),
        d=found,
        counts=report.counts,
        carried=base64.b64encode(sent.raw).decode() if len(sent.raw) <= CARRIED else None,
        forms=tuple(REPORTS),
    )


def _report(h: Hinterland, sent: Sent, document: Document, language: Language) -> Report:
    """The report on what was sent, with its questions where these are asked for."""
    found = h.check(document, dated=sent.dated, language=language)
    return found.asking() if sent.ask else found


def report(h: Hinterland, *, language: Language, sent: Sent, output_format: str) -> Reply:
    """The report as a file."""
    write, media = REPORTS[output_format]
    document = sent.named(language) if output_format in PEOPLES else replace(sent.document, path=sent.name or "text")
    made = write(_report(h, sent, document, language))
    saved = label("check:saved", language, name=PurePath(sent.name).stem or label("check:name", language))
    return Reply(made if isinstance(made, bytes) else made.encode("utf-8"), media, f"{saved}.{output_format}")


PARTS = re.compile(r"\n\n|\n(?=[A-Z][a-z]+: )")
"""What ends a paragraph of a rule's page: an empty line, or that the next one has a head of its own."""


def rules(h: Hinterland, *, language: Language) -> Reply:
    """The page of all rules."""
    sections = [(code, rule, PARTS.split((rule.__doc__ or "").strip())) for code, rule in known().items()]
    return page(h, "rules", language, rules=sections, said=partial(say, language))
