"""What addresses of pages may ask with. A form that is sent with a field left empty asks for nothing by it."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator
from starlette.datastructures import FormData

from hinterland.brief.document import Advice
from hinterland.serve.problems import Problem
from hinterland.serve.shapes import Asked, Figures, Flow, Name, Period, Subject

Model = TypeVar("Model", bound=BaseModel)
SUBJECTS = 6
"""Maximum subjects that are compared at once."""


class Page(Asked):
    """The parameters of a page: those named and no others; empty ones count as left out."""

    @model_validator(mode="before")
    @classmethod
    def _named(cls, given: Any) -> Any:
        return {k: v for k, v in given.items() if v not in ("", [""])} if isinstance(given, dict) else given


def of_form(model: type[Model], form: FormData) -> Model:
    """The fields of a form that was sent. Raises `Problem` for what doesn't fit."""
    try:
        return model.model_validate({k: v for k, v in form.items() if isinstance(v, str)})
    except ValidationError as e:
        [first, *_] = e.errors(include_input=False, include_url=False)
        raise Problem(422, f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None


class InPeriod(Page):
    """In which period."""

    period: Period | None = None


class Request(Page):
    """A request in plain words."""

    q: Annotated[str, Field(max_length=400)] | None = None


class Compare(InPeriod):
    """Whom to compare: their names with commas between them, or one name a field."""

    subjects: Annotated[list[str], Field(default_factory=list, max_length=2 * SUBJECTS)]

    @field_validator("subjects")
    @classmethod
    def _few(cls, given: list[str]) -> list[str]:
        found = [s.strip()[:80] for part in given for s in part.split(",") if s.strip()]
        if len(found) > SUBJECTS:
            raise ValueError(f"at most {SUBJECTS} can be compared at once")
        return found


class Claims(InPeriod):
    """Which claims."""

    q: Annotated[str, Field(max_length=200)] | None = None
    subject: Subject | None = None
    advice: Advice | None = None


class OneClaim(InPeriod):
    """The brief that a claim came from."""

    subject: Subject | None = None


class Decision(Page):
    """What becomes of a pending file."""

    decide: Literal["accept", "reject"]
    period: Period | None = None
    explanation: Annotated[int, Field(ge=1, le=20)] | None = None


class Outlook(Page):
    """Whose future, against which mark."""

    subject: Subject | None = None
    threshold: Name | None = None
    horizon: Annotated[int, Field(ge=1, le=10)] | None = None
    flow: Flow | None = None


class Explore(Page, Figures):
    """Which observations, from which one on, and in which order: by a column, with a minus from its end."""

    offset: Annotated[int, Field(ge=0, le=10_000_000)] = 0
    sort: Literal["oldest", "region", "-region", "period", "-period", "value", "-value", "source", "-source"] = "oldest"


class Sending(Page):
    """The fields of a text that is sent to be checked."""

    model_config = ConfigDict(extra="ignore")
    text: str = ""
    name: str = ""
    date: datetime.date | None = None
    ask: bool = False
    carried: str = ""
    format: Literal["html", "docx", "json", "sarif"] = "html"
