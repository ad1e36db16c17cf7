"""An answer to a request: its sentence, the figures behind it with their evidence, what was assumed, and the command and the call that give the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from hinterland.claims.caveats import MARKS
from hinterland.claims.evaluate import each_once
from hinterland.claims.rows import rows
from hinterland.codes import Language, Period
from hinterland.frames import Rows, Tabular
from hinterland.language.write import when
from hinterland.models import Claim, Source, fields_of
from hinterland.packaged import read_words
from hinterland.requests import Request

Status = Literal["answered", "unheld"]


@dataclass(frozen=True, slots=True)
class Row:
    """A figure of an answer: whose, of which flow and period; `low` and `high` are its rounding, in `unit`.

    In a ranking or a comparison `place` is that among the members held, `first_place` to `last_place` those that it may have among all, `scope` says how many are held,
    and `beware` what to mind of the figure.
    """

    subject: str
    name: str
    flow: str | None
    period: str
    text: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    sources: tuple[str, ...] = ()
    reliability: str = ""
    place: int | None = None
    first_place: int | None = None
    last_place: int | None = None
    scope: str = ""
    beware: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """† for a report or a second-hand figure, ‡ for one derived or computed."""
        return MARKS.get(self.reliability, "")

    def to_dict(self) -> dict[str, Any]:
        """The JSON form; amounts in yuan, dollars or percent."""
        named = ("place", "subject", "name", "flow", "period", "text", "unit", "reliability", "mark")
        ranked = () if self.place is None else ("first_place", "last_place", "scope")
        return fields_of(self, *named, "value", "low", "high", "sources", *ranked, "beware")


@dataclass(frozen=True, slots=True, repr=False)
class Answer(Tabular):
    """The answer to a request. `sentences` begin with the one that answers; `claims` carry the evidence; `notes` say what was assumed or read otherwise.

    `status` is `unheld` where nothing held answers, which the sentence then says. `address` is the page of a server, below its language. `cautions` are what to
    mind of its figures, each with the name of whose figure it is; `missing` are the subjects without the figure asked for.
    """

    request: Request
    status: Status
    sentences: tuple[str, ...]
    rows: tuple[Row, ...] = ()
    claims: tuple[Claim, ...] = ()
    notes: tuple[str, ...] = ()
    command: str = ""
    call: str = ""
    address: str = ""
    cautions: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def language(self) -> Language:
        """The language of its sentences."""
        return self.request.language

    @property
    def sentence(self) -> str:
        """The sentence that answers."""
        return self.sentences[0]

    @property
    def beware(self) -> tuple[str, ...]:
        """What to mind of its figures, once each, with whose they are where that isn't true of all."""
        whose = {text: list(dict.fromkeys(name for name, caution in self.cautions if caution == text)) for _, text in self.cautions}
        every = {name for name, _ in self.cautions} | {row.name for row in self.rows}
        of = {text: said(self.language, names) for text, names in whose.items() if {*names} != every}
        return tuple(word("beware:of", self.language, who=of[text], text=text) if text in of else text for text in whose)

    @property
    def sources(self) -> list[Source]:
        """The sources behind it, once each."""
        return each_once(s for c in self.claims for s in (c.evidence.sources if c.evidence else ()))

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        result = {
            "schema": "hinterland.ask/1",
            "request": self.request.text,
            "language": self.language,
            "understood": self.request.to_dict(),
        }
        said = fields_of(self, "status", "sentence", "sentences", "notes", "beware", "rows", "missing", "claims", "sources")
        return {**result, **said, **fields_of(self, "command", "call", "address")}

    def summary(self) -> str:
        """The sentence that answers; that of a comparison with the figures compared."""
        if self.request.what != "comparison" or self.request.computed == "sides" or not self.rows:
            return self.sentence
        across, fixed = ("name", "period") if len(self.request.subjects) > 1 else ("period", "name")
        first = max(
            (r for r in self.rows if r.flow == self.rows[0].flow), key=lambda r: Period.parse(r.period).end if across == "name" else 0
        )
        alike = [r for r in self.rows if r.flow == first.flow and getattr(r, fixed) == getattr(first, fixed)]
        return f"{self.sentence} ({', '.join(f'{getattr(r, across)} {r.text}' for r in alike)})"

    def rows_of(self) -> list[dict[str, Any]]:
        """The figures behind the answer, with amounts in base units."""
        return [row.to_dict() for row in self.rows]

    def remarks(self) -> list[str]:
        """Its further sentences, what was assumed, and what to beware of."""
        return [*self.sentences[1:], *self.notes, *self.beware]

    def tables(self) -> Mapping[str, Callable[[], Rows]]:
        """The claims with their evidence, as a table of their own."""
        return {"claims": lambda: rows(self.claims)}


def said(language: Language, parts: Sequence[str]) -> str:
    """Some names as a list in a sentence."""
    from hinterland.requests.messages import listed

    return listed(parts, "and", language) if parts else ""


def word(key: str, language: Language, /, **values: object) -> str:
    """A sentence or a noun by its key, with its values put in."""
    return read_words("hinterland.answers")[key][language].format(**values)


def assumed(period: Period, language: Language) -> str:
    """Which period is answered for where none is named: the latest year held, or the latest period."""
    return word("assumed:year" if period.kind == "year" else "assumed:latest", language, period=when(str(period), language))
