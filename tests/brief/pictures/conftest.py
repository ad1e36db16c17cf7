"""The pictures of some briefs in both languages, made once: a province, the nation, a group, a province with little data, and a month."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import pytest

from hinterland.api import Hinterland
from hinterland.brief.agenda import agenda
from hinterland.brief.document import Picture
from hinterland.brief.pictures import Shape, pictures
from hinterland.claims import Evaluated, evaluate
from hinterland.codes import Language, Period

BRIEFS = [
    ("CN-AH", "2025"),
    ("CN", "2025"),
    ("central", "2025"),
    ("CN-XZ", "2025"),
    ("CN-GD", "2025"),
    ("CN-AH", "2025-07"),
    ("CN", "2025-01/2025-07"),
]


class Made(NamedTuple):
    """The pictures of a brief, with the claims it tells and those it gave a mark."""

    pictures: dict[str, Picture]
    told: dict[str, Evaluated]
    marked: list[Evaluated]


Make = Callable[..., Made]


@pytest.fixture(scope="session")
def make(hinterland: Hinterland) -> Make:
    """Make the pictures of a subject, a period and a language."""

    @cache
    def told(subject: str, period: str) -> dict[str, Evaluated]:
        questions = agenda(hinterland.indicators, subject, Period.parse(period)).questions
        answered = zip(questions, evaluate(hinterland.indicators, list(questions.values())), strict=True)
        return {name: e for name, e in answered if e.answer is not None}

    @cache
    def made(subject: str, period: str, language: Language = "en", shape: Shape | None = None) -> Made:
        marked: list[Evaluated] = []

        def mark(e: Evaluated) -> int:
            if e not in marked:
                marked.append(e)
            return marked.index(e) + 1

        claims = told(subject, period)
        return Made(pictures(hinterland.indicators, subject, Period.parse(period), language, claims, mark, shape=shape), claims, marked)

    return made
