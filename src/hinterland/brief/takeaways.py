"""The key takeaways: the planned sentences that tell the most newsworthy claims, each with what an editor should do before using it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from hinterland.brief.document import Advice
from hinterland.brief.plan import Paragraph, Plan
from hinterland.brief.voice import STOPS, ending
from hinterland.brief.words import words
from hinterland.claims.cautions import reason
from hinterland.claims.entailment import same_cell
from hinterland.claims.mine import Mined
from hinterland.codes import Language
from hinterland.language.phrases import phrase
from hinterland.models import Caution, Claim

MOST = 5

GRADES: tuple[Advice, ...] = ("look", "hedge")


def choose(sections: Mapping[str, Sequence[Paragraph]], mined: Sequence[Mined]) -> tuple[list[Plan], list[Mined]]:
    """The plans that tell the most newsworthy claims, the best first, and the mined claims that no planned sentence tells.

    What a headline tells comes first; a rate without its level or share is no key point, nor is what lies beside trade.
    """
    plans = [p for key, paragraphs in sections.items() if key != "watch" for paragraph in paragraphs for p in paragraph]
    chosen: list[Plan] = []
    untold: list[Mined] = []
    for one in mined:
        plan = next((p for p in plans if any(_tells(e.claim, one.claim) for e in p.roles.values())), None)
        if plan is None:
            untold.append(one)
        elif plan not in chosen and _weighty(plan):
            chosen.append(plan)
    return sorted(chosen, key=lambda p: p.pattern != "first"), untold


def _weighty(plan: Plan) -> bool:
    """Whether a plan says enough to stand alone."""
    bare = plan.pattern.startswith("slice") and not {"level", "share"} & plan.roles.keys()
    return plan.pattern != "economy" and not bare


def _tells(told: Claim, claim: Claim) -> bool:
    """Whether a claim in a sentence says what a mined one says: the same, or another side of the same figure."""
    if told.kind != claim.kind or told.scope != claim.scope:
        return False
    if claim.kind == "value":
        return same_cell(told, claim, op=False) and told.relation.versus == claim.relation.versus
    if claim.kind == "count" and claim.scope not in ("partners", "products"):
        told = told.model_copy(update={"subject": claim.subject})
    return (
        same_cell(told, claim)
        and (told.relation.threshold or 0) == (claim.relation.threshold or 0)
        and told.relation.versus == claim.relation.versus
    )


def advise(claims: Sequence[Claim], language: Language) -> tuple[Advice, str, str]:
    """What to do before using a sentence, by which rule, and why: the gravest caution of its claims decides, and at most two are told."""
    found = [(c, claim) for claim in claims if claim.evidence for c in claim.evidence.cautions if c.grade in GRADES]
    if not found:
        return "quote", "official", words("why:official", language)
    gravest = min((c.grade for c, _ in found), key=GRADES.index)
    grave = [(c, claim) for c, claim in found if c.grade == gravest]
    told = dict.fromkeys(_why(c, claim, len(claims) > 1, language) for c, claim in grave)
    return cast(Advice, gravest), grave[0][0].code, ending(words("why:and", language).join(list(told)[:2]), STOPS[language])


def _why(caution: Caution, claim: Claim, several: bool, language: Language) -> str:
    """A caution in words, after the figure it is of where the sentence has several."""
    text = reason(caution, language)
    key = f"figure:{claim.indicator.op}" if claim.kind == "value" else f"figure:{claim.kind}"
    flow = phrase(f"trade:{claim.indicator.flow or 'total'}", language)
    return words("why:of", language, figure=words(key, language, flow=flow), why=text) if several else text
