"""What the English sentences of a brief share: the subject and the period in words, rates as phrases and as verbs."""

from __future__ import annotations

from hinterland import codes
from hinterland.brief.voice import Voice, ending, kind_of, value
from hinterland.claims import Evaluated
from hinterland.language.naming import whose
from hinterland.language.write import when

FLOWS = {"total": "trade", "export": "exports", "import": "imports"}

BASES = {"": "", "low-base": " from a low base", "fall": " after an earlier fall"}
"""What a rise stands on, in words."""

KINDS_OF_REGION = {"group": "the group", "nation": "the country"}


def subject(v: Voice) -> str:
    """The subject at the beginning of a sentence that has named it before, by its kind or its level: `the group`, `the state`."""
    kind = kind_of(v.subject)
    return KINDS_OF_REGION.get(kind) or v.phrase(f"again:{kind}") or f"the {level_of(v.subject)}"


def level_of(code: str) -> str:
    """What a region is called by its level: `state`, `municipality`; `region` where its pack names none."""
    pack = codes.home_of(code).pack
    own = codes.get("region", code).level
    return next((each.one["en"] for each in pack.levels if each.code == own), "region") if pack else "region"


def again(v: Voice) -> str:
    """The subject at the beginning of a sentence: by its name where the sentence stands alone."""
    return v.name if v.named else subject(v)


def own(v: Voice, what: str) -> str:
    """What is the subject's: `Anhui's exports` where the sentence stands alone, else `exports`."""
    return f"{whose(v.inner)} {what}" if v.named else what


def led(v: Voice, told: str) -> str:
    """A sentence on what is the subject's, that says when and whose where it stands alone: `In 2025 Anhui's exports rose 17.8% [4]`."""
    return f"In {at(v)} {whose(v.inner)} {told}." if v.named else ending(told, ".")


def at(v: Voice) -> str:
    """The period in words."""
    return when(str(v.period), "en")


def moved(v: Voice, e: Evaluated, *, bare: bool = False) -> str:
    """A growth rate as a phrase: `up 17.3% [2]`, `unchanged [2]`."""
    if v.flat(e):
        return f"unchanged{v.mark(e)}"
    return f"{'up' if value(e) > 0 else 'down'} {v.rate(e)}{BASES[v.base(e)]}"


def rose(v: Voice, e: Evaluated, plural: bool) -> str:
    """A growth rate as a verb: `rose 17.3% [2]`."""
    if v.flat(e):
        return f"{'were' if plural else 'was'} unchanged{v.mark(e)}"
    return f"{'rose' if value(e) > 0 else 'fell'} {v.rate(e)}{BASES[v.base(e)]}"
