"""Briefs as plain text, marks of their notes aside: their figures come from the warehouse, so an error raised on one is a false one."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from itertools import product

import pytest

from hinterland import codes
from hinterland.api import Hinterland
from hinterland.brief import Brief
from hinterland.brief.output.markdown import to_markdown
from hinterland.check.document import from_text
from hinterland.codes import Language

NOTES = re.compile(r"\[\^\d+\]|[†‡]")
GROUPS = [g.code for g in codes.entries("group") if codes.members(g.code) and g.code != "provinces"]
CHINESE = ("2018", "2021", "2024", "2025", "2024-09", "2025-07", "2025-Q1", "2024H1", "2024-01/2024-11")
AMERICAN = ("2009", "2011", "2014", "2017")
NATIONS = {"CN": CHINESE, "US": AMERICAN}
SUBJECTS = [
    *(("CN", p) for p in CHINESE),
    *(("US", p) for p in AMERICAN),
    *((s, p) for n, s in enumerate(codes.members("provinces")) for p in (CHINESE[n % 9], CHINESE[(n + 4) % 9])),
    *((s, AMERICAN[n % 4]) for n, s in enumerate(["US-TX", "US-CA", "US-WA", "US-MI", "US-LA", "US-UT", "US-MD", "US-SC"])),
    *((g, p) for n, g in enumerate(GROUPS) for held in [NATIONS.get(codes.nation_of(g) or "")] if held for p in [held[n % len(held)]]),
]
EXPECTED: dict[tuple[str, str, str], set[str]] = {
    # The place that an overtaking leads to is taken for that of who was overtaken.
    ("CN-SC", "2024-09", "zh"): {"HL202"}, ("CN-SC", "2024-01/2024-11", "zh"): {"HL202"},
}  # fmt: skip
"""The codes of the errors that are raised although nothing is wrong, by subject, period and language, with what is misread."""


def errors(hinterland: Hinterland, brief: Brief) -> set[str]:
    """The errors raised on a brief as plain text."""
    document = from_text("brief.txt", NOTES.sub("", to_markdown(brief)))
    dated = date.fromisoformat(brief.newest) if brief.newest else None
    (report,) = hinterland.check_all([document], dated=dated)
    assert report.claims
    return {f"{f.code} {f.message}" for f in report.findings if f.severity == "error"}


@pytest.mark.parametrize(("subject", "period", "language"), [("CN-SD", "2023", "en"), ("CN-GD", "2023", "zh"), ("US-UT", "2017", "en")])
def test_a_brief_as_plain_text_raises_no_error(
    hinterland: Hinterland, brief_of: Callable[..., Brief], subject: str, period: str, language: Language
) -> None:
    assert errors(hinterland, brief_of(subject, period, language)) == set()


@pytest.mark.long
@pytest.mark.parametrize(("language", "asked"), [*product(("en", "zh"), SUBJECTS)])
def test_no_brief_as_plain_text_raises_an_error(
    hinterland: Hinterland, brief_of: Callable[..., Brief], language: Language, asked: tuple[str, str]
) -> None:
    raised = errors(hinterland, brief_of(*asked, language))
    assert {e.split()[0] for e in raised} == EXPECTED.get((*asked, language), set()), raised
