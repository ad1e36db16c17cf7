"""One value at a time, as arguments, addresses and calls hold them: a code as it is, a name as in a whole request. A near miss is never
taken for a hit here: the `Unclear` that is raised says what may have been meant, and tells what doesn't exist from what merely isn't
held."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar, overload

from hinterland import codes
from hinterland.codes import Period
from hinterland.models import Basis, Flow
from hinterland.packs import packs
from hinterland.sources.reading import InputError

if TYPE_CHECKING:
    from hinterland.codes.tables import Kind
    from hinterland.requests.messages import Unclear

T = TypeVar("T", bound=str)
FLOWS: tuple[Flow, ...] = ("total", "export", "import")
LAST = 2100
"""The last year of a period that is taken for one."""
BASES: tuple[Basis, ...] = ("operating-unit", "destination-origin")
FORMS = "a period is a year (2025), a month (2025-07, July 2025), a quarter (2025-Q1), a half (2025H1) or months (2025-01/2025-11, Jan-Nov 2025)"


class Malformed(InputError):
    """A value that is none of its kind, whatever is held: no period, no flow, no currency."""


def region(text: str) -> str:
    """The code of a region or group. Raises `InputError` with what was perhaps meant."""
    if not isinstance(text, str):
        raise InputError(f"a region is named in text, by its name or its code, not by {text!r}")
    return _named(text, "subject")


def regions(texts: Sequence[str]) -> list[str]:
    """The codes of regions and groups, each once, in order; of several in one text with commas between them, too."""
    parts = ([name for name in re.split("[,，、]", text) if name.strip()] or [text] for text in texts)
    return list(dict.fromkeys(region(name) for names in parts for name in names))


def partner(text: str) -> str:
    """The code of a partner or bloc."""
    return _named(text, "partner")


def product(text: str) -> str:
    """The code of a product or basket, or an HS code."""
    return _named(text, "product")


@overload
def measure(text: str) -> str: ...
@overload
def measure(text: None) -> None: ...
def measure(text: str | None) -> str | None:
    """The code of a measure, as people name it: `gdp`, GDP, 生产总值."""
    return None if text is None else _named(text, "concept")


def _named(text: str, kind: Kind) -> str:
    try:
        return codes.find(text, kind).code
    except codes.AmbiguousName as e:
        raise InputError(str(e)) from e
    except codes.UnknownName as e:
        found = _meant(text, kind)
        if found is not None:
            return found
        raise _unknown(text, kind, e) from e


def _meant(text: str, kind: Kind) -> str | None:
    """The code that the words of requests give a name: an old spelling, an abbreviation of a region, a country as a partner."""
    from hinterland.requests.scan import scan
    from hinterland.requests.vocabulary import tails

    if kind == "subject" and text.strip() in tails():
        return tails()[text.strip()]
    found = scan(text, date.today())
    if found.unknown or found.stretches or found.figures or not found.mentions or any(m.corrected for m in found.mentions):
        return None
    named = [m for m, _ in found.every(kind)] if kind != "partner" else [m for m in found.mentions if _partner(m.meanings)]
    if len(named) != 1 or any(m.of("filler") is None for m in found.mentions if m not in named):
        return None
    code = next(c for c in (_partner(named[0].meanings) if kind == "partner" else m.value for m in named[0].meanings) if c)
    try:
        return codes.get(kind, code).code
    except LookupError:
        from hinterland.requests.messages import refuse

        raise refuse("unheld", "en", name=named[0].written) from None


def _partner(meanings: Sequence[object]) -> str | None:
    from hinterland.requests.vocabulary import Meaning

    given = [m for m in meanings if isinstance(m, Meaning)]
    return next((m.partner or m.value for m in given if m.partner or m.kind == "partner"), None)


def _unknown(text: str, kind: Kind, error: codes.UnknownName) -> Unclear:
    """What to say of a name that nobody has: what the words of requests have near it, else what the codes have."""
    from hinterland.requests.messages import Unclear
    from hinterland.requests.near import near
    from hinterland.requests.vocabulary import vocabulary

    forms = near(text.strip()).offered if text.strip() else ()
    meant = [m.value for form in forms for m in vocabulary()[form] if m.kind == kind]
    offered = [code for code in meant if codes.held(kind, code) is not None]
    if not offered:
        hint = "regions" if kind == "subject" and not error.suggestions else ""
        return Unclear(str(error), "unknown", tuple(e.code for e in error.suggestions), hint=hint)
    said = str(error).partition("; did you mean")[0]
    names = " or ".join(f"{codes.name(code, kind=kind)} ({code})" for code in dict.fromkeys(offered))
    return Unclear(f"{said}; did you mean {names}?", "unknown", tuple(offered))


@overload
def flow(text: str) -> Flow: ...
@overload
def flow(text: None) -> None: ...
def flow(text: str | None) -> Flow | None:
    """A flow: total, export or import, as people write it: `exports`, `imp`, `trade`."""
    return None if text is None else _chosen(text, "flow", FLOWS)


@overload
def currency(text: str) -> str: ...
@overload
def currency(text: None) -> None: ...
def currency(text: str | None) -> str | None:
    """A currency in which amounts are held, as people write it: `usd`, `dollars`."""
    return None if text is None else _chosen(text, "currency", currencies())


@overload
def basis(text: str) -> str: ...
@overload
def basis(text: None) -> None: ...
def basis(text: str | None) -> str | None:
    """The basis that trade is counted on."""
    return None if text is None else _chosen(text, "basis", BASES)


def _chosen(text: str, kind: str, held: Sequence[T]) -> T:
    """The value of a kind that a text is, or that its words stand for. Raises `Unclear` for another, with what is near it, and `Malformed` for what is no text."""
    if not isinstance(text, str):
        raise Malformed(f"a {kind} is one text, {' or '.join(map(repr, held))}, not {text!r}")
    if text in held:
        return next(c for c in held if c == text)
    from hinterland.requests.messages import Unclear, message
    from hinterland.requests.near import near
    from hinterland.requests.normal import normal
    from hinterland.requests.vocabulary import vocabulary

    meant = next((m.value for m in vocabulary().get(normal(text).lower(), ()) if m.kind == kind), None)
    if meant in held:
        return next(c for c in held if c == meant)
    key = {"flow": "flows", "currency": "currencies", "basis": "bases"}[kind]
    offered = [form for form in near(text.strip()).offered if any(m.kind == kind for m in vocabulary()[form])]
    offer = message("slot:offer", "en", offered=offered[0]) if offered else ""
    raise Unclear(message(key, "en", given=text[:60], offer=offer, held=" or ".join(held)), key)


@overload
def period(text: str | int, today: date | None = None) -> Period: ...
@overload
def period(text: None, today: date | None = None) -> None: ...
def period(text: str | int | None, today: date | None = None) -> Period | None:
    """A period: `2025`, `2025-07`, `202507`, `July 2025`, `2025H1`, `Jan-Nov 2025`. Raises `Malformed` where it is none, or lacks its year."""
    if text is None:
        return None
    if not isinstance(text, str | int):
        raise Malformed(f"{text!r} is not a period: {FORMS}")
    text = str(text)
    try:
        plain = Period.parse(text)
    except ValueError:
        plain = None
    if plain is not None:
        if plain.end // 100 > LAST:
            raise Malformed(f'"{text[:60]}" is not a period that there is: {FORMS}')
        return plain
    from hinterland.requests.normal import normal
    from hinterland.requests.periods import stretches
    from hinterland.requests.scan import LONGEST

    written = normal(text[:LONGEST])
    found = stretches(written, today or date.today())
    if len(found) == 1 and found[0].period is not None and not found[0].assumed and (found[0].start, found[0].end) == (0, len(written)):
        return found[0].period
    if len(found) == 1 and found[0].assumed and found[0].period is not None:
        raise Malformed(f'"{text}" is not a period without its year ({found[0].period} is the latest): {FORMS}')
    exists = " that there is" if len(found) == 1 and found[0].invalid else ""
    raise Malformed(f'"{text[:60]}" is not a period{exists}: {FORMS}')


def needed(text: str | int | None) -> Period:
    """A period where one has to be named. Raises `Malformed` where none is."""
    if text is None:
        raise Malformed(f"name a period: {FORMS}")
    return period(text)


def currencies() -> tuple[str, ...]:
    """The currencies in which amounts are held: those of the packs."""
    return tuple(dict.fromkeys(c for pack in packs() for c in (pack.currency, pack.second_currency) if c))


def day(value: date | str | None) -> date | None:
    """A day, as a `date` or written as 2026-03-15. Raises `Malformed` where it is none."""
    if value is None or isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise Malformed(f"{value!r} is not a day: a day is a date or written as 2026-03-15") from None
