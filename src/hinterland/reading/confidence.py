"""The confidence of a claim: the probability that all of it was read right, by the odds of its slots and what surrounds it.

The odds of single slots say too much of themselves: they are fitted on texts of which many are plain. A second, small model weighs them with what makes a reading doubtful: how sure the
reader was in the rest of the document, whether both readings agree, how many names and figures the sentence holds, whether the text gives the quantity another value elsewhere.
`signs(decision, grounds)` names these signs, `probability(signs)` weighs them; the weights stand in `confidence.tsv`, written by `corpus/train.py` from readings of
texts that the slots' weights were not fitted on. Figures of other measures are read by their names and not by weights: `of_measure(decision, document)` is how often
figures of their shape were read right, as `corpus/measured.py` counted (`measured.tsv`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from math import exp, log, prod
from typing import cast

from hinterland import codes, packs
from hinterland.models import UNSURE, Claim
from hinterland.reading.document import Document, Target
from hinterland.reading.drafts import Draft, Slots, cell_of, clash
from hinterland.reading.evidence import EMPTY, bucket, step
from hinterland.reading.landparts import part_named
from hinterland.reading.members import groups
from hinterland.reading.relations.measures import TRADE, counts_people
from hinterland.reading.relations.words import said

LEAST = 1e-4
"""Probabilities nearer to 0 or 1 are taken for this, or for one less it."""
Odds = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the confidences of a document's claims rest on: its first reading, and the mean logarithm of the odds of all its claims of trade."""

    document: Document
    draft: Draft
    mean: float

    @classmethod
    def of(cls, document: Document, draft: Draft, odds: Sequence[float]) -> Grounds:
        """The grounds, from the product of the odds of each claim of trade."""
        return cls(document, draft, sum(log(max(o, LEAST)) for o in odds) / max(1, len(odds)))


SMALLEST = 0.001
"""No claim is less likely than this."""

OWN = ("op", "measure")
SETTLED = dict.fromkeys(("rank", "record", "first", "streak", "comparison"), OWN) | {
    "count": (*OWN, "subject"),
    "cagr": ("period",),
    "membership": (*OWN, "concept", "flow", "period", "product", "partner", "regime"),
}
"""The slots that the words of a kind's claims settle themselves, so that their odds say nothing of it."""


SILENCED = {"figure": 0.3, "direction": 0.3, "comparison": 0.3, "count": 0.2, "rank": 0.1, "record": 0.1, "first": 0.1, "streak": 0.1}
"""The least confidence of a claim whose slots are given, by the kind of its target: below, a misreading is likelier than a right one."""
WORDED = ("comparison", "membership")
"""Kinds of targets that are words alone."""


def is_silenced(claim: Claim, target: Target) -> bool:
    """Whether a claim is so unlikely that nothing is said of it; what figures compare is said whatever its confidence."""
    return claim.confidence < SILENCED.get(target.kind, 0) and (claim.kind not in WORDED or target.kind in WORDED)


@dataclass(slots=True)
class Decision:
    """A target with its slots, the probability of each, and the runners-up."""

    target: Target
    slots: dict[str, str | None]
    odds: dict[str, float]
    others: dict[str, list[tuple[str | None, float]]]
    number: int = 0
    grounds: Grounds | None = None
    tied: Decision | None = None
    """The decision of the figure that this one says again or moves, so that it is of the same in all but its operation."""

    @property
    def open_odds(self) -> dict[str, float]:
        """The probabilities of the slots that the words of the claim's kind don't settle themselves."""
        settled = {*SETTLED.get(self.target.kind, ()), *SETTLED.get(self.slots.get("op") or "", ())}
        if self.target.kind == "count" and self.target.trade is not None:
            settled.add("concept")
        return {slot: odds for slot, odds in self.odds.items() if slot not in settled}

    @property
    def confidence(self) -> float:
        """The probability that every slot is right; of unknown statistics, and where nothing is known of the document, as if they were independent."""
        odds = self.open_odds
        likely = prod(odds.values())
        if self.grounds is None or (concept := self.slots.get("concept")) is None:
            return likely
        if concept not in TRADE:
            is_figure = self.target.kind == "figure" or (self.target.kind == "count" and counts_people(concept))
            return of_measure(self, self.grounds.document) if is_figure else likely
        own = max(SMALLEST, probability(signs(self, odds, likely, self.grounds)))
        return own if self.tied is None else max(own, self.tied.confidence * prod(self.odds.get(slot, 1.0) for slot in OWN))

    def settle(self, slot: str) -> None:
        """Make a slot certain: what words of the claim itself settle."""
        if slot in self.odds:
            self.odds[slot] = 1.0

    def surely(self, slot: str) -> Decision:
        """The decision with one slot certain."""
        return replace(self, odds={**self.odds, slot: 1.0})


@cache
def weights() -> Mapping[str, float]:
    """The weight of each sign; none where there is no table yet."""
    path = files("hinterland.reading").joinpath("confidence.tsv")
    rows = path.read_text(encoding="utf-8").splitlines()[1:] if path.is_file() else []
    return {sign: float(weight) for sign, weight in (row.split("\t") for row in rows)}


def probability(found: Mapping[str, float]) -> float:
    """The probability that a reading with these signs is right."""
    table = weights()
    return 1 / (1 + exp(-sum([table[sign] * size for sign, size in found.items() if sign in table])))


@cache
def _measured() -> Mapping[str, float]:
    """How often figures of measures were read right by their shape: right readings among all, one of each added, so that few of them prove little."""
    rows = files("hinterland.reading").joinpath("measured.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return {shape: (int(right) + 1) / (int(read) + 2) for shape, read, right in (row.split("\t") for row in rows)}


def of_measure(decision: Decision, document: Document) -> float:
    """The probability that a figure of a measure other than trade was read right."""
    return _measured().get(shape_of_measure(decision, document), 0.5)


def shape_of_measure(decision: Decision, document: Document) -> str:
    """What the reading of a measure's figure depends on: its operation (nominal growth is of its own), and whether its place and time are named beside it or carried from before,
    with other places or alone, or in a list that pairs names with figures."""
    target, subject, op = decision.target, decision.slots.get("subject"), decision.slots.get("op")
    parsed = document.parsed[target.sentence]
    if op not in ("level", "growth") or (op == "growth" and said(parsed, "nominal")):
        return "other"
    if said(parsed, "respectively"):
        return f"{op}:paired"
    named = [m for m in parsed.mentions if m.is_name("place", "group")]
    here = [m for m in named if m.clause == parsed.sentence.clause(target.start)]
    near = here if any(n.code == subject for m in here for n in m.names) else named
    whole = codes.ancestors(subject) if subject else ()
    places = {subject if any(n.code == subject for n in m.names) else m.names[0].code for m in near} - set(whole)
    if subject not in places or not any(m.time is not None for m in parsed.mentions):
        return f"{op}:carried"
    return f"{op}:{'one' if len(places) == 1 else 'several'}"


def signs(decision: Decision, odds: Odds, likely: float, grounds: Grounds) -> dict[str, float]:
    """The signs of a decision by which its confidence is weighed; `odds` are those of the slots that count, `likely` their product."""
    p = min(max(likely, LEAST), 1 - LEAST)
    named = [
        *_of_odds(odds),
        *_of_slots(decision, grounds.document),
        *_of_sentence(decision, grounds.document),
        *_of_draft(decision, grounds.draft),
    ]
    return {"1": 1.0, "logit": log(p / (1 - p)), "document": grounds.mean} | dict.fromkeys(named, 1.0)


def _of_odds(odds: Odds) -> list[str]:
    least = min(odds.values(), default=1.0)
    return [
        f"least={step(least, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99)}",
        *(f"{slot}:{step(o, 0.6, 0.9, 0.97, 0.995)}" for slot, o in odds.items()),
    ]


def _of_slots(decision: Decision, document: Document) -> list[str]:
    """What was decided: the sort of subject, of product, partner and regime, the operation, the period's length."""
    slots, target = decision.slots, decision.target
    language = document.parsed[target.sentence].language
    subject, nation, period = slots.get("subject"), document.main_nation, slots.get("period")
    place, own = document.place_of(subject), UNSURE + (document.unnamed or "")
    is_unlisted = subject in document.unlisted or (subject or "") == part_named(document.parsed[target.sentence], target)
    is_main = subject in (document.main_subject, own) or subject in document.unlisted
    is_main = is_main or any(name == subject for parsed in document.parsed[:FIRST] for name, _ in groups(parsed))
    nations = "none" if nation is None else "own" if nation == codes.home_of().nation or _is_of_pack(place) else "other"
    found = [f"kind={target.kind}", f"op={slots.get('op')}", f"main={is_main}"]
    found += [f"nation={'other' if is_unlisted else nations}", f"period={'none' if period is None else len(period)}"]
    sort = "region" if is_unlisted else ZONE if subject in document.zones or subject == own else level(place)
    sorts = {"subject": sort} | {slot: _sort(slots.get(slot), EMPTY[slot]) for slot in ("product", "partner", "regime")}
    return [*found, *(sign for slot, sort in sorts.items() for sign in (f"{slot}={sort}", f"{slot}={sort}&{language}"))]


ZONE = "city"
"""The sort of place that a zone is by whose words its subject is named: its name is as sure as that of a town."""
FIRST = 2
"""Sentences of a document, its heading among them, of which the first names whom it is about."""


def _of_sentence(decision: Decision, document: Document) -> list[str]:
    """How much the sentence holds that could be meant."""
    place = decision.target.sentence
    parsed = document.parsed[place]
    if (found := parsed.kept.get(HELD)) is not None:
        return cast("list[str]", found)
    names = {(m.names[0].kind, m.names[0].code) for m in parsed.mentions if m.names}
    counts: dict[str, tuple[int, tuple[int, ...]]] = {
        "figures": (sum(m.figure is not None for m in parsed.mentions), (1, 2, 4, 8)),
        "unknown": (sum(c.value.startswith("?") and c.attached for c in document.commodities[place]), (0, 1, 2, 4)),
        "places": (sum(kind in ("place", "group") for kind, _ in names), (0, 1, 2, 4)),
        "products": (sum(kind == "product" for kind, _ in names), (0, 1, 2, 4)),
        "times": (len({str(m.time) for m in parsed.mentions if m.time is not None}), (0, 1, 2, 3)),
        "targets": (len(document.targets), (2, 5, 10, 20, 40)),
    }
    signs = [f"sentence={parsed.sentence.kind}", *(f"{name}={bucket(count, *steps)}" for name, (count, steps) in counts.items())]
    parsed.kept[HELD] = signs
    return signs


HELD = "signs"
"""Under what name the signs of a sentence are kept for its other targets."""


def _of_draft(decision: Decision, draft: Draft) -> list[str]:
    """Whether the first reading agrees, and whether the figure goes with the document's others."""
    first: Slots = draft.slots[decision.number]
    changed = sum(first.get(slot) != value for slot, value in decision.slots.items())
    return [
        f"changed={bucket(changed, 0, 1)}",
        *(f"cell={sort}" for sort in clash(draft, decision.number, cell_of({**first, **decision.slots}))),
    ]


_LEVELS: Sequence[tuple[str, Callable[[str], bool]]] = (
    ("unknown", lambda s: s.startswith("?")),
    ("sum", lambda s: "+" in s),
    ("city", lambda s: ":" in s or s.isdigit()),
    ("nation", lambda s: len(s) == 2),
    ("region", lambda s: s[:2].isupper()),
)


def level(subject: str | None) -> str:
    """The sort of place that a subject is; the home nation, and the regions of countries with a pack, are sorts of their own, since their names are sure."""
    if subject is None:
        return "none"
    found = next((name for name, holds in _LEVELS if holds(subject)), "group")
    is_own = subject == codes.home_of().nation if found == "nation" else found == "region" and _is_of_pack(subject)
    return f"{found}:own" if is_own else found


def _is_of_pack(subject: str | None) -> bool:
    """Whether a subject is a region of a country that a pack is of."""
    return subject is not None and subject[2:3] == "-" and any(subject[:2] == pack.nation for pack in packs.packs())


def _sort(value: str | None, empty: str | None) -> str:
    return "empty" if value in (None, empty) else "unknown" if str(value).startswith("?") else "sum" if "+" in str(value) else "known"
