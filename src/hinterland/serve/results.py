"""What answers look like, as models for OpenAPI; `described(Show)` derives one from a dataclass of the package in its JSON form, so that
what is described is what is answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache, reduce
from operator import or_
from types import GenericAlias, NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, create_model

from hinterland.answers.answer import Row, Status
from hinterland.brief import Brief
from hinterland.codes import Language, Period
from hinterland.indicators.show import Coverage, Show
from hinterland.models import Claim, Finding, Flow, Observation, Source
from hinterland.reading.read import UNJUDGED, Choice
from hinterland.serve.shapes import Day

TEXTS, NUMBERS = (date, Period), (Decimal,)
"""What stands as a text in JSON, and what as a number."""


class Problem(BaseModel):
    """What went wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    instance: str | None = None


class Open(BaseModel):
    """A part of an answer; further fields may come."""

    model_config = ConfigDict(extra="allow")


# The name stands in the OpenAPI document.
class Told(Open):
    """An answer with a schema of its own; further fields may come."""

    schema_: Annotated[str, Field(alias="schema")]


def response_model(name: str, description: str, **types: Any) -> Any:
    """The model of an answer with a schema of its own, by its description and the types of its fields."""
    required: dict[str, Any] = {field: (kind, ...) for field, kind in types.items()}
    return create_model(name, __base__=Told, __doc__=description, **required)


def described(result: type[Any], base: type[BaseModel] = Told, *, without: tuple[str, ...] = (), **more: Any) -> Any:
    """The model of a dataclass in its JSON form, `without` some fields and with `more`; a field that has a default may be missing."""
    hints = get_type_hints(result)
    found: dict[str, Any] = {f.name: (_in_json(hints[f.name]), _default(f)) for f in fields(result) if f.name not in without}
    return create_model(result.__name__, __base__=base, __doc__=result.__doc__, **found, **more)


def _default(of: Any) -> Any:
    if of.default_factory is not MISSING:
        return Field(default_factory=of.default_factory)
    return ... if of.default is MISSING else of.default


@cache
def _part(result: type[Any]) -> Any:
    return described(result, Open)


def _in_json(hint: Any) -> Any:
    """A type as its values stand in JSON."""
    if isinstance(hint, type) and issubclass(hint, (*TEXTS, *NUMBERS)):
        return str if issubclass(hint, TEXTS) else float
    if isinstance(hint, type) and is_dataclass(hint):
        return _part(hint)
    origin, inner = get_origin(hint), tuple(map(_in_json, get_args(hint))) if get_origin(hint) is not Literal else ()
    if origin in (Union, UnionType):
        return reduce(or_, inner)
    if origin in (list, tuple):
        return GenericAlias(list, inner[:1] if origin is list or inner[1:] == (Ellipsis,) else (Any,))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return GenericAlias(dict, inner)
    return None if hint is NoneType else hint


class HeldSource(Source):
    """A source with the number of figures that stand on it."""

    observations: int


Sources = response_model("Sources", "The sources held.", sources=list[HeldSource])


class YearAhead(Open):
    """A year to come: the chance of being at the threshold or above, and quantiles of the level."""

    year: int
    probability: float | None
    median: float


class Outlook(Told):
    """What the futures say of a subject: the chances by year, those of a claim, what was held, the model with its record, and what to know of it."""

    subject: str
    flow: Flow
    threshold: float | None
    years: list[YearAhead]
    first_year: list[dict[str, Any]] | None
    stays: list[dict[str, Any]] | None
    claims: list[dict[str, Any]]
    probability: float | None
    history: list[dict[str, Any]]
    model: str | None
    record: dict[str, Any]
    paths: int
    seed: int
    notes: list[dict[str, Any]]


_stated: dict[str, Any] = {n: (f.annotation, f) for n, f in Claim.model_fields.items() if n not in UNJUDGED}
_stated["slots"] = (_in_json(tuple[Choice, ...]), ...)
ReadClaim: Any = create_model("ReadClaim", __base__=Open, __doc__="A claim as it was read, with how its slots were decided.", **_stated)
READ = "The claims of a text as they are understood, none of them judged."
ReadClaims = response_model("ReadClaims", READ, language=Language, claims=list[ReadClaim])


Signed: Any = create_model("Row", __base__=_part(Row), __doc__=Row.__doc__, mark=(str, ...))
"""A figure of an answer with its sign: † for a report or a second-hand figure, ‡ for one derived."""


class Answered(Told):
    """The answer to a request: its sentences, the figures, the claims with their evidence, what was assumed, and what gives the same."""

    request: str
    language: Language
    understood: dict[str, Any]
    status: Status
    sentence: str
    sentences: list[str]
    notes: list[str]
    beware: list[str]
    rows: list[Signed]
    missing: list[str]
    claims: list[Claim]
    sources: list[Source]
    command: str
    call: str
    address: str


Shown = described(Show, without=("unit",))
Held = described(Coverage)
Written = described(Brief)


class CheckedDocument(Open):
    """What was checked."""

    path: str
    language: Language
    characters: int
    date: Day


class Summary(BaseModel):
    """How many claims, and what became of them."""

    claims: int
    supported: int
    refuted: int
    unverifiable: int
    numbers_left_alone: int


class MinedClaim(Claim):
    """A claim with its newsworthiness in bits, the place of its story and its sentences."""

    score: float
    story: int
    explanation: Any
    sentences: dict[str, str]


class JudgedClaim(Claim):
    """A claim of a text, judged, with the id that `/api/claims/{id}` shows its evidence by: its own `id` counts the claims of its text."""

    evidence_id: str


class ObservationPage(Told):
    """Some of the observations that fit, and how many there are."""

    state: int
    total: int
    offset: int
    limit: int
    observations: list[Observation]
    not_held: Annotated[str | None, Field(description="Where there is none, what is held instead.")] = None


class BoundedCell(BaseModel):
    """A cell with what must be true of it: `low` and `high` in `unit`, null where open, and the ids of the observations they follow from."""

    subject: str
    period: str
    flow: Flow
    unit: str
    low: float | None
    high: float | None
    likely: float | None
    from_: Annotated[list[str], Field(alias="from")]
    by: str | None
    sentence: str


class Health(BaseModel):
    """That it answers: `ok` where a process can be asked, else `starting`; the state, its observations where they were counted, those published and those derived from them
    (`derived`), and the seconds that wait to be worked.
    """

    status: str
    state: int
    figures: int | None
    derived: int | None
    waiting: float


JUDGED = {"claims": list[JudgedClaim], "findings": list[Finding]}
ROWS = list[dict[str, Any]]
Report = response_model(
    "Report", "A text with its claims, judged, and what is wrong with it.", document=CheckedDocument, **JUDGED, summary=Summary
)
Verified = response_model("Verified", "Claims, judged, what is wrong with them, and what was rejected.", **JUDGED, rejected=ROWS)
MinedClaims = response_model(
    "MinedClaims", "Claims, best first; those of one story are of one event.", subject=str, period=str, claims=list[MinedClaim]
)
AGAIN = "A claim judged now, with the evidence it had before."
RememberedClaim = response_model("RememberedClaim", AGAIN, state=int, claim=Claim, former=ROWS, sentences=dict[str, str])
Regions = response_model("Regions", "The regions and groups that can be asked about.", regions=ROWS)
BoundedCells = response_model("BoundedCells", "The cells asked for, flow by flow.", cells=list[BoundedCell])
