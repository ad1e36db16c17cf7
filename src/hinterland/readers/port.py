"""The port of readers: a text and its date in, a reading out, whoever reads (`open_reader`). A `Reading` carries the claims, who read, what
was rejected and what it cost, and no verdict. Answers are kept by text, prompt and model in the user's cache folder, named by hashes, so
that neither a text nor a key can be read from it; a cache that can't be written is no cache, and never an error."""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from platformdirs import user_cache_path

from hinterland.models import Claim
from hinterland.packaged import read_table
from hinterland.readers.contract import ProposedClaim, Rejection, proposals_of
from hinterland.readers.prompt import VERSION, parts, prompt
from hinterland.readers.proposers import ReaderSettings, ask
from hinterland.readers.validate import validate
from hinterland.reading import ReadText, read
from hinterland.sources.reading import InputError, whole


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as read: its claims with what else they may mean, who read it, what of the proposals was rejected, and the cost."""

    text: ReadText
    by: str = "offline"
    rejected: tuple[Rejection, ...] = ()
    tokens_in: int = 0
    tokens_out: int = 0
    notes: tuple[str, ...] = field(default=())

    @property
    def reasons(self) -> dict[str, int]:
        """How many proposals were rejected for which reason."""
        return dict(Counter(reason.partition(":")[0] for _, reason in self.rejected))

    def to_dict(self) -> dict[str, object]:
        """Who read, for a report."""
        found: dict[str, object] = {"by": self.by}
        if self.rejected:
            found["rejected"] = self.reasons
        if self.tokens_in or self.tokens_out:
            found |= {"tokens_in": self.tokens_in, "tokens_out": self.tokens_out}
        if self.notes:
            found["notes"] = list(self.notes)
        return found


class Reader(Protocol):
    """Whoever reads a text dated `today`."""

    def read(self, text: str, today: date) -> Reading:
        """The reading of a text. Raises `InputError` where the reader can't be reached."""
        ...


class OfflineReader:
    """The reader that works for everybody, without a network: it learned from the corpus."""

    def read(self, text: str, today: date) -> Reading:
        """The reading of a text."""
        return Reading(read(text, today))


@dataclass(frozen=True, slots=True)
class ProposingReader:
    """A configured program or model whose proposals are validated. `announce` is called with the host before a text is sent."""

    settings: ReaderSettings
    announce: Callable[[str], None] = lambda message: None

    def read(self, text: str, today: date) -> Reading:
        """The reading of a text. Raises `ProposerError` where no answer came."""
        offline = read(text, today)
        taken: list[ProposedClaim] = []
        rejected: list[Rejection] = []
        tokens_in = tokens_out = 0
        for part in parts(text):
            instructions, request = prompt(part, today, offline.language)
            asked = self.settings.url or " ".join(self.settings.command)
            place = kept_at(VERSION, self.settings.kind, asked, self.settings.model, instructions, request)
            answer = load_answer(place) if self.settings.cache else None
            if answer is None:
                self.announce(f"the text is sent to {self.settings.host} (reader {self.settings.name})")
                given = ask(self.settings, instructions, request, part.text, today)
                answer, tokens_in, tokens_out = given.value, tokens_in + given.tokens_in, tokens_out + given.tokens_out
                if self.settings.cache:
                    save_answer(place, answer)
            proposed, refused = proposals_of(answer)
            rejected += refused
            taken += [_placed(p, part.start, part.text) for p in proposed]
        found = validate(text, today, _once(taken), rejected)
        numbers = offline.left_alone + sum(any(c.isdigit() for c in claim.text) for claim in offline.claims)
        left = max(0, numbers - sum(any(c.isdigit() for c in claim.text) for claim in found.claims))
        text_read = replace(offline, claims=found.claims, left_alone=left, doubts={})
        return Reading(text_read, self.settings.name, found.rejected, tokens_in, tokens_out)


def _placed(claim: ProposedClaim, shift: int, part: str) -> ProposedClaim:
    """A claim of a later part with its place in the whole text; one of the first, without an offset, keeps its order."""
    if shift == 0:
        return claim
    place = claim.start if claim.start is not None else part.find(claim.text)
    return claim.model_copy(update={"start": shift + max(0, place)})


def _once(claims: list[ProposedClaim]) -> list[ProposedClaim]:
    """Claims without those that two overlapping parts both told."""
    seen: set[tuple[str, int | None, str]] = set()
    out = []
    for claim in claims:
        key = (claim.text, claim.start, claim.kind)
        if claim.start is None or key not in seen:
            out.append(claim)
        seen.add(key)
    return out


@dataclass(frozen=True, slots=True)
class BothReaders:
    """Two readers, one reading: where both agree confidence rises, where they differ it falls (`merged`)."""

    first: Reader
    second: Reader

    def read(self, text: str, today: date) -> Reading:
        """The reading of a text by both; by the first alone, with a note, where the second can't be reached."""
        one = self.first.read(text, today)
        try:
            two = self.second.read(text, today)
        except InputError as e:
            return replace(one, notes=(*one.notes, f"read by {one.by} alone: {e}"))
        return merged(one, two)


LEAST = 0.5
"""Claims that only the first reader read are left out where they are right less often than this."""
ATTRIBUTES = ("op", "concept", "flow", "product", "partner", "regime", "measure")


@cache
def weights() -> dict[str, float]:
    """The confidence of a claim by who read it: `agree`, `differ`, `first` alone, `second` alone."""
    return {row["case"]: float(row["confidence"]) for row in read_table("hinterland.readers", "agreement.csv")}


def merged(one: Reading, two: Reading) -> Reading:
    """Two readings of one text as one: the second's claims first, since a proposer was asked for by its user, with the first's where the
    second has none. Claims are paired by their spans. Where both readers give the same attributes the claim stands with the confidence that
    agreement deserves; where they differ, the reading of the proposer stands with less; what only the proposer read keeps a confidence of
    its own. The confidences stand in `agreement.csv`: how often such claims were exact on the corpus' tune split, with a language model's
    answers to the published prompt."""
    weight = weights()
    mine = {id(c): c for c in one.text.claims}
    claims: list[Claim] = []
    for claim in two.text.claims:
        partner = max(mine.values(), key=lambda c: _shared(c, claim), default=None)
        if partner is None or not _shared(partner, claim):
            claims.append(claim.model_copy(update={"confidence": weight["second"]}))
            continue
        del mine[id(partner)]
        case = "agree" if agree(partner, claim) else "differ"
        claims.append((partner if case == "agree" else claim).model_copy(update={"confidence": weight[case]}))
    if weight["first"] >= LEAST:
        claims += [c.model_copy(update={"confidence": min(c.confidence, weight["first"])}) for c in mine.values()]
    claims.sort(key=lambda c: (c.start or 0, c.end or 0))
    numbered = tuple(c.model_copy(update={"id": f"c{i}"}) for i, c in enumerate(claims, 1))
    text = replace(one.text, claims=numbered, left_alone=min(one.text.left_alone, two.text.left_alone), doubts={})
    return replace(two, text=text, by=f"{one.by}+{two.by}", notes=(*one.notes, *two.notes))


def _shared(one: Claim, two: Claim) -> int:
    rank_like = ("rank", "first", "record", "count", "streak")
    if (one.kind in rank_like) != (two.kind in rank_like):
        return 0
    return max(0, min(one.end or 0, two.end or 0) - max(one.start or 0, two.start or 0))


def agree(one: Claim, two: Claim) -> bool:
    """Whether two readings of a span say the same of who, what and when."""
    same = all(getattr(one.indicator, name) == getattr(two.indicator, name) for name in ATTRIBUTES)
    return same and (one.subject, one.period) == (two.subject, two.period)


def open_reader(name: str, configured: Mapping[str, ReaderSettings], announce: Callable[[str], None] = lambda message: None) -> Reader:
    """A reader by its name: `offline`, `both`, or a configured one. Raises `InputError` for a name that is none."""
    if name == "offline":
        return OfflineReader()
    if name == "both":
        if not configured:
            raise InputError(
                "--reader both needs a second reader: configure one under [readers.NAME] in hinterland.toml, or by HINTERLAND_MODEL"
            )
        if len(configured) > 1:
            raise InputError(f"several readers are configured ({', '.join(configured)}); name one: --reader offline+NAME")
        return BothReaders(OfflineReader(), ProposingReader(next(iter(configured.values())), announce))
    first, plus, second = name.partition("+")
    if plus and first == "offline":
        return BothReaders(OfflineReader(), open_reader(second, configured, announce))
    if name not in configured:
        known = ", ".join(["offline", *(["both"] if configured else []), *configured])
        raise InputError(f"there is no reader {name!r}; there is {known} (configure others under [readers.NAME] in hinterland.toml)")
    return ProposingReader(configured[name], announce)


def kept_at(*parts: str) -> Path:
    """Where the answer that depends on some texts is kept, by their hash: in HINTERLAND_CACHE, else the user's cache folder."""
    name = hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return Path(os.environ.get("HINTERLAND_CACHE") or user_cache_path("hinterland")) / "readers" / f"{name}.json"


def load_answer(path: Path) -> Any | None:
    """The answer that is kept, None where there is none that can be read."""
    with suppress(OSError, ValueError):
        return json.loads(path.read_text(encoding="utf-8"))
    return None


def save_answer(path: Path, answer: Any) -> None:
    """Keep an answer; written whole or not at all."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole(path) as part:
            part.write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")
