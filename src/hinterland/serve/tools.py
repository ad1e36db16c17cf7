"""What the tools of MCP answer, as JSON schemas: parts of the models that REST's answers have, and what only assistants are given, with what each field is."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel, Field, create_model

from hinterland import models
from hinterland.brief.document import Advice
from hinterland.serve import results
from hinterland.serve.results import ROWS, Open
from hinterland.serve.shapes import Day

From = Annotated[list[str], Field(alias="from", description="The sources, each as it is cited.")]
More = Annotated[int, Field(description="How many more there are than are listed.")]
Beware = Annotated[list[str], Field(description="What to say along with the figure when it is quoted.")]
Unheld = Annotated[str, Field(description="What isn't held here, and what is.")]
State = Annotated[int, Field(description="The state of the warehouse that answered.")]
Id = Annotated[str, Field(description="What the tool `evidence` takes.")]
Answer = Annotated[str, Field(description="What the data have.")]


def part(of: type[BaseModel] | None, names: str = "", needed: str = "", **more: Any) -> Any:
    """Some fields of a model and `more`, none of which need be there but those `needed`."""
    taken = {n: (f.annotation, f.description, f.alias) for n, f in (of.model_fields if of else {}).items() if n in names.split()}
    made: dict[str, Any] = {}
    for name, (kind, said, alias) in (taken | {n: (kind, None, None) for n, kind in more.items()}).items():
        extra: dict[str, Any] = ({"description": said} if said else {}) | ({"alias": alias} if alias else {})
        made[name] = (kind, Field(**extra | ({} if name in needed.split() else {"default_factory": lambda: None})))
    return create_model(of.__name__ if of else "Part", __base__=Open, **made)


Advised: Any = part(None, advice=Advice, why=str, text=str)
Behind: dict[str, Any] = {"data": Answer, "from_": From, "from_more": More, "beware": Beware, "coverage": str, "why": str}
Checked: Any = part(results.JudgedClaim, "verdict", "verdict id", id=Id, quote=str, start=int, read_as=str, **Behind)
Found: Any = part(models.Finding, "code severity message", "code severity message", quote=str, start=int, instead=str, sure=bool)
Looked: Any = part(
    models.Observation, "id period value low high unit source released reliability note", "id period reliability", what=str, basis=str
)
Told: Any = part(results.MinedClaim, "sentences", "sentences", id=Id, bits=float, story=int, advice=Advice, **Behind)
Bounded: Any = part(
    results.BoundedCell, "subject period flow unit low high likely from_ by sentence", "low high unit sentence",
    sources=Annotated[list[str], Field(description="The sources of the figures whose ids `from` lists, each as it is cited.")], sources_more=More, beware=Beware,
)  # fmt: skip
Judged: Any = part(results.JudgedClaim, "id text kind subject period verdict reason evidence_id", "verdict evidence_id")
Answered: Any = part(
    results.Answered, "status sentence sentences notes beware rows missing command", "status sentence",
    state=State, claims=list[Id], claims_more=More, from_=From, from_more=More,
)  # fmt: skip
Briefed: Any = part(
    None, state=State, headline=str, headline_advice=Advised, lead=list[str], lead_advice=list[Advised], key_points=list[Advised], from_=From, from_more=More,
)  # fmt: skip
Evidence: Any = part(
    None, "", "verdict", id=Id, sentence=str, sentence_zh=str, verdict=models.Verdict, state=State, read_as=str, figures=list[Looked], sources=list[str],
    sql=str, **Behind,
)  # fmt: skip
Ahead: Any = part(results.Outlook, "subject flow threshold years first_year stays claims probability model record paths", notes=list[str])
ANSWERS: dict[str, Any] = {
    "ask": Answered,
    "compare": Answered,
    "regions": part(None, regions=list[part(None, code=str, level=str, en=str, zh=str, observations=int)]),  # type: ignore[misc]
    "write_brief": Briefed,
    "check_text": part(None, date=Day, date_from=str, state=State, findings=list[Found], claims=list[Checked], not_checked=str),
    "verify_claims": part(results.Verified, "", claims=list[Judged], findings=list[Found], rejected=ROWS, summary=dict[str, int]),
    "mine": part(None, subject=str, period=str, state=State, claims=list[Told], not_held=Unheld),
    "evidence": Evidence,
    "observations": part(None, "", "figures", state=State, total=int, figures=list[Looked], more=str, not_held=Unheld),
    "bounds": part(None, "", "cells", cells=list[Bounded]),
    "outlook": Ahead,
}
"""By the name of a tool, the model of its answer."""


@cache
def schema(tool: str) -> dict[str, Any]:
    """The JSON schema of what a tool answers."""
    found: dict[str, Any] = ANSWERS[tool].model_json_schema(by_alias=True, mode="serialization")
    return found | {"title": tool}
