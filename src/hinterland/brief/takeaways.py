"""What an editor should do before using a sentence: quote it, hedge it, or look further first, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from hinterland import codes
from hinterland.brief.document import Advice, Advised, Takeaway, sign
from hinterland.brief.voice import STOPS
from hinterland.brief.words import ending, words
from hinterland.claims.cautions import reason
from hinterland.codes import Language
from hinterland.language.naming import whose
from hinterland.language.phrases import listed, phrase
from hinterland.language.write import when
from hinterland.models import Caution, Claim

GRADES: tuple[Advice, ...] = ("look", "hedge")

NAMING = {"partner", "product"}
"""What of a caution's values says by itself which figure it is of."""
SOURCES = ("second-hand-alone", "claimed", "one-article", "several-articles", "second-hand", "derived")
"""Cautions of where a figure comes from: the signs beside figures say them, and a brief explains those once."""


OF_RATES = ("base-effect",)
"""Cautions of a rate that say nothing of a place, a record or a count by it."""


def advise(claims: Sequence[Claim], language: Language, *, once: bool = False) -> tuple[Advice, str, str]:
    """What to do before using a sentence, by which rule, and why: the gravest caution of its claims decides, and at most two are stated.

    `once` says in few words where a figure comes from, and only where nothing else is to be said: a brief explains it for all of its figures at once.
    """
    noted = [
        (c, claim) for claim in claims if claim.evidence for c in claim.evidence.cautions if claim.kind == "value" or c.code not in OF_RATES
    ]
    found = [(c, claim) for c, claim in noted if c.grade in GRADES]
    if not found:
        is_computed = any(claim.kind == "value" and sign(claim) == "‡" for claim in claims)
        rule = "noted" if noted else "computed" if is_computed else "official"
        said = [reason(c, language) if c.code != "note" else _note(c, claim, claims, language) for c, claim in noted]
        note = next((text for (c, _), text in zip(noted, said, strict=True) if c.code != "note"), said[0] if said else "")
        return "quote", rule, ending(words(f"why:{rule}", language, note=note), "")
    gravest = min((c.grade for c, _ in found), key=GRADES.index)
    grave = [(c, claim) for c, claim in found if c.grade == gravest]
    stated = [(c, claim) for c, claim in grave if not once or c.code not in SOURCES]
    alike: dict[tuple[str, str], tuple[Caution, Claim]] = {}
    for c, claim in stated:
        alike.setdefault((c.code, str(c.values) if c.code in OF_RATES else str(len(alike))), (c, claim))
    reasons = list(dict.fromkeys(_why(c, claim, claims, language) for c, claim in alike.values()))[:2]
    why = ending(words("why:and", language).join(reasons), STOPS[language]) if reasons else _source(*grave[0], claims, language)
    return cast(Advice, gravest), grave[0][0].code, why


def unrepeated(points: Sequence[Takeaway], before: Advised | None, language: Language) -> list[Takeaway]:
    """Key points whose reasons repeat no note on a figure that the advice `before` them or an earlier point gives."""
    joint, stop = words("why:and", language), STOPS[language]
    printed: set[str] = set()
    found: list[Takeaway] = []
    for point in (before, *points):
        if point is None:
            continue
        notes = point.why.removesuffix(stop).split(joint) if point.rule == "note" else []
        left = [note for note in notes if note.lower() not in printed]
        printed.update(note.lower() for note in notes)
        if isinstance(point, Takeaway):
            found.append(replace(point, why=ending(joint.join(left), stop) if left else "") if notes else point)
    return found


def _note(caution: Caution, claim: Claim, claims: Sequence[Claim], language: Language) -> str:
    """What is noted with figures, with the regions and the periods of those that it is noted with where they aren't those of the sentence alone."""
    text, latest = reason(caution, language), max(c.period or "" for c in claims)
    values = {str(x.values["note"]) for c in claims if c.evidence for x in c.evidence.cautions if x.code == "note"}
    held = {(o.region, o.period, o.note) for c in claims if c.evidence for o in c.evidence.observations if o.note}
    noted = {(region, period) for region, period, note in held if str(caution.values["note"]) in note}
    noted = noted or {(claim.subject or "", claim.period or "")}
    is_alone = {h[:2] for h in held if any(v in h[2] for v in values)} | noted == {(claims[0].subject, latest)}
    on = [
        words("why:place", language).join(
            filter(None, (codes.name(r, language) if r != claims[0].subject else "", "" if is_alone else when(p, language)))
        )
        for r, p in sorted(noted, key=lambda o: (o[0] != claims[0].subject, o[1]))
    ]
    return (
        words("why:note", language, note=text, on=words("why:on", language, on=listed(on, language)))
        if any(on)
        else words("why:note:own", language, note=text)
    )


def _why(caution: Caution, claim: Claim, claims: Sequence[Claim], language: Language) -> str:
    """A caution in words, after the figure it is of where others of the sentence don't have it."""
    if caution.code == "note":
        return _note(caution, claim, claims, language)
    text = reason(caution, language)
    if caution.code in OF_RATES:
        falls = ":fall" * (float(caution.values["before"]) > 0)
        return words("why:rate", language, figure=_figure(claim, claims, language, dated=True, falls=falls), why=text)
    if NAMING & caution.values.keys() or all(c.evidence and text in {reason(own, language) for own in c.evidence.cautions} for c in claims):
        return text
    return words("why:of", language, figure=_figure(claim, claims, language), why=text)


def _figure(claim: Claim, claims: Sequence[Claim], language: Language, *, dated: bool = False, falls: str = "") -> str:
    """A figure of a sentence by its name: of an earlier period, or `dated`, with that, of a region with its name where the sentence has several; of a rate that `falls` as a fall."""
    growth = ":growth" * (claim.kind == "rank" and claim.indicator.op == "growth")
    key = (
        f"figure:{claim.indicator.op}{falls * (claim.indicator.op == 'growth')}"
        if claim.kind == "value"
        else f"figure:{claim.kind}{growth}"
    )
    flow = phrase(f"trade:{claim.indicator.flow or 'total'}", language)
    figure = words(key, language, flow=flow)
    if len({c.subject for c in claims}) > 1 and claim.subject:
        place = phrase(f"subject:{claim.subject}", language) or codes.name(claim.subject, language)
        figure = words("why:whose", language, place=whose(place) if language == "en" else place, figure=figure)
    else:
        figure = words("why:the", language, figure=figure)
    if period := when(claim.period, language) if dated and claim.period else _earlier(claim, claims, language):
        figure = words("why:when", language, figure=figure, period=period)
    return figure


def _earlier(claim: Claim, claims: Sequence[Claim], language: Language) -> str:
    """The period of a claim that is of an earlier one than the last of its sentence."""
    return when(claim.period, language) if claim.period and claim.period != max(c.period or "" for c in claims) else ""


def _source(caution: Caution, claim: Claim, claims: Sequence[Claim], language: Language) -> str:
    """Where a sentence's figure comes from in few words: the figure itself, or one behind what was computed, rests on several, or is one of several that don't all come from there."""
    those = [c for c in claims if c.evidence is not None and any(x.code == caution.code for x in c.evidence.cautions)]
    alone = len(those) == len(claims)
    several = sign(claim) == "‡" or not alone or (claim.evidence is not None and len(claim.evidence.observations) > 1)
    signs = {sign(c) for c in those}
    others = any(sign(c) == "†" for c in claims if c not in those)
    key = "" if not several else ":some" * others or ":signed" if "†" in signs else ":behind" if "‡" in signs else ":unmarked"
    return words(f"why:{caution.code}{key}", language)
