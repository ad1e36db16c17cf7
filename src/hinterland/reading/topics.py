"""What a document is of as a whole: its place, flow, product, partner and period, decided by trained scores before any claim.

A candidate's features say how often it is named, whether the title names it, where first and in how many sentences, and in what role: a place that stands before a flow word or
behind "into" owns trade, one behind "to" is a partner, one in a list of destinations is neither. `topic(...)` gives a slot's candidates with their probabilities.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hinterland import codes
from hinterland.models import UNSURE
from hinterland.reading.lands import country_of, region_above
from hinterland.reading.lexicon import forms
from hinterland.reading.markets import roles_of_sides
from hinterland.reading.mentions import Mention, Parsed
from hinterland.reading.model import Candidate, Crossed, Shared, choose
from hinterland.reading.names import REGION
from hinterland.reading.periods import last_month
from hinterland.reading.relations.words import right_before, right_behind

if TYPE_CHECKING:
    from hinterland.reading.document import Document
    from hinterland.reading.evidence import Context

SLOTS: tuple[str, ...] = ("subject", "concept", "flow", "product", "partner", "period")
"""The slots of which a document has a topic."""
MOST = 12
"""Maximum candidates of a slot, the ones named most."""
NEAR = {"en": 32, "zh": 14}
"""Maximum characters between a place and the flow that it owns."""
NATION = 2


@dataclass(slots=True)
class Seen:
    """How a document names a value: how often in each role, where first, and in which sentences."""

    roles: Counter[str] = field(default_factory=Counter)
    first: int = 0
    sentences: set[int] = field(default_factory=set)
    titled: str = ""

    def see(self, role: str, sentence: int) -> None:
        """Count a mention in a role."""
        if not self.sentences:
            self.first = sentence
        self.roles[role] += 1
        self.sentences.add(sentence)
        if sentence == 0:
            self.titled = self.titled or role


def role_of(parsed: Parsed, i: int, *, is_partner: bool) -> str:
    """Whether a place owns a flow of its clause, is a partner, or is only named."""
    mention = parsed.mentions[i]
    before = parsed.mentions[i - 1] if i else None
    led = before is not None and mention.start - before.end <= 5
    if (side := roles_of_sides(parsed).get(mention.start)) is not None:
        return side
    if right_before(parsed, mention.start, "owner-prep") is not None:
        return "own"
    if led and before is not None and before.value("prep") in ("from", "of", "by", "in") and i > 1:
        flow = parsed.mentions[i - 2]
        near = before.start - flow.end <= 1
        if near and flow.is_a("flow") and (before.value("prep") != "from" or flow.value("flow") == "export"):
            return "own"
    if led and before is not None and before.is_a("from") and mention.names[0].level in (REGION, "city") and _exports_before(parsed, i - 1):
        return "own"
    if is_partner or _takes(parsed, i):
        return "partner"
    if _is_attribute(parsed, i):
        return "attribute"
    if mention.names[0].level == "nation" and right_before(parsed, mention.start, "whole-lead") is not None:
        return "own"
    for j in range(i + 1, min(i + 6, len(parsed.mentions))):
        other = parsed.mentions[j]
        if other.clause != mention.clause or other.start - mention.end > NEAR[parsed.language] or other.figure is not None:
            return "plain"
        if other.is_a("flow", "balance"):
            is_buyer = parsed.written(other).lower() in forms("en", "buy-verb")
            return "partner" if is_buyer and mention.names[0].level == "nation" else "own"
        if (
            parsed.language == "en"
            and other.value("proform") in (REGION, "nation")
            and not parsed.mentions[j - 1].is_a("prep", "from", "and")
        ):
            return "plain"
        if other.is_name("place") and not parsed.mentions[j - 1].is_a("prep", "from", "and"):
            return "plain"
    return "plain"


def _exports_before(parsed: Parsed, i: int) -> bool:
    """Whether the flow of an English clause before a word is exports, with no figure or other place between: exports of tractors from Ohio."""
    before = [m for m in parsed.mentions[:i] if m.clause == parsed.mentions[i].clause]
    flow = next((k for k in range(len(before) - 1, -1, -1) if before[k].is_a("flow")), None)
    if parsed.language != "en" or flow is None or before[flow].value("flow") != "export":
        return False
    return not any(m.figure is not None or m.is_name("place") for m in before[flow + 1 :])


def _takes(parsed: Parsed, i: int) -> bool:
    """Whether an English nation is who takes what is traded, or the next of such a list: Canada took 1.2 billion, Mexico 0.8 billion."""
    mention, behind = parsed.mentions[i], parsed.mentions[i + 1] if i + 1 < len(parsed.mentions) else None
    if parsed.language != "en" or mention.names[0].level != "nation" or behind is None:
        return False
    verb = right_behind(parsed, mention.end, "taking")
    if verb is not None:
        figure = next((m for m in parsed.mentions if m.start >= verb.end and not m.is_a("hedge")), None)
        return figure is not None and figure.is_figure("money", "percent", "quantity")
    touches = behind.figure is not None and behind.figure.dimension != "bare" and parsed.is_blank(mention.end, behind.start)
    return touches and any(
        _takes(parsed, j) for j in range(i) if parsed.mentions[j].names and parsed.mentions[j].names[0].level == "nation"
    )


BEFORE_PART = 3
"""Maximum words between a country's name and the part of it that it describes: northern India's Punjab, the Indian border state of Assam."""


def _is_attribute(parsed: Parsed, i: int) -> bool:
    """Whether a country's name only says where a place named right behind it lies."""
    mention = parsed.mentions[i]
    if mention.names[0].level != "nation":
        return False
    code = mention.names[0].code
    for other in parsed.mentions[i + 1 : i + 4]:
        between = parsed.text[mention.end : other.start]
        if len(between.split()) > BEFORE_PART or any(c in between for c in ",.;，。"):
            return False
        if other.value("proform") in (REGION, "city") or (other.names and is_within(other.names[0].code, code)):
            return True
        if other.names and other.names[0].code.startswith(UNSURE):
            return between.strip() in ("", *forms(parsed.language, "possessive"))
        if other.names or other.is_a("flow") or (other.is_a("level") and other.value("prep") is None):
            return False
    return False


def subject_candidates(document: Document) -> list[Candidate]:
    """The places that a document may be of, each with its features."""
    seen, places = document.seen, document.places
    named = sorted(seen, key=lambda code: -document.subjects[code])[:MOST]
    spoken = codes.home_of().nation if document.language == "zh" else None
    implied = [document.reporter, places.lead, places.office, region_above(places.office or ""), spoken, *sorted(document.paid)]
    found = list(dict.fromkeys([*named, *(code for code in implied if code is not None)]))
    owned = sum(s.roles["own"] for s in seen.values())
    total = sum(s.roles.total() for s in seen.values())
    return [(code, list(_subject_features(document, code, seen.get(code, Seen()), owned, total))) for code in found]


def _subject_features(document: Document, code: str, seen: Seen, owned: int, total: int) -> Iterator[str]:
    places, roles = document.places, seen.roles
    level = "region" if code in document.unlisted else _level(code)
    inside = [s for other, s in document.seen.items() if other != code and is_within(other, code)]
    own = _share(roles["own"], owned)
    weight = _share(document.subjects[code], document.subjects.total())
    yield f"lv={level}"
    yield f"weight={weight}&lv={level}"
    yield f"weight={weight}&own={own}"
    yield f"own={own}&lv={level}"
    yield f"own={own}&n={_few(roles['own'])}"
    yield f"named={_share(roles.total(), total)}&lv={level}"
    yield f"named={_share(roles.total(), total)}&own={own}"
    yield f"led={_share(roles['partner'], roles.total())}&lv={level}"
    yield f"led={_share(roles['partner'], roles.total())}&own={own}"
    yield f"title={seen.titled or 'no'}&lv={level}"
    yield f"title={seen.titled or 'no'}&own={own}"
    yield f"first={_early(seen.first) if seen.sentences else 'never'}&lv={level}"
    yield f"spread={_share(len(seen.sentences), len(document.parsed))}"
    yield f"inside={_share(sum(s.roles['own'] for s in inside), owned)}&lv={level}"
    yield f"insidenamed={_share(sum(s.roles.total() for s in inside), total)}&lv={level}"
    yield f"forms={places.speaks_of}&lv={level}"
    for name, place in (("lead", places.lead), ("office", places.office), ("reporter", document.reporter)):
        how = (
            "none"
            if place is None
            else "is"
            if place == code
            else "in"
            if is_within(place, code)
            else "of"
            if is_within(code, place)
            else "not"
        )
        yield f"{name}={how}&lv={level}"
        yield f"{name}={how}&own={own}"
    if len(code) == NATION:
        home = codes.home_of().nation
        paid = "none" if not document.paid else "own" if code in document.paid else "other"
        yield f"paid={paid}&own={own}"
        usage = "none" if document.usage is None else code == document.usage
        yield f"usage={usage}&{document.usage}"
        yield f"usage={usage}&own={own}"
        yield f"usage={usage}&reporter={'none' if document.reporter is None else code == document.reporter}"
        yield f"{document.language}&cn={code == home}&own={own}"
        yield f"{document.language}&cn={code == home}&local={places.is_local}&never={not seen.sentences}"
        yield f"nation={_few(places.forms['nation'])}&cn={code == home}&{document.language}"


def slot_candidates(context: Context, slot: str) -> list[Candidate]:
    """The values that a document may be of in a slot that names something, each with its features; the empty one among them."""
    seen: dict[str, Seen] = {}
    for n, row in enumerate(context.evidence[slot]):
        for e in row:
            if "+" not in e.value:
                role = e.before.rstrip("~") if slot in ("partner", "flow") else e.level
                seen.setdefault(e.value, Seen()).see(role, n)
    total = sum(s.roles.total() for s in seen.values())
    empty = EMPTY[slot]
    own = context.own_nation if slot == "partner" else None
    values = sorted((v for v in seen if v != own), key=lambda v: -len(seen[v].sentences))[:MOST]
    values = list(dict.fromkeys([*values, *codes.FLOWS])) if slot == "flow" else values
    titled = next((v for v in values if seen.get(v, Seen()).titled), None)
    found: list[Candidate] = [
        (v, list(_features(context, slot, v, seen.get(v, Seen()), total, place, v == titled))) for place, v in enumerate(values)
    ]
    if empty not in values and empty is not None:
        top = seen[values[0]] if values else Seen()
        found.append((empty, list(_empty_features(context, top, len(values), titled is not None, total))))
    return found


def concept_candidates(context: Context) -> list[Candidate]:
    """The statistics that a document may be of: trade in goods, in services, something else; their features say in how many sentences with figures words of each stand."""
    document = context.document
    rows = [n for n, parsed in enumerate(document.parsed) if any(m.figure is not None for m in parsed.mentions)]
    has: dict[str, list[bool]] = {
        "flow": [bool(context.flows[n]) for n in rows],
        "services": [any(m.is_a("services") for m in document.parsed[n].mentions) for n in rows],
        "other": [any(m.is_a("other") for m in document.parsed[n].mentions) for n in rows],
    }
    flows = [f and not o for f, o in zip(has["flow"], has["other"], strict=True)]
    shares = {name: _share(sum(found), len(rows)) for name, found in (has | {"only": flows}).items()}
    title = document.parsed[0].mentions if document.parsed else []
    titled = "+".join(cls for cls in ("flow", "services", "other") if any(m.is_a(cls) for m in title)) or "none"
    kinds = {w.value for n in rows for m in document.parsed[n].mentions for w in m.words if w.cls == "other"}
    said = [
        *(f"{name}={share}" for name, share in shares.items()),
        f"flow={shares['flow']}&other={shares['other']}",
        f"services={shares['services']}&flow={shares['flow']}",
        f"title={titled}",
        f"title={titled}&only={shares['only']}",
        f"kinds={_few(len(kinds))}&flow={shares['flow']}",
        f"rows={_few(len(rows))}",
    ]
    shared = (Shared(said),)
    return [(value, Crossed(value, shared)) for value in ("trade", "services", None)]


EMPTY: dict[str, str | None] = {"product": "all", "partner": "world", "flow": "total", "period": None}


def topic(context: Context, slot: str) -> list[tuple[str | None, float]]:
    """The values that a document may be of in a slot with their probabilities, the likeliest first."""
    topics = context.document.topics
    if slot not in topics:
        topics[slot] = choose(f"topic:{slot}", candidates_of(context, slot))
    return topics[slot]


def candidates_of(context: Context, slot: str) -> list[Candidate]:
    """The values that a document may be of in a slot, each with its features."""
    if slot == "subject":
        return subject_candidates(context.document)
    return concept_candidates(context) if slot == "concept" else slot_candidates(context, slot)


def _features(context: Context, slot: str, value: str, seen: Seen, total: int, place: int, titled: bool) -> Iterator[str]:
    share, size = _share(seen.roles.total(), total), len(context.document.parsed)
    spread = _share(len(seen.sentences), size)
    role = seen.roles.most_common(1)[0][0] if seen.roles else "none"
    known = "unknown" if value.startswith("?") else "known"
    yield f"share={share}&{known}"
    yield f"share={share}&spread={spread}"
    yield f"spread={spread}&{known}"
    yield f"place={min(place, 3)}&share={share}"
    yield f"title={seen.titled if titled else 'later' if seen.titled else 'no'}&share={share}"
    yield f"title={bool(seen.titled)}{titled}&spread={spread}&{known}"
    yield f"first={_early(seen.first) if seen.sentences else 'never'}&share={share}"
    yield f"role={role}"
    yield f"role={role}&spread={spread}"
    if slot == "period":
        yield f"opens={value == context.first_period}&{_lag(context, value)}"
        yield f"opens={value == context.first_period}&share={share}"
    if slot == "flow":
        yield f"v={value}&share={share}"
        yield f"v={value}&title={bool(seen.titled)}"
        yield f"v={value}&spread={spread}"
    if slot == "period":
        lag = _lag(context, value)
        shape = "year" if len(value) == 4 else "month" if len(value) == 7 else "span"
        yield f"lag={lag}&{shape}"
        yield f"lag={lag}&{shape}&share={share}"
        yield f"lag={lag}&{shape}&title={bool(seen.titled)}"


def _lag(context: Context, period: str) -> str:
    """How many months before the latest period that the document names one ends."""
    latest = context.latest_month
    return "none" if latest is None else _few(abs(latest - last_month(period)))


def _empty_features(context: Context, top: Seen, count: int, titled: bool, total: int) -> Iterator[str]:
    share, spread = _share(top.roles.total(), total), _share(len(top.sentences), len(context.document.parsed))
    yield "empty"
    yield f"empty&values={min(count, 5)}"
    yield f"empty&top={share}&{spread}"
    yield f"empty&top={share}&values={min(count, 5)}"
    yield f"empty&titled={titled}&{spread}"
    yield f"empty&titled={titled}&values={min(count, 5)}"


def _level(code: str) -> str:
    if code.startswith("?"):
        return "unknown"
    return "nation" if len(code) == NATION else "city" if code.isdigit() else "region" if code[:2].isupper() else "group"


def is_within(code: str, other: str) -> bool:
    """Whether a place lies in another one."""
    if code == other:
        return False
    return country_of(code) == other or region_above(code) == other


def _share(part: int, whole: int) -> str:
    if whole <= 0 or part <= 0:
        return "0"
    return str(1 + min(4, int(part * 5 / whole - 1e-9)))


def _few(count: int) -> str:
    return str(count) if count <= 2 else "3-5" if count <= 5 else "6-11" if count <= 11 else "12" if count == 12 else "+"


def _early(sentence: int) -> str:
    return str(sentence) if sentence < 2 else "2-3" if sentence < 4 else "4-7" if sentence < 8 else "+"


def partners_and_roles(parsed: Parsed, partners: Sequence[bool]) -> Iterator[tuple[Mention, str]]:
    """The places of a sentence with their roles; offices and datelines are none."""
    for i, (mention, partner) in enumerate(zip(parsed.mentions, partners, strict=True)):
        if mention.is_name("place", "group") and mention.names[0].code:
            yield mention, role_of(parsed, i, is_partner=partner)
