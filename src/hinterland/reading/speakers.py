"""Who speaks in a text: the country by whose offices it reports figures, whose writers use its words, and, where a Chinese text calls a nation ours, whose nation that is.

`reporter_of(text)`, `usage_of(text)` and `speaker_of(text, reporter)` give countries. The home nation's own word for itself (我国) is any other's in its own papers: there it trades with the home
nation and is whose office reports, or the text holds several words that only that country's writers use and names no office of the home nation.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from functools import cache

from hinterland import codes
from hinterland.reading.lexicon import bounded, forms, records
from hinterland.reading.names import table


@cache
def _offices() -> dict[str, str]:
    """The country by whose offices a text's figures are reported, by their names in lower case."""
    return {row["form"].lower(): row["code"] for row in records("reporters")}


def reporter_of(text: str) -> str | None:
    """The country whose office a document names most, and first where several are named as often."""
    lowered = text.lower()
    counts: Counter[str] = Counter()
    first: dict[str, int] = {}
    for form, code in _offices().items():
        if form not in lowered:
            continue
        places = [m.start() for m in re.finditer(re.escape(form), lowered) if bounded(lowered, m.start(), m.end())]
        if places:
            counts[code] += len(places)
            first[code] = min(first.get(code, places[0]), places[0])
    return max(counts, key=lambda code: (counts[code], -first[code]), default=None)


@cache
def _used() -> dict[str, str]:
    """The country whose writers use a word, by the words."""
    return {row["form"]: row["code"] for row in records("usage")}


def usage_of(text: str) -> str | None:
    """The country whose usage a document has: the one of whose own words it holds most."""
    counts: Counter[str] = Counter()
    for form, code in _used().items():
        counts[code] += text.count(form)
    code, count = counts.most_common(1)[0]
    return code if count else None


def users_of(text: str) -> frozenset[str]:
    """The countries of whose writers' own words a document holds any."""
    return frozenset(code for form, code in _used().items() if form in text)


LEAST = 2
"""The least number of different words of a country's writers that tell that a text is one of theirs."""


def speaker_of(text: str, reporter: str | None, owners: Collection[str] = ()) -> str | None:
    """The country that a Chinese text calls ours, other than the home nation, else the one whose words it is written in; None where that is the home nation, or nothing tells."""
    home = codes.home_of().nation
    ours = [match.end() for match in re.finditer("|".join(map(re.escape, forms("zh", "our-nation"))), text)]
    if not ours:
        return _writer_of(text, reporter, owners)
    used = Counter(code for form, code in _used().items() if form in text)
    code, count = next(iter(used.most_common(1)), (home, 0))
    if any(_is_led_to(text, at, home) for at in ours):
        return reporter if reporter not in (None, home) else code if code != home else None
    return code if count >= LEAST and code != home and reporter != home else None


def _writer_of(text: str, reporter: str | None, owners: Collection[str]) -> str | None:
    """The country, not the home nation, whose writers' own words a Chinese text holds several of, where it calls none ours, gives trade to no
    other, and no office of another reports: it needn't say whose."""
    used = Counter(code for form, code in _used().items() if form in text)
    code, count = next(iter(used.most_common(1)), (None, 0))
    is_own = code != codes.home_of().nation and reporter in (None, code) and not set(owners) - {code}
    return code if count >= LEAST and is_own else None


def _is_led_to(text: str, place: int, nation: str) -> bool:
    """Whether a preposition of partners and a nation's name stand at a place."""
    lead = next((form for form in forms("zh", "partner-lead") if text.startswith(form, place)), None)
    return lead is not None and text.startswith(_names_of(nation), place + len(lead))


@cache
def _names_of(nation: str) -> tuple[str, ...]:
    """The names of a nation."""
    return tuple(word for word, named in table().items() if any(n.code == nation for n in named))
