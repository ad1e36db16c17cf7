"""Whose market a place is, where a rank among partners names both: the largest export market for Ohio, Japan's second-largest source of imports, 浙江第二大进口来源国.

`market(context, target)` gives the owner as the subject, the other place as the partner, and the flow that the noun names; `roles_of_sides(parsed)` the roles of both. So it gives the goods that
an English text says to be a place's first, up to the next that it names: machinery was the state's largest export; Ohio's top export is toys; toys led its exports at 6 billion (`titles(parsed)`).
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from hinterland import codes
from hinterland.models import UNSURE
from hinterland.reading.lands import country_of, partner_of
from hinterland.reading.lexicon import Found, forms
from hinterland.reading.mentions import Mention, Parsed, once_a_sentence
from hinterland.reading.relations.places import places
from hinterland.reading.relations.words import measure_behind, rest, right_before, right_behind, said
from hinterland.reading.units import units

if TYPE_CHECKING:
    from hinterland.reading.document import Target
    from hinterland.reading.evidence import Context, Slots

Title = tuple[int, int, int, int]
"""Where the words stand that make goods the first (the state's largest export), and where those goods end, or else begin behind them."""
NOUN = 3
"""Maximum characters between the words of a rank and its noun."""


def market(context: Context, target: Target) -> Slots:
    """What a rank among partners has by its noun and the two places beside it, none of those that aren't named there."""
    parsed = context.document.parsed[target.sentence]
    if parsed.language == "en" and (goods := _topped(context, target)):
        return goods
    if target.kind == "figure":
        return _of_listed(parsed, target) | _of_pair(context, parsed, target) | _of_buyer(context, parsed, target)
    noun = noun_of(parsed, target.start, target.end) if target.kind == "rank" else None
    if noun is None:
        return _of_measure(context, parsed, target) if target.kind == "rank" and parsed.language == "en" else {}
    found: Slots = {"flow": (noun.value,)} if noun.value in codes.FLOWS else {}
    found |= _goods_before(parsed, target.start)
    owner, partner = _sides(parsed, target.start, noun)
    if owner is None:
        return found | _of_pronoun(parsed, target) | _overtaker(parsed, target)
    own = owner.names[0].code if owner.names else parsed.nation or ""
    if partner is None or not own or not partner.names[0].partner or partner.names[0].code[:2] == country_of(own):
        return found
    return found | {"subject": (own,), "partner": (partner.names[0].partner,)}


def _of_measure(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The goods right before the flow that an English place is by, and the partners right behind it: led the nation in frob exports; seventh in exports to Peru and ninth in exports to Chile."""
    flow = measure_behind(parsed, target.end)
    if flow is None or not flow.is_a("flow"):
        return {}
    goods = [
        c
        for c in context.document.commodities[target.sentence]
        if target.end <= c.start < c.end <= flow.start and parsed.is_blank(c.end, flow.start) and not c.joined
    ]
    found: Slots = {"product": (min(goods, key=lambda c: c.start).value,)} if goods else {}
    lead = right_behind(parsed, flow.end, "object-prep")
    behind = [m for m in parsed.mentions if lead is not None and m.start >= lead.end]
    partners = [m.names[0].partner for m in takewhile(lambda m: m.names or m.is_a("and"), behind) if m.names and m.names[0].partner]
    return found | ({"partner": ("+".join(partners),)} if partners else {})


def _goods_before(parsed: Parsed, end: int) -> Slots:
    """The goods, known or not, that alone stand between a Chinese market's owner and its place: 我国消费品第一大进口来源地."""
    before = [u for u in units(parsed) if u.end <= end and u.kind != "owner"] if parsed.language == "zh" else []
    if [u.kind for u in before[-2:-1]] != ["place"] or (goods := before[-1]).end != end:
        return {}
    if goods.kind == "product" and goods.mention is not None:
        return {"product": (goods.mention.names[0].code,)}
    return {"product": (UNSURE + parsed.text[goods.start : end],)} if goods.kind == "unknown" else {}


def _of_listed(parsed: Parsed, target: Target) -> Slots:
    """The flow with the partners that a sentence lists with their figures, where it names no flow: its main markets were Italy (5.3 billion) and Poland (3.9 billion)."""
    before = parsed.preceding(target.start)
    nouns = [w for w in said(parsed, "partnerword") if w.end <= target.start and w.value in ("export", "import")]
    named = [m for m in before if nouns and m.start >= nouns[-1].end and m.names and m.names[0].partner]
    is_several = bool(nouns) and (
        right_behind(parsed, nouns[-1].end, "is-verb") is not None
        if parsed.language == "zh"
        else parsed.written(nouns[-1]).lower().endswith(tuple(forms("en", "several-tail")))
    )
    if not is_several or not named or any(m.is_a("flow", "other", "services") for m in before):
        return {}
    return {"flow": (nouns[-1].value,)}


def _of_pair(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The two nations whose trade with each other one Chinese word names before a figure: the home nation first (中欧双边贸易), or another whose text it is (泰中贸易)."""
    flow = next((m for m in reversed(parsed.mentions) if m.end <= target.start and m.value("flow") == "total"), None)
    if parsed.language != "zh" or flow is None or parsed.sentence.clause(target.start) - flow.clause > 1:
        return {}
    home, leads = codes.home_of().nation, tuple(forms("zh", "pair-lead"))
    if any(m.names and m.names[0].partner for m in parsed.inside(flow.end, target.start)):
        return {}
    lead = right_before(parsed, flow.start, "pair-lead")
    place = next(
        (m for m in parsed.mentions if m.names and m.names[0].partner and m.end == (flow.start if lead is None else lead.start)), None
    )
    if place is None or place.names[0].code == home:
        return {}
    if lead is not None and place.names[0].code == context.document.main_nation:
        return {"subject": (place.names[0].code,), "partner": (partner_of(home) or "",)}
    is_led = lead is None and place.end - place.start == 1 and parsed.text.endswith(leads, 0, place.start)
    return {"subject": (home,), "partner": (place.names[0].partner,)} if is_led else {}


def _of_buyer(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The export of who sells, the text's own nation or the owner of the export told before, of what a Chinese sentence says another nation imports of it: 其中，中国进口阿牛肉1.3万吨."""
    told = [(b, s) for b, s in _bought(parsed) if s.end <= target.start]
    if not told or any(m.is_a("flow") or _is_place(m) for m in parsed.inside(told[-1][1].end, target.start)):
        return {}
    buyer, seller = told[-1]
    is_owner = seller.names[0].code == context.document.main_nation or buyer.start in roles_of_sides(parsed)
    return {"flow": ("export",), "subject": (seller.names[0].code,), "partner": (buyer.names[0].partner,)} if is_owner else {}


def _bought(parsed: Parsed) -> list[tuple[Mention, Mention]]:
    """The nations of a Chinese sentence of which one imports of the other: 中国进口秘鲁蓝莓."""
    found, rows = [], zip(parsed.mentions, parsed.mentions[1:], parsed.mentions[2:], strict=False)
    for buyer, flow, seller in rows if parsed.language == "zh" else ():
        named = all(m.names and m.names[0].level == "nation" for m in (buyer, seller))
        if named and flow.value("flow") == "import" and buyer.end == flow.start and flow.end == seller.start:
            found.append((buyer, seller))
    return found


@once_a_sentence
def roles_of_sides(parsed: Parsed) -> dict[int, str]:
    """By where they begin, the places of a sentence that own a market and those that are one."""
    found: dict[int, str] = {}
    for place in places(parsed):
        if (noun := noun_of(parsed, place.start, place.end)) is not None:
            owner, partner = _sides(parsed, place.start, noun)
            found |= {} if owner is None or partner is None else {owner.start: "own", partner.start: "partner"}
    for buyer, seller in _bought(parsed):
        before = parsed.preceding(buyer.start)
        first = next((i for i, m in enumerate(before) if m.names and m.names[0].code == seller.names[0].code), len(before))
        if any(m.value("flow") == "export" for m in before[first:]):
            found |= {buyer.start: "partner", seller.start: "own"}
    return found


def _sides(parsed: Parsed, start: int, noun: Found) -> tuple[Mention | None, Mention | None]:
    """Whose market a rank from a place on is of, and which place is that market; none for what isn't named beside it."""
    owner = _owner(parsed, start, noun)
    if owner is None:
        return None, None
    return owner, _before(parsed, min(start, owner.start)) or _behind(parsed, max(noun.end, owner.end))


def noun_of(parsed: Parsed, start: int, end: int) -> Found | None:
    """The word for partners that a rank from one place to another is one among; its value is the flow with them, "any" where it names none."""
    return next((w for w in said(parsed, "partnerword") if start < w.end and w.start <= end + NOUN), None)


def _of_pronoun(parsed: Parsed, target: Target) -> Slots:
    """The partner right before a pronoun for the owner: and Vietnam its largest export market."""
    pronoun = parsed.before(target.start)
    named = next((m for m in reversed(parsed.mentions) if pronoun is not None and m.end <= pronoun.start), None)
    if pronoun is None or named is None or pronoun.value("proform") != "its" or not _is_place(named):
        return {}
    gaps = [parsed.text[named.end : pronoun.start].strip(" ,").lower(), parsed.between(pronoun, target)]
    is_said = not gaps[1] and (not gaps[0] or gaps[0] in forms(parsed.language, "is-verb"))
    return {"partner": (named.names[0].partner,)} if is_said and named.names[0].partner else {}


def _overtaker(parsed: Parsed, target: Target) -> Slots:
    """The place that overtook another, which is nobody's rank then: Peru has pushed Italy aside as fourth-largest partner."""
    verb = next((w for w in reversed(said(parsed, "overtaking")) if w.end <= target.start), None)
    clause = parsed.sentence.clause(target.start)
    if verb is None or parsed.sentence.clause(verb.start) != clause:
        return {}
    acting = next((m for m in reversed(parsed.mentions) if m.end <= verb.start and m.clause == clause and _is_place(m)), None)
    passed = parsed.behind(verb.end)
    is_told = acting is not None and passed is not None and _is_place(passed) and passed.end <= target.start
    return {"partner": (acting.names[0].partner,)} if is_told and acting is not None and acting.names[0].partner else {}


def _is_place(m: Mention) -> bool:
    return m.is_name("place", "bloc", "group")


def _owner(parsed: Parsed, start: int, noun: Found) -> Mention | None:
    """The place that the partners are one's own of: right before the rank, or behind its noun and a preposition."""
    before = next((m for m in reversed(parsed.mentions) if (_is_place(m) or m.value("proform") == "nation") and m.end <= start), None)
    held = before is not None and parsed.written(before).lower().endswith(tuple(forms("en", "possessive")))
    if before is not None and ((held and parsed.is_blank(before.end, start)) or _is_possessive(parsed, before.end, start)):
        return before
    lead = right_behind(parsed, noun.end, "owner-lead")
    return None if lead is None else _at(parsed, lead.end)


def _is_possessive(parsed: Parsed, low: int, high: int) -> bool:
    """Whether nothing but a possessive stands in a stretch, in Chinese perhaps none, and goods."""
    rest, place = "", low
    for m in (m for m in parsed.inside(low, high) if m.is_name("product")):
        rest, place = rest + parsed.text[place : m.start], m.end
    rest = (rest + parsed.text[place:high]).strip()
    return rest in forms(parsed.language, "possessive") or (parsed.language == "zh" and not rest)


def _at(parsed: Parsed, place: int) -> Mention | None:
    """The place that is named right at a place of the text, behind an article."""
    named = next((m for m in parsed.mentions if _is_place(m) and m.start >= place), None)
    gap = "" if named is None else parsed.text[place : named.start].strip().lower()
    return named if not gap or gap in forms(parsed.language, "article") else None


def _before(parsed: Parsed, start: int) -> Mention | None:
    """The only place of the clause before a rank that is said to be it; before "as" the one that acts."""
    clause = parsed.sentence.clause(start)
    inside = [m for m in parsed.mentions if m.end <= start and m.clause == clause]
    named = [m for m in inside if _is_place(m)]
    if not named:
        apposed = parsed.before(start)
        is_apposed = apposed is not None and _is_place(apposed) and parsed.text[apposed.end : start].strip() in (",", "，")
        return apposed if is_apposed else None
    if right_before(parsed, start, "as-lead") is not None:
        return named[0]
    if parsed.language == "zh":
        verb = next((m for m in reversed(inside) if m.is_a("level")), None)
        acting = None if verb is None else next((m for m in reversed(named) if m.end <= verb.start), None)
        if verb is not None and acting is not None and not rest(parsed.text[acting.end : verb.end], "zh", "compare-adverb", "is-verb"):
            return acting
    between = [m for m in inside if m.start >= named[-1].end]
    is_said = parsed.language == "en" or any(m.is_a("level") for m in between)
    return named[-1] if len(named) == 1 and is_said and not any(m.is_a("flow") or m.figure is not None for m in between) else None


def _behind(parsed: Parsed, end: int) -> Mention | None:
    """The place behind a rank and the verb of being: was France, 是美国."""
    time = next((m for m in parsed.mentions if m.time is not None and m.start >= end), None)
    for place in (end, *(() if time is None else (time.end,))):
        if (verb := right_behind(parsed, place, "is-verb")) is not None:
            return _at(parsed, verb.end)
    return None


@once_a_sentence
def titles(parsed: Parsed) -> list[Title]:
    """The titles of goods in a sentence."""
    flows = [m for m in parsed.mentions if m.is_a("flow")] if parsed.language == "en" and parsed.sentence.kind != "row" else []
    return [title for flow in flows if (title := _ranked(parsed, flow) or _led(parsed, flow)) is not None]


def _ranked(parsed: Parsed, flow: Mention) -> Title | None:
    """The title that a rank and a flow make, with the verb of being before or behind it, or as an apposition."""
    at = next((i for i, m in reversed([*enumerate(parsed.mentions)]) if m.end <= flow.start), -1)
    rank, end = parsed.mentions[at], _noun_end(parsed, flow, several=False)
    between = parsed.text[rank.end : flow.start].replace("-", " ").split()
    is_near = len(between) <= len(("merchandise", "goods")) and all(map(str.isalpha, between))
    if at < 0 or end is None or not rank.is_a("rank", "superlative", "ordinal") or not is_near:
        return None
    start = _owner_start(parsed, rank.start)
    filler = right_before(parsed, start, "rank-fill")
    verb = right_before(parsed, start, "is-verb") or (None if filler is None else right_before(parsed, filler.start, "is-verb"))
    opens = start if verb is None else verb.start
    if verb is not None or (parsed.text[:start].rstrip().endswith(",") and parsed.text[end:].lstrip().startswith(",")):
        return start, end, len(parsed.text[:opens].rstrip(" ,")), 0
    tail = end
    for m in (m for m in parsed.mentions if m.start >= end and not m.is_a("prep")):
        if (verb := right_behind(parsed, tail, "is-verb")) is not None or not (m.names or m.time is not None or m.is_a("proform")):
            break
        tail = m.end
    still = None if verb is None else right_behind(parsed, verb.end, "rank-fill")
    return None if verb is None else (start, end, 0, (still or verb).end)


def _led(parsed: Parsed, flow: Mention) -> Title | None:
    """The title that a verb of leading gives a place's flow: led the state's exports, topped the list of its exports."""
    verb = next((w for w in reversed(said(parsed, "leader")) if w.end <= flow.start), None)
    end, owned = _noun_end(parsed, flow, several=True), _owner_start(parsed, flow.start)
    head = right_before(parsed, owned, "topped-list")
    start = owned if head is None else _owner_start(parsed, head.start)
    return None if verb is None or end is None or parsed.text[verb.end : start].strip() else (verb.start, end, verb.start - 1, 0)


def _noun_end(parsed: Parsed, flow: Mention, *, several: bool) -> int | None:
    """Where the noun of a title ends, a word for kinds of goods behind the flow or the flow itself; None where it is of markets, of firms or of several."""
    if (noun := right_behind(parsed, flow.end, "topped-noun")) is not None:
        return noun.end
    is_several = parsed.text[: flow.end].lower().endswith(tuple(forms("en", "several-tail")))
    behind = (parsed.text[flow.end :].split(maxsplit=1) or [""])[0].strip(",.;:")
    goes_on = behind.isalpha() and behind.lower() not in forms("en", "function")
    return None if goes_on or is_several != several or flow.words[0].cls != "flow" else flow.end


def _owner_start(parsed: Parsed, place: int) -> int:
    """Where the article or possessor begins that stands right before a place, or the place itself."""
    owner = parsed.before(place)
    if owner is not None and (owner.names or owner.is_a("proform")) and not parsed.text[owner.end : place].strip(" '’s"):
        return owner.start
    article = right_before(parsed, place, "article")
    return place if article is None else article.start


def _topped(context: Context, target: Target) -> Slots:
    """The goods of the title that a rank stands in, or that a figure follows with nothing else named between; a list of goods that opens its sentence in its own words."""
    parsed, phrases = context.document.parsed[target.sentence], context.document.commodities[target.sentence]
    is_rank = target.kind == "rank"
    found = [t for t in titles(parsed) if (t[0] <= target.start < t[1] if is_rank else t[1] <= target.start)]
    if target.kind not in ("rank", "figure") or not found:
        return {}
    _, end, goods_end, opens = found[-1]
    fit = [c for c in phrases if c.end == goods_end or (opens and 0 <= c.start - opens <= 1 and (is_rank or c.end <= target.start))]
    low = max([end, *(c.end for c in fit if opens)])
    others = [c for c in phrases if low <= c.start and c.end <= target.start and not c.joined]
    named = [m for m in parsed.inside(low, target.start) if m.names]
    last = context.decided[-1].slots.get("op") if context.decided else None
    is_whole = last == "share" and right_before(parsed, target.start, "part-lead", "article") is not None
    if not fit or others or named or is_whole:
        return {"product": ("all",)} if fit and is_whole else {}
    first = max(fit, key=lambda c: (-c.start, c.end))
    head = parsed.text[: max(goods_end, 0)].lstrip(' -•*"“')
    is_list = all(m.is_a("and") or m.is_name("product") for m in parsed.mentions if m.end <= goods_end)
    is_list = is_list and head.count(",") in (1, 2) and len(head) > first.end - first.start
    return {"product": (UNSURE + head if is_list else first.value,)}
