"""Read a text: the way in for everybody else.

Long texts are read in parts of whole paragraphs, each as a document of its own, so that memory grows with the part and not with the text. What a part may say otherwise is packed,
since most of it is never asked for.
"""

from __future__ import annotations

import pickle
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any

from hinterland.claims.rows import rows
from hinterland.codes import Language
from hinterland.frames import Tabular, count
from hinterland.models import Claim
from hinterland.reading.collecting import collecting_later
from hinterland.reading.confidence import Decision
from hinterland.reading.decode import claim_of, decide
from hinterland.reading.document import Document, parse
from hinterland.reading.model import choose
from hinterland.reading.outright import named_outright
from hinterland.reading.plain import language_of
from hinterland.reading.relations.rank import open_ends
from hinterland.reading.relations.unsaid import is_of_balance

NUMBER = re.compile(r"\d[\d.,]*")
LIKELY = 0.01
"""The least probability of a slot's value that makes an alternative reading: a wrong figure seldom agrees with one by chance, a right one that was misread nearly always does."""

BALANCE = "balance"
"""The measure that is chosen of a rate of growth that is not of trade but of its balance, of which no figures are held."""
FAIR = 0.1
"""The same for what states no figure: a place or a record is held of something else by chance far oftener than a figure."""


UNJUDGED = ("verdict", "reason", "evidence")
"""What only judging gives a claim."""


@dataclass(frozen=True, slots=True)
class Choice:
    """How a slot of a claim was decided: its value with its probability, the runners-up with theirs, and whether the sentence names the value `outright`, and nothing else for it."""

    slot: str
    value: str | None
    odds: float
    others: tuple[tuple[str | None, float], ...] = ()
    outright: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class ReadText(Tabular):
    """A text as read: its claims in order, how many numbers were left alone, by the id of a claim its alternative readings, the likeliest first, and where sentences lie that say of a flow that
    it moved or where it stands, of which no claim was read.
    """

    text: str
    language: Language
    today: date
    claims: tuple[Claim, ...]
    left_alone: int
    doubts: Mapping[str, tuple[Claim, ...]] = field(default_factory=dict)
    choices: dict[str, tuple[Choice, ...]] = field(default_factory=dict)
    unread: tuple[tuple[int, int], ...] = ()

    def counts(self) -> str:
        """How many claims were read, and how many numbers were left alone."""
        return f"{count(len(self.claims), 'claim')} read; {count(self.left_alone, 'number')} left alone"

    def summary(self) -> str:
        """How much was read in it, and as of when."""
        return f"{self.counts()}; {self.language}, dated {self.today}"

    def rows_of(self) -> list[dict[str, Any]]:
        """The claims, with what each states; none is judged yet."""
        unjudged = ("verdict", "held low", "held high", "reason")
        return [{k: v for k, v in row.items() if k not in unjudged} for row in rows(self.claims)]

    def to_dict(self) -> dict[str, Any]:
        """The JSON form: the claims in order, each with how its slots were decided and without a verdict, since none is judged yet."""
        stated = [{k: v for k, v in c.to_dict().items() if k not in UNJUDGED} for c in self.claims]
        claims = [s | {"slots": [asdict(x) for x in self.choices.get(s["id"], ())]} for s in stated]
        return {"schema": "hinterland.read/1", "language": self.language, "claims": claims}


LONG = 200_000
"""Characters of a text from which on it is read in parts of at most as many."""


def read(text: str, today: date) -> ReadText:
    """Read a text dated `today` (the document's date, from which relative periods count), a long one in parts."""
    return read_whole(text, today) if len(text) <= LONG else read_parts(text, today, read_whole)


def names_flow(text: str, today: date) -> bool:
    """Whether a text dated `today` names exports, imports or trade at all."""
    return parse(text, today).names_flows


@collecting_later
def read_whole(text: str, today: date) -> ReadText:
    """Read a text as one document, however long it is."""
    document = parse(text, today)
    claims: list[Claim] = []
    decisions: dict[str, tuple[Decision, Claim]] = {}
    choices: dict[str, tuple[Choice, ...]] = {}
    for decision in decide(document, choose):
        claim = claim_of(document, decision)
        if claim is None:
            continue
        claim = claim.model_copy(update={"id": f"c{len(claims) + 1}", "text": text[claim.start : claim.end]})
        claims.append(claim)
        slots = decision.slots | ({"measure": BALANCE} if is_of_balance(document, decision) else {})
        choices[claim.id] = tuple(
            Choice(s, slots[s], round(p, 3), _rounded(decision.others[s]), named_outright(document, decision.target, s, slots[s]))
            for s, p in decision.odds.items()
        )
        decisions[claim.id] = (decision, claim)
    used = sum(any(map(str.isdigit, claim.text)) for claim in claims)
    left = max(0, len(NUMBER.findall(text)) - used)
    return ReadText(text, document.language, today, tuple(claims), left, Alternatives(document, decisions), choices, _unread(document))


MOVES = ("up", "down", "superlative", "rank", "than", "record")
"""Classes of words that say of a flow that it moved, or where it stands."""


def _unread(document: Document) -> tuple[tuple[int, int], ...]:
    """Where the sentences lie that say of a flow that it moved, or where it stands, with nothing that a claim rests on."""
    claimed = {t.sentence for t in document.targets}
    silent = (p for p in document.parsed if p.number not in claimed and p.sentence.kind == "paragraph")
    moved = (p for p in silent if any(m.is_a("flow") for m in p.mentions) and any(m.is_a(*MOVES) for m in p.mentions))
    return tuple(document.plain.original(p.sentence.start, p.sentence.start + len(p.text)) for p in moved)


@dataclass(frozen=True, slots=True)
class Alternatives(Mapping[str, tuple[Claim, ...]]):
    """The alternative readings of claims by their id, the likeliest first, made when they are asked for."""

    document: Document
    decisions: dict[str, tuple[Decision, Claim]]

    def __getitem__(self, claim_id: str) -> tuple[Claim, ...]:
        decision, claim = self.decisions[claim_id]
        others = (*_alternatives(self.document, decision), *open_ends(self.document, decision, claim))
        return tuple(o.model_copy(update={"id": claim.id, "text": claim.text}) for o in others)

    def __contains__(self, claim_id: object) -> bool:
        # What a mapping inherits makes the readings to see whether there are any.
        return claim_id in self.decisions

    def __iter__(self) -> Iterator[str]:
        return iter(self.decisions)

    def __len__(self) -> int:
        return len(self.decisions)


SHOWN = 0.02
"""The least probability of a runner-up that is reported."""


def _rounded(others: list[tuple[str | None, float]]) -> tuple[tuple[str | None, float], ...]:
    return tuple((value, round(odds, 3)) for value, odds in others if odds >= SHOWN)


def _alternatives(document: Document, decision: Decision) -> list[Claim]:
    """The readings that differ in one slot whose other value is likely too; that slot counts as decided, however small its odds."""
    found = []
    for slot, ranked in decision.others.items():
        for value, odds in ranked:
            if odds >= (LIKELY if decision.target.kind == "figure" else FAIR) and slot != "concept":
                other = replace(decision.surely(slot), slots={**decision.slots, slot: value}, others={})
                if (claim := claim_of(document, other)) is not None:
                    found.append((odds, claim))
    return [claim for _, claim in sorted(found, key=lambda pair: -pair[0])]


def read_claims(text: str, today: date) -> list[Claim]:
    """The claims of a text dated `today`, in order, with the probability that each was read wholly right."""
    return list(read(text, today).claims)


_ENDS = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"[。！？]|[.!?]\s"), re.compile(r"\s"))
"""Where a text may be cut, the best first: between paragraphs, lines, sentences, words."""


def cut(text: str, longest: int) -> Iterator[tuple[int, str]]:
    """The parts of a text with where each begins; together they are the text."""
    start = 0
    while len(text) - start > longest:
        # The last half is looked through, so that no part is short; where it has no end of any kind the text is cut as it stands.
        ends = ([m.end() for m in end.finditer(text, start + longest // 2, start + longest)] for end in _ENDS)
        end = next((found[-1] for found in ends if found), start + longest)
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def read_parts(text: str, today: date, read: Callable[[str, date], ReadText], longest: int = LONG) -> ReadText:
    """The reading of a text from those of its parts."""
    claims: list[Claim] = []
    choices: dict[str, tuple[Choice, ...]] = {}
    places: dict[str, tuple[int, str, int]] = {}
    packed: list[bytes] = []
    unread: list[tuple[int, int]] = []
    left = 0
    for number, (start, part) in enumerate(cut(text, longest)):
        found = read(part, today)
        for claim in found.claims:
            own = f"c{len(claims) + 1}"
            claims.append(moved(claim, own, start))
            if claim.id in found.choices:
                choices[own] = found.choices[claim.id]
            if claim.id in found.doubts:
                places[own] = number, claim.id, start
        left += found.left_alone
        unread += [(low + start, high + start) for low, high in found.unread]
        packed.append(zlib.compress(pickle.dumps(found.doubts, pickle.HIGHEST_PROTOCOL), 1))
    return ReadText(text, language_of(text), today, tuple(claims), left, Packed(places, packed), choices, tuple(unread))


def moved(claim: Claim, name: str, by: int) -> Claim:
    """A claim of a part under its name in the whole, at its place there."""
    ends = {"start": None if claim.start is None else claim.start + by, "end": None if claim.end is None else claim.end + by}
    return claim.model_copy(update={"id": name, **ends})


class Packed(Mapping[str, tuple[Claim, ...]]):
    """The alternative readings of the claims of all parts by their names in the whole; the part that was asked last stays unpacked."""

    def __init__(self, places: Mapping[str, tuple[int, str, int]], parts: list[bytes]) -> None:
        self._places = places

        @lru_cache(1)
        def unpacked(number: int) -> Mapping[str, tuple[Claim, ...]]:
            found: Mapping[str, tuple[Claim, ...]] = pickle.loads(zlib.decompress(parts[number]))
            return found

        self._unpacked = unpacked

    def __getitem__(self, name: str) -> tuple[Claim, ...]:
        number, own, start = self._places[name]
        return tuple(moved(other, name, start) for other in self._unpacked(number)[own])

    def __contains__(self, name: object) -> bool:
        return name in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
