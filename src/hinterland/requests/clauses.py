"""Several questions in one request: what a later one leaves open it takes from the first. Which words begin a further question behind a
comma, a question mark or an "and" stands in `clauses.csv`."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from itertools import pairwise

from hinterland.requests.normal import normal
from hinterland.requests.scan import LONGEST, Scan, scan
from hinterland.requests.vocabulary import home, records

CARRIED = ("flow", "balance", "product", "partner", "concept", "currency")
"""Kinds of words that a later clause takes from the first where it has none of them."""


@cache
def _cuts() -> re.Pattern[str]:
    words = sorted((form for row in records("clauses") for form in row["forms"].split(";")), key=len, reverse=True)
    begins = "|".join(re.escape(w) + (r"(?![A-Za-z])" if w.isascii() else "") for w in words)
    return re.compile(rf"(?:\s*[,;?，；？]\s*(?:and\s+)?|\s+and\s+)(?={begins})", re.IGNORECASE)


def clauses(text: str, today: date) -> list[str]:
    """The questions of a request, one where it has no more; each as it would be asked alone."""
    text = _placed(_led(text, today), today) if len(text) < LONGEST else text
    if pairs := _paired(text[:LONGEST], today):
        return pairs
    first, *more = [part for part in _cuts().split(text[:LONGEST]) if part.strip()] or [text]
    head = scan(first if more else "", today)
    # Of a region's exports, what share is phones: one question.
    # Who is first, and how far behind another is: one question.
    others = [scan(normal(part), today) for part in more]
    behind = bool(head.every("superlative")) and any(one.every("apart") for one in others)
    # A gap, and whether it narrowed: one question.
    behind = behind or (
        bool(head.every("apart") or head.every("balance")) and any(one.every("narrowing") and not one.every("flow") for one in others)
    )
    if not more or behind or any(m.start == 0 and m.of("topic") is not None for m in head.mentions):
        return [text]
    return [first, *(_completed(part, head, today) for part in more)]


APART = {
    "claim", "rank", "superlative", "above", "below", "than", "both", "outlook", "firstly", "refused", "share", "one", "many", "sum", "mean",
}  # fmt: skip
"""Kinds of words beside which places and flows aren't asked for pair by pair."""


def _paired(text: str, today: date) -> list[str]:
    """The questions of a request that names several places, each with a flow of its own, as one each; none where it doesn't."""
    found = scan(normal(text), today)
    flows, named = found.every("flow"), [(m, one) for m, one in found.every("subject") if not one.partner]
    whens = [found.text[s.start : s.end] for s in found.stretches]
    is_even = len(flows) == len(named) > 1 and min(len({one.value for _, one in slot}) for slot in (flows, named)) > 1
    other = found.figures or found.counts or found.unknown or {one.kind for m in found.mentions for one in m.meanings} & APART
    if not is_even or other or len(whens) not in (0, 1, len(flows)):
        return []
    ends, cuts = [sorted((f.start, s.start)) for (f, _), (s, _) in zip(flows, named, strict=True)], [(0, 0)]
    joints = [m.span() for m in re.finditer("[,，;；、]", found.text)]
    joints += [(m.start, m.end) for kind in ("listing", "compare") for m, _ in found.every(kind)]
    for (_, before), (behind, _) in pairwise(ends):
        cuts += [joint for joint in sorted(joints)[::-1] if before < joint[0] < behind][:1]
    parts = [found.text[a:b].strip(" ,，;；、") for (_, a), (b, _) in pairwise([*cuts, (len(found.text), 0)])]
    kept = [m.written for m, _ in found.every("growth")]
    parts = [part if any(w in part for w in kept) else " ".join([part, *kept]) for part in parts]
    parts = [part if scan(part, today).stretches else " ".join([part, *whens[:1]]) for part in parts]
    return parts if len(parts) == len(flows) else []


def _placed(text: str, today: date) -> str:
    """A ranking and, behind a comma, the place of one of its members, with nothing said there of what is ranked: as one question."""
    cut = RANKING.fullmatch(text)
    if cut is None:
        return text
    ranking, place = (scan(normal(part), today) for part in cut.groups())
    is_one = ranking.every("rank") and place.every("rank") and place.every("subject") and not place.stretches
    if not is_one or any(place.every(kind) for kind in RANKED):
        return text
    start = min(m.start for m in place.mentions if m.of("filler") is None)
    return f"{cut[1]} {place.text[start:]}"


RANKING = re.compile(r"([^,，;；:：]+)[,，;；:：]([^,，;；:：]+)", re.DOTALL)
RANKED = ("flow", "growth", "share", "balance", "product", "partner")
"""Kinds of words that say what is ranked."""
ENDED = re.compile(r"(.+[?？])\s*([^?？]+)", re.DOTALL)


def _led(text: str, today: date) -> str:
    """A request of several questions whose last sentence only says when or of what all of them are, with that at its head."""
    ended = ENDED.fullmatch(text.strip())
    if ended is None or len(_cuts().split(ended[1])) < 2:
        return text
    asked, tail = (scan(normal(part), today) for part in ended.groups())
    kinds = {m.meanings[0].kind for m in tail.mentions} - {"filler"}
    new = kinds <= {*CARRIED} and not any(asked.every(kind) for kind in kinds) and not (tail.stretches and asked.stretches)
    return f"{ended[2]} {ended[1]}" if new and not (tail.unknown or tail.figures or tail.counts) else text


def _completed(part: str, head: Scan, today: date) -> str:
    """A later clause with what it leaves open: the place, also where it is compared with another, the flow and what narrows it, and the period."""
    own = scan(normal(part), today)
    places = [m.written for m, _ in head.every("subject")][: 1 if head.every("than") or head.every("apart") else None]
    named = [one.value for _, one in own.every("subject")]
    taken = places if not [s for s in named if s != home()] or (own.every("compare") and len(named) == 1) else []
    if not any(own.every(kind) for kind in CARRIED):
        taken += [m.written for m in head.mentions if any(m.of(kind) is not None for kind in CARRIED)]
    if not own.stretches:
        taken += [head.text[s.start : s.end] for s in head.stretches]
    return " ".join([*taken, part])
