"""The models of the contract: what every verb passes on and every JSON output is made of. Other programs rely on fields, names and
spellings: fields may be added, never changed. `schemas()` gives the JSON schemas of `docs/reference/schema/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer

from hinterland.interval import Interval

Op = Literal["level", "growth", "cagr", "share", "balance", "multiple", "contribution", "count", "rank"]
Flow = Literal["total", "export", "import"]
Kind = Annotated[
    str,
    Field(
        pattern=r"^[a-z][a-z_]*$",
        description="value, change, rank, count, first, record, streak, comparison, parts or membership; or a kind that another package brought",
    ),
]
Measure = Literal["value", "quantity"]
Basis = Literal["operating-unit", "destination-origin"]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
Reliability = Literal["official", "news", "secondary", "derived", "claimed"]
Verdict = Literal["supported", "refuted", "unverifiable"]
Test = Literal["=", ">", "<", ">=", "<=", "highest", "lowest", "nth", "between"]
RELIABILITY: tuple[Reliability, ...] = ("official", "news", "secondary", "derived", "claimed")
"""Most reliable first: the order in which figures for one cell are preferred. `claimed` is what a file calls official without an address that bears it out."""


def plain(value: Decimal | Fraction | None) -> int | float | None:
    """A number as JSON has it: whole ones without a point."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def as_json(value: Any) -> Any:
    """A result, or a part of one, in its JSON form: an interval by its ends, a period by its name."""
    if isinstance(value, Interval):
        return {"low": plain(value.low), "high": plain(value.high)}
    if isinstance(value, Decimal | Fraction):
        return plain(value)
    if isinstance(value, tuple | list):
        return [as_json(v) for v in value]
    if isinstance(value, Mapping):
        return {k: as_json(v) for k, v in value.items()}
    if hasattr(value, "to_dict"):
        return value.to_dict()
    return value if value is None or isinstance(value, str | int | float) else str(value)


def fields_of(result: Any, *names: str) -> dict[str, Any]:
    """The fields of a result named, or all of them, in their JSON form."""
    return {n: as_json(getattr(result, n)) for n in names or (f.name for f in fields(result))}


class Result:
    """A dataclass whose JSON form is its fields, or the fields and properties in `JSON`, behind the name of its schema where it has one."""

    __slots__ = ()
    SCHEMA: ClassVar[str] = ""
    JSON: ClassVar[tuple[str, ...]] = ()

    def to_dict(self) -> dict[str, Any]:
        """The JSON form of the contract."""
        return ({"schema": self.SCHEMA} if self.SCHEMA else {}) | fields_of(self, *self.JSON)


Amount = Annotated[Decimal, PlainSerializer(plain, return_type=float | int, when_used="json")]
UNSURE = "?"
"""What a slot of a claim holds that stays unsure, and what the words of an unknown name begin with."""
Slot = Annotated[
    str,
    BeforeValidator(lambda value: UNSURE if value is None else value),
    PlainSerializer(lambda value: None if value == UNSURE else value, return_type=str | None, when_used="json"),
]
"""A slot whose unsure value is null in JSON."""


class Model(BaseModel):
    """Frozen and strict about names, so that a misspelt field is an error and not a silence."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with some fields changed, as Pydantic makes it, without its search for extra fields and private attributes, which no model has."""
        if deep:
            return super().model_copy(update=update, deep=True)
        new = object.__new__(type(self))
        changed = update or {}
        object.__setattr__(new, "__dict__", {**self.__dict__, **changed})
        object.__setattr__(new, "__pydantic_fields_set__", self.__pydantic_fields_set__.union(changed))
        object.__setattr__(new, "__pydantic_extra__", None)
        object.__setattr__(new, "__pydantic_private__", None)
        return new

    def to_dict(self) -> dict[str, Any]:
        """The JSON form as Python objects."""
        return self.model_dump(mode="json", by_alias=True)


class Source(Model):
    """Where figures come from. `publisher` issued the figure; `via` is where a copy was read, shown only in the details."""

    id: str
    title: str
    publisher: str
    via: str | None = None
    released: str | None = None
    address: str | None = None
    reliability: Reliability
    note: str | None = None


class Indicator(Model):
    """What is measured: the key that observations and claims share.

    In a claim a slot that the text names in words no table knows holds "?words", one that stays unsure holds "?" (null in JSON); an observation has neither.
    """

    op: Op = "level"
    concept: str | None = "trade"
    flow: Flow | None = "total"
    product: Slot = "all"
    partner: Slot = "world"
    regime: Slot = "all"
    measure: Measure = "value"
    basis: Basis | None = None
    currency: Currency | None = None

    @property
    def is_open(self) -> bool:
        """Whether a slot is unsure or named in words that no table knows: then nothing held answers to it."""
        return self.product.startswith(UNSURE) or self.partner.startswith(UNSURE) or self.regime.startswith(UNSURE)


class Observation(Model):
    """One figure, published or loaded.

    `value`, `low`, `high` are in `unit` (yuan, dollars, percent, units ...); `precision` is the width of the last published digit.
    """

    id: str
    indicator: Indicator
    region: str
    period: str
    versus: str | None = None
    scope: str | None = None
    predicate: str | None = None
    value: Amount | None = None
    low: Amount | None = None
    high: Amount | None = None
    unit: str
    precision: Amount | None = None
    source: str
    released: str | None = None
    reliability: Reliability
    file: str | None = None
    row: int | None = None
    load: str | None = None
    note: str | None = None

    @property
    def interval(self) -> Interval:
        """The figure as an interval; a point when it was published exactly."""
        point = self.low is not None and self.low == self.high
        return Interval(self.low, self.high, self.low is not None, point)


class Relation(Model):
    """How a claim's value stands to something: a test, its threshold or rank, what it is set against, and who is named."""

    test: Test = "="
    threshold: Amount | None = None
    order: Literal["desc", "asc"] | None = None
    versus: str | None = None
    base_period: str | None = None
    window: str | None = None
    members: list[str] = Field(default_factory=list)
    except_: list[str] = Field(default_factory=list, alias="except")


class Caution(Model):
    """One thing to know before quoting a claim that is true as far as held, as data: `claims/caveats.csv` words each `code` in both languages.

    `grade` says what a careful editor does: `look` further before using it, `hedge` it when quoting, or take `note`.
    """

    code: str
    grade: Literal["look", "hedge", "note"]
    values: dict[str, str | int | float] = Field(default_factory=dict)


class Evidence(Model):
    """What the data answer: the interval, the observations and sources behind it, SQL that anyone can run, what is missing, what to beware of.

    `caveats` are the English wording of the `cautions`, in their order.
    """

    low: Amount | None = None
    high: Amount | None = None
    widest_low: Amount | None = None
    widest_high: Amount | None = None
    unit: str | None = None
    expression: str | None = None
    members: list[str] = Field(default_factory=list)
    observations: list[Observation] = Field(default_factory=list)
    sources: list[Source] = Field(default_factory=list)
    sql: str = ""
    coverage: str = ""
    caveats: list[str] = Field(default_factory=list)
    cautions: list[Caution] = Field(default_factory=list)


class Claim(Model):
    """A typed quantitative statement: subject, indicator, period, relation, value, scope."""

    id: str
    start: int | None = None
    end: int | None = None
    text: str = ""
    kind: Kind
    subject: str | None
    indicator: Indicator
    period: str | None
    scope: str | None = None
    relation: Relation = Relation()
    low: Amount | None = None
    high: Amount | None = None
    unit: str | None = None
    confidence: float = 1.0
    verdict: Verdict = "unverifiable"
    reason: str = ""
    evidence: Evidence | None = None


class Span(Model):
    """A stretch of the text, in Unicode code points."""

    start: int
    end: int


class Fix(Span):
    """A replacement; `certain` ones are what `--fix` applies, `likely` ones are only shown."""

    replacement: str
    grade: Literal["certain", "likely"]


class Finding(Span):
    """One thing wrong, or not checkable, in a text."""

    code: Annotated[str, Field(pattern=r"^HL\d{3}$")]
    severity: Literal["error", "warning", "info", "question"]
    message: str
    probability: float = 1.0
    claims: list[str] = Field(default_factory=list)
    related: list[Span] = Field(default_factory=list)
    fix: Fix | None = None


PUBLIC: tuple[type[Model], ...] = (Claim, Evidence, Observation, Source, Finding)


def schemas() -> dict[str, dict[str, Any]]:
    """The JSON schema of each public model, by lower-case name."""
    return {m.__name__.lower(): m.model_json_schema(by_alias=True, mode="serialization") for m in PUBLIC}
