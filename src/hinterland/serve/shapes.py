"""What requests ask with, as models: OpenAPI is written from them, and parameters that fit none are refused."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StringConstraints, ValidationInfo, field_validator

from hinterland import models
from hinterland.codes import Language
from hinterland.codes.periods import PeriodKind
from hinterland.requests import slots
from hinterland.sources.reading import InputError


def _day(given: object) -> object:
    if not isinstance(given, datetime.date) and not (isinstance(given, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", given)):
        raise ValueError(f"a day is written as in 2026-03-15, not {str(given)[:40]!r}")
    return given


Day = Annotated[datetime.date, BeforeValidator(_day)]
"""Written in one way only; a number would be taken for seconds since 1970."""
Name = Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=r"^[^\x00-\x1f]+$")]


def _as_written(understand: Callable[[str], object]) -> BeforeValidator:
    """A value as people write it, in the form of the contract."""

    def understood(given: object) -> object:
        try:
            return str(understand(given)) if isinstance(given, str) else given
        except InputError as e:
            raise ValueError(str(e)) from None

    return BeforeValidator(understood)


def _digits(given: object) -> object:
    """A year, or a year with its month, as a number: what assistants send."""
    return str(given) if isinstance(given, int) and not isinstance(given, bool) else given


Period = Annotated[
    str,
    _as_written(slots.period),
    BeforeValidator(_digits, json_schema_input_type=str | int),
    StringConstraints(max_length=60),
    Field(description="2025, 2025-07, 2025-Q1, 2025-01/2025-11; also 202507, July 2025, 2025H1, 25年7月.", examples=["2025"]),
]
Flow = Annotated[
    models.Flow, _as_written(slots.flow), Field(description="Exports and imports together, or one of them; all three where left out.")
]
Currency = Annotated[
    models.Currency,
    _as_written(slots.currency),
    Field(
        description="A currency that amounts are held in; the subject's own where left out.",
        json_schema_extra={"enum": list(slots.currencies())},
    ),
]
Subject = Annotated[Name, Field(description="A region or group, as people name it: CN-AH, anhui, 安徽, central.", examples=["CN-AH"])]
Measured = Annotated[
    Name,
    _as_written(slots.measure),
    Field(description="What is measured: gdp, retail sales, 生产总值; trade where left out.", examples=["gdp"]),
]
Compared = Annotated[Literal["level", "growth"], Field(description="What is compared: amounts, or their growth on the year before.")]
Title = Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=r"^[^\x00-\x1f]+$")]
State = Annotated[int, Field(ge=1, le=10**9, description="Answer from an earlier state.")]
Code = Annotated[str, StringConstraints(pattern=r"^HL[0-9]{0,3}$")]
ClaimId = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9a-f]{6,64}$"),
    Field(description="A claim's id, as an answer gave it; of a checked or verified claim its `evidence_id`."),
]
ReportFormat = Literal["json", "full", "concise", "sarif", "html"]
BriefFormat = Literal["json", "md", "html", "xlsx", "docx", "pdf"]
TableFormat = Literal["json", "csv", "parquet", "arrow", "xlsx"]


class Asked(BaseModel):
    """The parameters of a request: those named and no others."""

    model_config = ConfigDict(extra="forbid")


class Check(Asked):
    """A text to check."""

    text: Annotated[str, Field(description="The text, in English or Chinese.", examples=["Anhui's exports rose 17.3% in 2025."])]
    date: Annotated[Day | None, Field(description="The text's date; else found in it, else today.", examples=["2026-03-15"])] = None
    language: Annotated[Language | None, Field(description="Findings in this language; else in that of the text.")] = None
    select: Annotated[list[Code], Field(max_length=50, description="Only these rules, by code or its beginning.")] = []
    ignore: Annotated[list[Code], Field(max_length=50, description="Not these rules.")] = []
    markdown: StrictBool = False


class Verify(Asked):
    """Claims to verify, with the text they were read from or without."""

    claims: Annotated[
        list[dict[str, Any]],
        Field(min_length=1, max_length=5_000, description="Claims by the contract of proposed claims (docs/reference/claims-proposed.md)."),
    ]
    text: Annotated[str | None, Field(description="The text that the claims were read from.")] = None
    date: Annotated[Day | None, Field(description="The text's date; else found in it, else today.")] = None
    language: Annotated[Language | None, Field(description="Findings in this language; else in that of the text.")] = None


class ReadHow(Asked):
    """How a text sent as it is, or a file, is to be read."""

    date: Annotated[Day | None, Field(description="The text's date, from which relative periods count; else today.")] = None


class CheckHow(Asked):
    """How a text sent as it is, or a file, is to be checked."""

    date: Annotated[Day | None, Field(description="The text's date; else found in it, else today.")] = None
    language: Language | None = None
    format: Annotated[ReportFormat, Field(description="The form of the report.")] = "json"


class Mine(Asked):
    """Whose news to find."""

    subject: Subject
    period: Period
    top: Annotated[int, Field(ge=1, le=100, description="How many stories; each has several claims.")] = 20
    state: State | None = None


class AtState(Asked):
    """At which state."""

    state: State | None = None


RegionList = Annotated[
    str,
    StringConstraints(min_length=1, max_length=500, pattern=r"^[^\x00-\x1f]+$"),
    Field(description="A region or group, or several with commas between them: CN-AH, 安徽,Henan.", examples=["CN-AH"]),
]


def _stretch(given: str) -> str:
    """A period, a range as it is written: its months are meant even where together they are a year."""
    return given if slots.period(given) is not None and "/" in given else str(slots.period(given))


Within = Annotated[
    str,
    _as_written(_stretch),
    BeforeValidator(_digits, json_schema_input_type=str | int),
    StringConstraints(max_length=60),
    Field(description="A year, quarter or month; of a range (2023/2025, 2025-01/2025-06) what lies within it.", examples=["2025"]),
]
Product = Annotated[Name, Field(description="all, a basket such as electric-vehicles, or an HS code.")]
Partner = Annotated[Name, Field(description="world, a country by ISO3 (USA), or a bloc (ASEAN, BRI).")]


Ids = Annotated[
    str,
    StringConstraints(max_length=700, pattern=r"^[0-9a-f]{6,64}(,[0-9a-f]{6,64})*$"),
    Field(
        description="The ids of figures with commas between them, as `from` of a bound and the evidence of a claim name them, whatever vintage they are of."
    ),
]


class Figures(Asked):
    """Which observations; a parameter left out stands for all."""

    id: Ids | None = None
    region: RegionList | None = None
    period: Within | None = None
    since: Annotated[int | None, Field(ge=1900, le=2099, description="From this year on.")] = None
    until: Annotated[int | None, Field(ge=1900, le=2099, description="Up to this year.")] = None
    op: models.Op | None = None
    concept: Annotated[
        Name | None, Field(description="trade, gdp and others; of one that no figure has, `not_held` says those that have.")
    ] = None
    flow: Flow | None = None
    product: Product | None = None
    partner: Partner | None = None
    regime: Annotated[Name | None, Field(description="all, or a part of trade such as enterprise:private.")] = None
    measure: models.Measure | None = None
    basis: models.Basis | None = None
    currency: Annotated[Currency | None, Field(description="The currency of amounts, and that in which growth is stated.")] = None
    unit: Annotated[Name | None, Field(description="CNY, USD, percent and others.")] = None
    source: Annotated[Name | None, Field(description="The id of a source, as /api/sources lists them.")] = None
    reliability: models.Reliability | None = None
    vintage: Annotated[Literal["preferred", "all"], Field(description="Of each figure the preferred one, or all that were published.")] = (
        "preferred"
    )

    @field_validator("until")
    @classmethod
    def _orderly(cls, until: int | None, info: ValidationInfo) -> int | None:
        since = info.data.get("since")
        if since is not None and until is not None and until < since:
            raise ValueError(f"{until} lies before {since}, the year that `since` begins with")
        return until


class Observations(Figures):
    """Which observations, in what form, and which of their pages."""

    format: Annotated[TableFormat, Field(description="The form; else what `Accept` asks for.")] = "json"
    limit: Annotated[int, Field(ge=1, le=1000, description="How many at most; of a file without it, all that fit up to 200,000.")] = 100
    offset: Annotated[int, Field(ge=0, le=10_000_000)] = 0
    state: State | None = None


class Bounds(Asked):
    """Which cells."""

    subject: Subject
    period: Period
    flow: Annotated[Flow | None, Field(description="All three flows where none is named.")] = None
    unit: Annotated[Currency | None, Field(description="The currency; the subject's own where left out.")] = None
    basis: models.Basis = "operating-unit"
    state: State | None = None


class Outlook(Asked):
    """Whose future; a subject or a sentence that names one."""

    subject: Subject | None = None
    threshold: Annotated[
        Name | None, Field(description="An amount; else the next round mark above the last level.", examples=["1 trillion CNY"])
    ] = None
    horizon: Annotated[int, Field(ge=1, le=10)] = 5
    flow: Annotated[Flow | None, Field(description="The one that the nation publishes of first where none is named.")] = None
    claim: Annotated[str | None, Field(max_length=400, examples=["Henan exceeds 1 trillion yuan in 2026"])] = None
    shock: Annotated[list[Name], Field(max_length=5, examples=[["partner=USA export -30%"]])] = []
    state: State | None = None


class Brief(Asked):
    """Which brief."""

    subject: Subject
    period: Period
    language: Language = "en"
    format: BriefFormat = "json"
    state: State | None = None


Words = Annotated[
    str,
    StringConstraints(min_length=1, max_length=400, pattern=r"^[^\x00-\x1f]+$"),
    Field(description="What you want to know, in English or Chinese.", examples=["Anhui vs Henan exports, Jul 2025"]),
]


class Ask(Asked):
    """A request in plain words."""

    q: Words
    language: Annotated[Language | None, Field(description="Answer in this language; else in that of the request.")] = None
    state: State | None = None


class Show(Asked):
    """Whose figures, and in what form."""

    subject: RegionList
    period: Annotated[Period | None, Field(description="What lies within it; all that is held where left out.")] = None
    flow: Annotated[Flow | None, Field(description="All three flows where none is named.")] = None
    unit: Annotated[Currency | None, Field(description="The currency; the subject's own where left out.")] = None
    measure: Measured | None = None
    frequency: Annotated[PeriodKind | None, Field(description="Only figures of periods of this length.")] = None
    format: Annotated[Literal["json", "csv"], Field(description="The form; else what `Accept` asks for.")] = "json"
    state: State | None = None


class Compare(Asked):
    """Whom to compare, their names with commas between them."""

    subjects: Annotated[str, Field(min_length=1, max_length=500, description="Regions or groups: Anhui,Henan.", examples=["CN-AH,CN-HA"])]
    period: Annotated[Period | None, Field(description="The latest year held where left out.")] = None
    flow: Annotated[Flow | None, Field(description="All three flows where none is named.")] = None
    unit: Annotated[Currency | None, Field(description="The currency; each subject's own where left out.")] = None
    op: Compared = "level"
    measure: Measured | None = None
    state: State | None = None


class Coverage(Asked):
    """Of whom."""

    subject: Subject | None = None
    state: State | None = None


LoadId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{4,32}$")]


class Accept(Asked):
    """As what a pending file is accepted; as it says where nothing is given."""

    period: Annotated[Period | None, Field(description="The period that the file is of in truth.")] = None
    explanation: Annotated[int | None, Field(ge=1, le=20, description="The number of the explanation that is right.")] = None


class Load(Asked):
    """What the file doesn't say itself, as with `hinterland load`."""

    format: Annotated[str, StringConstraints(pattern=r"^[a-z-]{2,30}$"), Field(description="auto, or the name of a format.")] = "auto"
    flow: Flow | None = None
    period: Period | None = None
    currency: Currency | None = None
    unit: Name | None = None
    region: Name | None = None
    source: Name | None = None
    title: Title | None = None
    publisher: Title | None = None
    released: Name | None = None
    address: Annotated[str, StringConstraints(max_length=500, pattern=r"^https?://[^\x00-\x20]+$")] | None = None
    reliability: Literal["official", "news", "secondary"] | None = None
