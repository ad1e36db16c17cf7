"""A ranking: the members of a scope by a figure, the place of one of them, or those beyond a mark; who isn't held is named, never left out in silence."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hinterland import codes
from hinterland.answers import cells, commands
from hinterland.answers.answer import Answer, said
from hinterland.answers.cells import Cell, mark_of, told_value
from hinterland.answers.words import word
from hinterland.check.words import place
from hinterland.codes import Language
from hinterland.indicators import Indicators
from hinterland.language.phrases import level, phrase
from hinterland.language.write import name, when
from hinterland.requests import Request
from hinterland.requests.vocabulary import home
from hinterland.requests.vocabulary import scope as usual_scope

SHOWN = 31
"""Maximum members listed where no number is asked for."""


def answer(indicators: Indicators, r: Request) -> Answer:
    """Answer a request for a ranking."""
    language = r.language
    r, notes = cells.with_flow(r, "assumed:flow")
    subject = r.subjects[0] if r.is_place else None
    scope = (r.among or usual_scope()) if subject else r.subjects[0]
    period = r.periods[0] if r.periods else cells.newest(indicators, r, home(), r.flow)
    if period is None:
        return Answer(r, "unheld", (word("unheld:period", language, what=cells.measured(r, r.flow, language), who=name(scope, language)),))
    if not r.periods:
        notes.append(word("assumed:latest", language, period=when(str(period), language)))
    found = cells.ask(indicators, r, [(m, r.flow if r.op != "balance" else None, period) for m in codes.members(scope)])
    held = sorted((c for c in found if c.is_held), key=lambda c: -c.value if r.order == "desc" else c.value)
    absent = [name(c.subject, language) for c in found if not c.is_held]
    if not held:
        return Answer(
            r,
            "unheld",
            tuple(cells.missing(indicators, r, replace(found[0], subject=scope), language, found[0].subject)),
            notes=tuple(notes),
        )
    picked, sentences = _told(r, held, len(found), scope, subject, language)
    if absent:
        sentences.append(word("missing", language, names=said(language, absent)))
    return Answer(
        r,
        "answered" if picked or r.amount is not None else "unheld",
        tuple(sentences),
        tuple(cells.row(c, language, n) for n, c in picked),
        tuple(c.claim for _, c in picked),
        tuple(notes),
        *commands.same(r, [period]),
    )


def _told(
    r: Request, held: list[Cell], asked: int, scope: str, subject: str | None, language: Language
) -> tuple[list[tuple[int, Cell]], list[str]]:
    """The members to list with their places, and the sentences."""
    placed = list(enumerate(held, 1))
    who = _scope(scope, len(held), asked, language)
    about = {"what": cells.described(r, held[0], language), "scope": who, "period": when(str(held[0].period), language)}
    if subject is not None:
        own = next(((n, c) for n, c in placed if c.subject == subject), None)
        if own is None:
            return [], [word("unheld", language, what=about["what"], who=name(subject, language), period=about["period"])]
        near = [(n, c) for n, c in placed if abs(n - own[0]) <= 2]
        return near, [word("place", language, name=name(subject, language), place=place_of(own[1], held, r, language), value=told_value(own[1], language), **about)]  # fmt: skip
    if r.amount is not None:
        test = r.test or ">"
        past = [(n, c) for n, c in placed if _is_past(c, r.amount, test)]
        names = said(language, [name(c.subject, language) for _, c in past])
        mark = mark_of(r, r.amount, held[0])
        sentences = [word(f"past:{test}" if past else f"past:none:{test}", language, count=len(past), amount=mark, names=names, **about)]
        if at := [name(c.subject, language) for _, c in placed if _meets(c, r.amount)]:
            sentences.append(word("past:at", language, amount=mark, names=said(language, at)))
        return past, sentences
    if r.nth is not None:
        nth = placed[r.nth - 1 : r.nth]
        named = [
            word(
                "place",
                language,
                name=name(c.subject, language),
                place=place_of(c, held, r, language),
                value=told_value(c, language),
                **about,
            )
            for _, c in nth
        ]
        return nth, named or [word("place:none", language, count=len(held), **about)]
    key = "most" if r.order == "desc" else "least"
    return placed[: r.top or SHOWN], [
        word(key, language, name=name(held[0].subject, language), value=told_value(held[0], language), **about)
    ]


def _is_past(c: Cell, mark: Decimal, test: str) -> bool:
    """Whether a figure is wholly beyond a mark, whatever its rounding."""
    x = c.evaluated.answer
    assert x is not None
    return (x.low is not None and x.low >= mark) if test == ">" else (x.high is not None and x.high <= mark)


def _meets(c: Cell, mark: Decimal) -> bool:
    """Whether a figure may lie on either side of a mark, by its rounding."""
    return not _is_past(c, mark, ">") and not _is_past(c, mark, "<")


def place_of(own: Cell, held: list[Cell], r: Request, language: Language) -> str:
    """The place of a member, a range where others' figures meet its own within rounding."""
    mine = own.evaluated.answer
    assert mine is not None
    ahead = [c for c in held if c is not own and (c.value > own.value) == (r.order == "desc")]
    level = [c for c in held if c is not own and c.evaluated.answer is not None and c.evaluated.answer.meets(mine)]
    first = 1 + len([c for c in ahead if c not in level])
    last = 1 + len({id(c) for c in (*ahead, *level)})
    return place(first, last, language)


def _scope(scope: str, held: int, asked: int, language: Language) -> str:
    """Whom a ranking goes over, and how many of them are held where some aren't."""
    usual = scope == usual_scope()
    if held == asked:
        return phrase(f"group:{scope}", language, name(scope, language)) if usual else name(scope, language)
    members = level(codes.home_of(scope), language, several=True) if usual else word("plain", language)
    return word("scope:part", language, held=held, asked=asked, scope=members)
