"""Who a request is about, and with whom they trade: a foreign country is a partner behind a word such as `to`, or beside a subject, else it is a subject itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from hinterland import codes
from hinterland.requests.scan import Mention, Scan
from hinterland.requests.vocabulary import Meaning, home


@dataclass(slots=True)
class Places:
    """The subjects and partners of a request, by code; `unheld` are names of places that no table of regions has."""

    subjects: tuple[str, ...] = ()
    partners: list[str] = field(default_factory=list)
    unheld: list[str] = field(default_factory=list)


def places(found: Scan) -> Places:
    """Subjects and partners of a request."""
    named = found.every("subject")
    out = Places(partners=found.values("partner"))
    own = [m for m, meaning in named if not _is_abroad(meaning)]
    subjects: dict[str, None] = {}
    for mention, meaning in named:
        if not _is_abroad(meaning):
            code = _held(meaning.value)
            if code is None:
                out.unheld.append(mention.written)
            else:
                subjects[code] = None
        elif _is_toward(found, mention) or (own and not found.every("compare")):
            out.partners.append(meaning.partner)
        elif (code := _held(meaning.value)) is not None:
            subjects[code] = None
        else:
            out.unheld.append(mention.written)
    out.subjects, out.partners = tuple(subjects), list(dict.fromkeys(out.partners))
    return out


def _is_abroad(meaning: Meaning) -> bool:
    """Whether a place is another nation, which may be a partner."""
    return bool(meaning.partner) and meaning.value != home()


def _held(code: str) -> str | None:
    """The code, if figures of such a place can be stored."""
    try:
        return codes.get("subject", code).code
    except LookupError:
        return None


def _is_toward(found: Scan, mention: Mention) -> bool:
    """Whether a word such as `to` stands right before a mention, an article between them or not."""
    before = [m for m in found.mentions if m.end <= mention.start and not found.text[m.end : mention.start].strip()]
    return bool(before) and before[-1].of("toward") is not None
