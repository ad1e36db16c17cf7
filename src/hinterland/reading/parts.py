"""Nothing is a part of itself: the place whose flow a share is of is not the one that has the share, and is not whom the next figures are of.

`part_of(context, target)` gives a share of the flow of a place to several regions of it that have it together (Ontario and Quebec made up 58% of Canada's exports), to the subject of
the figure before, where the sentence names nobody else for it (Louisiana exported 67 billion dollars, 4% of America's exports), and that to what goes on behind such a share without a name
of its own (and imported 40 billion).
"""

from __future__ import annotations

from hinterland.codes import group_members
from hinterland.reading.document import Target
from hinterland.reading.evidence import Context, Decided, Slots
from hinterland.reading.lands import country_of, region_above
from hinterland.reading.lexicon import forms
from hinterland.reading.mentions import Mention, Parsed

OWN = (None, "its")
"""What a pro-form may stand for in what goes on without a name."""


def part_of(context: Context, target: Target) -> Slots:
    """The subject of a target that is a part of a place, or goes on behind one that is."""
    parsed, last = context.document.parsed[target.sentence], context.last
    subject = None if last is None or last.slots.get("concept") != "trade" else last.slots.get("subject")
    if (several := _several(parsed, target, _whole(context, target))) is not None:
        return {"subject": (several,)}
    if last is None or subject is None or target.figure is None or parsed.sentence.kind == "row":
        return {}
    before = _whole(context, last.target)
    start = last.target.end if last.target.sentence == target.sentence else parsed.clause_start(target.start)
    whole = _whole(context, target)
    if whole is not None and is_within(subject, whole.names[0].code):
        named = [m for m in parsed.inside(start, target.start) if m.names and m not in (whole, before)]
        return {} if named else {"subject": (subject,)}
    return _goes_on(parsed, target, last, before, subject)


def _several(parsed: Parsed, target: Target, whole: Mention | None) -> str | None:
    """Several regions of a whole that have an English share of its flow together: Ontario, Quebec and Alberta made up 70% of Canada's exports."""
    share = parsed.before(target.start, "share") if whole is not None and parsed.language == "en" else None
    run: list[Mention] = []
    for m in reversed([] if share is None else parsed.preceding(share.start)):
        if run and not m.names and m.is_a("and"):
            continue
        ends = run[-1].start if run else share.start if share is not None else 0
        joint = parsed.text[m.end : ends].strip(" ,").lower()
        is_joined = joint in ("", *forms("en", "and")) if run else not joint
        if whole is None or not m.is_name("place") or not is_within(m.names[0].code, whole.names[0].code) or not is_joined:
            break
        run.append(m)
    return "+".join(m.names[0].code for m in reversed(run)) if len(run) > 1 else None


def is_within(code: str, whole: str) -> bool:
    """Whether a place lies in another one or belongs to a group."""
    return code != whole and (country_of(code) == whole or region_above(code) == whole or code in group_members(whole))


def _goes_on(parsed: Parsed, target: Target, last: Decided, whole: Mention | None, subject: str) -> Slots:
    """The subject of a share, whose figures go on in its sentence or the next one without a name of their own."""
    if whole is None or last.slots.get("op") != "share" or not is_within(subject, whole.names[0].code):
        return {}
    if last.target.sentence == target.sentence:
        own = [m for m in parsed.mentions if m.start >= max(last.target.end, whole.end)]
    elif last.target.sentence == target.sentence - 1:
        own = parsed.mentions
    else:
        return {}
    clause = parsed.sentence.clause(target.start)
    own = [m for m in own if m.start < target.start or m.clause == clause]
    is_named = any(m.is_name("place", "group") or m.value("proform") not in OWN for m in own)
    return {} if is_named else {"subject": (subject,)}


def _whole(context: Context, target: Target) -> Mention | None:
    """The place whose flow a percentage is a share of: right behind it in English, between the words of sharing and it in Chinese."""
    parsed = context.document.parsed[target.sentence]
    if target.figure is None or target.figure.dimension != "percent" or parsed.sentence.kind == "row":
        return None
    if parsed.language == "en":
        behind = parsed.following(target.end)
        led = bool(behind) and behind[0].value("prep") == "of" and not parsed.between(target, behind[0])
        return _owner(parsed, behind[0].end, behind[1:]) if led else None
    share = parsed.before(target.start, "share")
    inside = [] if share is None else parsed.inside(share.end, target.start)
    return None if share is None else _owner(parsed, share.end, inside)


def _owner(parsed: Parsed, start: int, mentions: list[Mention]) -> Mention | None:
    """The place that owns the flow right behind it, where it opens a stretch."""
    if len(mentions) < len(("place", "flow")) or not mentions[0].is_name("place", "group"):
        return None
    place, flow = mentions[:2]
    lead = parsed.text[start : place.start].strip().lower()
    if lead and lead not in forms(parsed.language, "phrase-article"):
        return None
    same = parsed.sentence.clause(place.start) == parsed.sentence.clause(flow.start)
    return place if flow.is_a("flow") and same and parsed.between(place, flow) in ("", *forms(parsed.language, "possessive")) else None
