"""One lookup for every name: a code, a name or an alias goes in with the kind of thing it should be, the one entry it names comes out. A
near miss is never taken for a hit: it raises `UnknownName`, which offers what may have been meant, and a name of two things
`AmbiguousName`. Units have a dimension, a base unit and an exact factor in `units.csv`."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any, Literal, overload

from hinterland.codes.folding import fold, plain
from hinterland.codes.membership import ancestors, members
from hinterland.codes.municipalities import municipality
from hinterland.codes.tables import (
    KINDS,
    AmbiguousName,
    Entry,
    Kind,
    Language,
    Measure,
    Partner,
    Product,
    Region,
    Surface,
    Unit,
    UnknownName,
    table,
)

_NOUNS: Mapping[str, tuple[str, str]] = {
    **{kind: (kind, f"{kind}s") for kind in KINDS},
    "subject": ("region or group", "subjects"),
    "regime": ("trade mode", "trade modes"),
}
_HS = re.compile(r"(?:hs)?[ :]*((?:\d\d){1,4})")
_HS_TYPES = {2: "chapter", 4: "heading", 6: "subheading", 8: "tariff-line"}
_LONGEST = 80
_CLOSE = 0.1


@dataclass(frozen=True, slots=True)
class _Index:
    """What a kind's entries are found by, the surest first, each from a folded form to codes."""

    codes: Mapping[str, tuple[str, ...]]
    other_codes: Mapping[str, tuple[str, ...]]
    names: Mapping[str, tuple[str, ...]]
    plain: Mapping[str, tuple[str, ...]]


@overload
def find(text: str, kind: Literal["region"], *, within: str | None = None) -> Region: ...
@overload
def find(text: str, kind: Literal["partner"], *, within: str | None = None) -> Partner: ...
@overload
def find(text: str, kind: Literal["product"], *, within: str | None = None) -> Product: ...
@overload
def find(text: str, kind: Kind, *, within: str | None = None) -> Entry: ...
def find(text: str, kind: Kind, *, within: str | None = None) -> Entry:
    """The entry that a code, name or alias names, in any case and spacing. `within` is the code of a region, group or bloc that the entry
    lies in, which decides between namesakes (`find("吉林", "region", within=...)` with the code of the region Jilin is the city). Otherwise
    the larger place is meant. Raises `UnknownName`, with suggestions, or `AmbiguousName`."""
    index = _index(kind)
    for forms, key in ((index.codes, fold(text)), (index.other_codes, fold(text)), (index.names, fold(text)), (index.plain, plain(text))):
        found = _inside([table(kind)[code] for code in forms.get(key, ())], within)
        if found:
            return _one(found, text, kind)
    if kind == "product" and (hs := _hs(fold(text))):
        return hs
    if kind in ("region", "subject") and (by_rule := municipality(text.strip().upper())) and _inside([by_rule], within):
        return by_rule
    raise _unknown(text, kind, within)


@overload
def get(kind: Literal["region"], code: str) -> Region: ...
@overload
def get(kind: Literal["partner"], code: str) -> Partner: ...
@overload
def get(kind: Literal["product"], code: str) -> Product: ...
@overload
def get(kind: Literal["unit"], code: str) -> Unit: ...
@overload
def get(kind: Kind, code: str) -> Entry: ...
def get(kind: Kind, code: str) -> Entry:
    """The entry with exactly this code; HS codes of 4, 6 and 8 digits and municipalities have one without standing in a table. Raises `UnknownName`."""
    entry = table(kind).get(code) or (_hs(code) if kind == "product" and code.isdecimal() else None)
    entry = entry or (municipality(code) if kind in ("region", "subject") else None)
    if entry is None:
        raise UnknownName(f'no {_NOUNS[kind][0]} has the code "{code[:_LONGEST]}"', code, kind)
    return entry


@overload
def held(kind: Literal["region"], code: str) -> Region | None: ...
@overload
def held(kind: Literal["partner"], code: str) -> Partner | None: ...
@overload
def held(kind: Literal["product"], code: str) -> Product | None: ...
@overload
def held(kind: Kind, code: str) -> Entry | None: ...
def held(kind: Kind, code: str) -> Entry | None:
    """The entry with exactly this code, as `get` gives it; `None` where no table has the code."""
    with suppress(UnknownName):
        return get(kind, code)
    return None


def measure(concept: str | None) -> Measure | None:
    """The measure of a concept's code; `None` of trade itself, which is measured as value and as quantity, and where no table has the code."""
    found = table("concept").get(concept or "trade")
    return found if isinstance(found, Measure) and found.code not in TRADE else None


TRADE = ("trade", "services")
"""The concepts that have no one dimension."""


def entries(kind: Kind) -> tuple[Entry, ...]:
    """All entries of a kind, in the order of their table."""
    return tuple(table(kind).values())


def name(code: str, language: Language = "en", kind: Kind | None = None, *, short: bool = True) -> str:
    """What a code is called; without a kind, the first kind that knows it (regions, groups, partners, products ...). Raises
    `UnknownName`."""
    if kind is not None:
        return get(kind, code).name(language, short=short)
    for each in KINDS:
        if (entry := table(each).get(code)) is not None:
            return entry.name(language, short=short)
    return (municipality(code) or get("product", code)).name(language, short=short)


@cache
def aliases(kind: Kind) -> Mapping[str, tuple[str, ...]]:
    """Every folded name of a kind and the codes it may mean, the likeliest first: what a text is searched for. Codes are not among them."""
    forms = _index(kind).names
    return MappingProxyType({form: tuple(sorted(codes, key=lambda c: table(kind)[c].rank)) for form, codes in forms.items()})


@cache
def surfaces(kind: Kind) -> tuple[Surface, ...]:
    """Every name as written, with its language and code; a short one in capitals (US, PV) means itself only in capitals."""
    return tuple(s for e in entries(kind) for s in e.surfaces())


@cache
def _index(kind: Kind) -> _Index:
    codes: dict[str, list[str]] = {}
    other: dict[str, list[str]] = {}
    names: dict[str, list[str]] = {}
    for entry in entries(kind):
        _add(codes, fold(entry.code), entry.code)
        for text in entry.other_codes:
            _add(other, fold(text), entry.code)
        for surface in entry.surfaces():
            _add(names, fold(surface.text), entry.code)
    # An accentless form gives way to a name that is written so: Shǎnxī is Shaanxi, but Shanxi is not.
    bare: dict[str, list[str]] = {}
    for form, found in names.items():
        for code in found if plain(form) not in names or plain(form) == form else ():
            _add(bare, plain(form), code)
    return _Index(*({k: tuple(v) for k, v in forms.items()} for forms in (codes, other, names, bare)))


def _add(forms: dict[str, list[str]], form: str, code: str) -> None:
    if code not in forms.setdefault(form, []):
        forms[form].append(code)


def _inside(found: list[Entry], within: str | None) -> list[Entry]:
    """Those that lie in a region, group or bloc; the place itself only when nothing inside it has the name."""
    if within is None:
        return found
    holders = members(within) if within in table("group") or within in table("partner") else (within,)
    inside = [e for e in found if (e.code in holders and e.code != within) or any(a in holders for a in ancestors(e.code))]
    return inside or [e for e in found if e.code == within]


def _one(found: list[Entry], text: str, kind: Kind) -> Entry:
    best = [e for e in found if e.rank == min(f.rank for f in found)]
    if len(best) == 1:
        return best[0]
    listed = _listed([_described(e) for e in best], "and")
    raise AmbiguousName(f'"{text}" names {len(best)} {_NOUNS[kind][1]}: {listed}; say which, by its code', text, kind, tuple(best))


def _unknown(text: str, kind: Kind, within: str | None) -> UnknownName:
    shown = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    if within is not None and (text_known := _index(kind).names.get(fold(text))):
        elsewhere = _listed([_described(table(kind)[c]) for c in text_known], "or")
        return UnknownName(f'no {_NOUNS[kind][0]} called "{shown}" lies in {within}; there is {elsewhere}', text, kind)
    near = _near(text, kind)
    offer = f"; did you mean {_listed([f'{e.name()} ({e.code})' for e in near], 'or')}?" if near else ""
    return UnknownName(f'no {_NOUNS[kind][0]} is called "{shown}"{offer}', text, kind, near)


def _near(text: str, kind: Kind) -> tuple[Entry, ...]:
    """Up to three entries with a name like it, by name."""
    index = _index(kind)
    form = plain(text)[:_LONGEST]
    cutoff = 0.75 if form.isascii() else 0.5
    pool = {**index.codes, **index.plain} if form.isascii() else index.plain
    close = difflib.get_close_matches(form, pool, 9, cutoff)
    likeness = [difflib.SequenceMatcher(None, near, form).ratio() for near in close]
    best = dict.fromkeys(code for near, ratio in zip(close, likeness, strict=True) if ratio > likeness[0] - _CLOSE for code in pool[near])
    return tuple(sorted((table(kind)[code] for code in list(best)[:3]), key=lambda e: (e.name(), e.code)))


def _described(entry: Entry) -> str:
    above = table("region").get(entry.parent or "") if isinstance(entry, Region) else None
    return f"{entry.name()} ({entry.code}{f', in {above.name()}' if above else ''})"


def _listed(parts: Iterable[str], word: str) -> str:
    *most, last = parts
    return f"{', '.join(most)} {word} {last}" if most else last


def _hs(text: str) -> Product | None:
    """An HS code as a product, if its chapter is one."""
    match = _HS.fullmatch(text)
    digits = match[1] if match else ""
    chapter = table("product").get(digits[:2])
    if not isinstance(chapter, Product) or len(digits) == 2:
        return chapter if isinstance(chapter, Product) else None
    names: dict[str, Any] = dict.fromkeys(("en", "short_en", "zh", "short_zh"), f"HS {digits}")
    return Product(kind="product", code=digits, **names, type=_HS_TYPES[len(digits)], parent=digits[:-2])


@lru_cache(maxsize=4096)
def unit(text: str) -> Unit:
    """The unit of a code or a name, as in `CNY_100M`, `亿元` or `billion yuan`. Raises `UnknownName`."""
    found = find(text, "unit")
    assert isinstance(found, Unit)
    return found
