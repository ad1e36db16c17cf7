"""What a pronoun of the sentence before stands for in a slot: exports to them, sold there, imports of such goods, their exports of private firms.

`pronouns(context, target)` gives the partners named before, as a sum where they are several, or the trade mode whose firms were spoken of.
"""

from __future__ import annotations

from collections.abc import Iterable

from hinterland.models import UNSURE
from hinterland.reading.document import NATION, Target
from hinterland.reading.evidence import BACK, EMPTY, PLACES, Context, Decided, Evidence, Slots, figure_list
from hinterland.reading.lands import is_country, is_town
from hinterland.reading.lexicon import forms
from hinterland.reading.lists import joined
from hinterland.reading.mentions import Parsed
from hinterland.reading.names import REGION
from hinterland.reading.relations.words import cardinal, near, regions, right_before, right_behind, said


def pronouns(context: Context, target: Target) -> Slots:
    """The slots that pronouns of a target's clause fill, none where it has none."""
    parsed = context.document.parsed[target.sentence]
    if target.figure is None or parsed.sentence.kind == "row":
        return {}
    found = _partner(context, parsed, target) | _product(context, parsed, target)
    found |= _members(parsed, target) or _bloc(context, parsed, target) if parsed.language == "en" else {}
    found |= _several_places(context, parsed, target) if parsed.language == "zh" else _those_counted(context, parsed, target)
    found |= _town(context, parsed, target) if parsed.language == "en" else {}
    return found | (_regime(context, parsed, target) or _subject(context, parsed, target) if target.sentence else {})


def _town(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The town that the figure before in its paragraph has, which an English sentence without other owners calls the city: exports from the city rose 30%."""
    document, before = context.document, parsed.preceding(target.start)
    owners = [m for m in before if m.value("proform") in PLACES or m.is_name("place")]
    if not owners or any(m.value("proform") != "city" for m in owners):
        return {}
    told = [p for p in document.parsed[max(0, parsed.number - BACK) : parsed.number] if p.sentence.paragraph == parsed.sentence.paragraph]
    named = {n.code for p in told for m in p.mentions for n in m.names if is_town(n.code)}
    figures = (d.slots.get("subject") for d in reversed(context.decided) if told and told[0].number <= d.target.sentence < parsed.number)
    town = next((place for place in figures if place in named), None)
    return {} if town is None else {"subject": (town,)}


def _partner(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The partners named before that a pronoun means, in its sentence or the one before; what it means is open where none are."""
    place, length = figure_list(context, target)
    start = 0 if length > 1 else parsed.clause_start(target.start)
    if (described := _described(context, parsed, start, target)) is not None:
        return {"partner": (described,)}
    behind = right_behind(parsed, target.end, "partner-pronoun") if parsed.language == "en" else None
    words = [*near(parsed, start, target.start, "partner-pronoun"), *([] if behind is None else [behind])]
    words = [w for w in words if " " in parsed.written(w) or right_behind(parsed, w.end, "is-verb") is None]
    others = (EMPTY["partner"], context.own_nation)
    if not words or any(e.start >= start and e.value not in others for e in context.evidence["partner"][target.sentence]):
        return {}
    before = _before(context, "partner", target, words[0].start)
    last = next((d.slots.get("partner") for d in reversed(context.decided) if d.slots.get("concept") == "trade"), None)
    carried = last if last not in (None, EMPTY["partner"]) else ""
    count = int(words[0].value) if words[0].value.isdigit() else 1
    if length < PAIR <= count and len(told := _told_apart(_near(context, target), "partner")[-count:]) == count:
        return {"partner": ("+".join(told),)}
    member = next((e for e in reversed(before) if length > 1 and e.listed == (place, length)), None)
    if member is not None:
        return {"partner": (member.value,)}
    return {"partner": ("+".join(_several(before)) or carried or UNSURE + parsed.text[words[-1].start : words[-1].end],)}


def _described(context: Context, parsed: Parsed, start: int, target: Target) -> str | None:
    """The partner of the claim before, which an English text calls a country of a sort: with the South American country it traded 610 million."""
    for noun in near(parsed, start, target.start, "country-noun"):
        words = parsed.text[: noun.start].split()[-DESCRIBED:]
        at = next((i for i in range(len(words) - 2, 0, -1) if words[i] == "the"), None)
        is_named = any(m.names and m.start <= noun.start < m.end for m in parsed.mentions)  # with the 27-nation European Union
        if at is not None and words[at - 1].lower() in ("with", "to", "from") and not is_named:
            last = next((d.slots.get("partner") for d in reversed(context.decided) if d.slots.get("concept") == "trade"), None)
            return last if last not in (None, EMPTY["partner"]) else UNSURE + " ".join([*words[at + 1 :], parsed.written(noun)])
    return None


DESCRIBED = 5
"""Maximum words of a country that is described, with its article and preposition."""


def _members(parsed: Parsed, target: Target) -> Slots:
    """The group whose members English words say a place trades with, the last before a figure or the first of its clause behind it: with the 27 member states of the EU."""
    clause = parsed.sentence.clause(target.start)
    found = [w for w in said(parsed, "members-of") if _partner_lead(parsed, w.start) and w.start < target.start]
    behind = (w for w in said(parsed, "members-of") if w.start >= target.end and parsed.sentence.clause(w.start) == clause)
    word = found[-1] if found else next((w for w in behind if _partner_lead(parsed, w.start)), None)
    group = None if word is None else parsed.behind(word.end)
    if word is None or group is None or not group.names or not group.names[0].partner:
        return {}
    low, high = (group.end, target.start) if found else (target.end, word.start)
    other = any((m.names and m.names[0].partner) or m.is_a("flow", "balance") for m in parsed.inside(low, high))
    return {} if other or parsed.between(word, group) else {"partner": (group.names[0].partner,)}


def _partner_lead(parsed: Parsed, place: int) -> bool:
    """Whether a preposition of partners stands before a place of an English sentence, an article and a number between at most: with the 27."""
    words = parsed.text[:place].lower().split()[-DESCRIBED + 1 :]
    while words and (
        words[-1] in forms("en", "phrase-article") or words[-1] in forms("en", "generic") or cardinal(words[-1], "en") is not None
    ):
        words.pop()
    return bool(words) and words[-1] in forms("en", "object-prep")


def _bloc(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The group of countries that was the last partner told, or that the sentence before names, which an English text calls the region or the bloc: exports to the bloc, trade with the region."""
    clause = parsed.sentence.clause(target.start)
    inside = [m for m in parsed.mentions if m.clause == clause and m.end <= target.start]
    word = next((m for m in reversed(inside) if m.value("proform") == REGION), None)
    flow = next((m for m in reversed(inside) if word is not None and m.is_a("flow") and m.end <= word.start), None)
    lead = None if word is None else right_before(parsed, word.start, "object-prep")
    is_owner = flow is not None and flow.value("flow") == "export" and parsed.text[: word.start if word else 0].rstrip().endswith("from")
    if word is None or lead is None or flow is None or is_owner:
        return {}
    told = [d.slots.get("partner") for d in reversed(_near(context, target))]
    named = [e.value for e in _before(context, "partner", target, word.start)]
    groups = (p for p in (*told, *reversed(named)) if p is not None and p != EMPTY["partner"] and not is_country(p))
    return {"partner": (group,)} if (group := next(groups, None)) is not None else {}


def _product(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The goods named before that words for them mean: imports of such goods, 7,000 tonnes of them."""
    start = parsed.clause_start(target.start)
    end = next((m.start for m in parsed.mentions if m.start >= target.end), len(parsed.text))
    words = near(parsed, start, end, "product-pronoun")
    if not words or any(e.start >= start and e.end <= end and e.local for e in context.evidence["product"][target.sentence]):
        return {}
    before = [e for e in _before(context, "product", target, words[0].start) if not e.local or e.value.startswith(UNSURE) is False]
    return {"product": (_several(before)[-1] if before else UNSURE + parsed.written(words[-1]),)}


def _several_places(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The places told before that a Chinese pronoun with their number means (两者, 六省), each one's own figure in a list of as many, else all together; or the goods or partners, where
    those were told."""
    counted = _counted(parsed, target)
    before = parsed.preceding(target.start)
    near_by = _near(context, target) if said(parsed, "several-of") else []
    for slot in ("product", "partner") if len({d.slots.get("subject") for d in near_by}) == 1 and counted is not None else ():
        if counted is not None and len(parts := _told_apart(near_by, slot)) >= counted:
            return {slot: ("+".join(parts[-counted:]),)}
    if counted is None or any(m.names and m.names[0].level not in ("nation", "group") for m in before):
        return {}
    is_rate = target.is_figure("percent")
    if is_rate and any(m.value("proform") == "nation" and right_before(parsed, m.start, "rate-compared") for m in before):
        return {}
    places = _told(context, target, counted)
    place, length = figure_list(context, target)
    if len(places) != counted:
        return {}
    return {"subject": (places[place] if length == counted and said(parsed, "respectively") else "+".join(places),)}


def _counted(parsed: Parsed, target: Target) -> int | None:
    """How many places a pronoun before a target means, or the word for regions behind the number that opens a sentence; None where there is none."""
    word = next((w for w in reversed(said(parsed, "several-of")) if w.end <= target.start), None)
    first = next((m for m in parsed.mentions if m.time is None), None)
    if parsed.language != "zh" or word is not None:
        return None if word is None or parsed.language != "zh" else int(word.value)
    if first is None or (first.value("proform") != REGION and not first.is_name("group")):
        return None
    number = right_before(parsed, first.start, "numeral")
    return int(number.value) if number is not None and not number.start and first.end <= target.start else None


def _those_counted(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The partners or regions that English words with their number take up again, all together: trade with these four partners, the three countries together contributed 66 percent. They
    are those of the last list of as many names, else of as many claims of the sentence before."""
    start = parsed.clause_start(target.start)
    nouns = near(parsed, start, target.start, "several-noun")
    count = next((n for noun in reversed(nouns) if (n := _number_before(parsed, noun.start)) is not None), None)
    inside = parsed.inside(start, target.start)
    if count is None or any(m.names and m.names[0].partner and m.names[0].partner != context.own_nation for m in inside):
        return {}
    for row in reversed(context.evidence["partner"][max(0, target.sentence - NEAR) : target.sentence + 1]):
        last = next(
            (
                k
                for k in range(len(row) - 1, -1, -1)
                if row[k].listed == (count - 1, count)
                and row[k].end <= (target.start if row[k].sentence == target.sentence else row[k].end)
            ),
            None,
        )
        if last is not None:
            return {"partner": ("+".join(_several([*row[: last + 1]])),)}
    for slot in ("partner", "subject"):
        if len(named := _told_apart([d for d in context.decided if d.target.sentence == target.sentence - 1], slot)) == count:
            return {slot: ("+".join(named),)}
    return {}


def _number_before(parsed: Parsed, place: int) -> int | None:
    """The number of at least two, behind a word that takes something up again, that ends at a place of an English sentence: these four."""
    words = parsed.text[:place].split()
    count = cardinal(words[-1], "en") if words else None
    lead = parsed.text[: parsed.text.rfind(words[-1], 0, place)] if count is not None and count > 1 else ""
    return count if lead and right_before(parsed, len(lead), "several-lead") is not None else None


PAIR = NEAR = 2
"""Maximum sentences before one from which a list of names is taken up again."""


def _told(context: Context, target: Target, count: int) -> list[str]:
    """The places that a number counts: those of the last sentence that lists that number, else the last subjects of the sentences before, each once, in order."""
    for parsed in reversed(context.document.parsed[max(0, target.sentence - BACK) : target.sentence]):
        for run in reversed(_runs(parsed)):
            if len(run) == count:
                return run
    owners = (d.slots.get("subject") for d in context.decided if 0 < target.sentence - d.target.sentence <= BACK)
    return list(dict.fromkeys(owner for owner in owners if owner is not None and len(owner) > NATION and not owner.islower()))[-count:]


def _near(context: Context, target: Target) -> list[Decided]:
    """What was decided of trade in a target's sentence and in the few before it."""
    return [d for d in context.decided if target.sentence - d.target.sentence <= NEAR and d.slots.get("concept") == "trade"]


def _told_apart(decided: Iterable[Decided], slot: str) -> list[str]:
    """The values of a slot that some figures tell, each once and none a sum or the whole: 锂电池出口…；船舶出口…，两者."""
    values = (d.slots.get(slot) for d in decided)
    return list(dict.fromkeys(value for value in values if value is not None and value != EMPTY[slot] and "+" not in value))


def _runs(parsed: Parsed) -> list[list[str]]:
    """The lists of places of a sentence, in order."""
    runs: list[list[str]] = []
    end = -1
    for m in (m for m in regions(parsed) if m.names[0].level != "nation"):
        if runs and joined(parsed, end, m.start):
            runs[-1].append(m.names[0].code)
        else:
            runs.append([m.names[0].code])
        end = m.end
    return runs


def _before(context: Context, slot: str, target: Target, place: int) -> list[Evidence]:
    """The names of a slot before a place in its sentence, else in the sentence before."""
    rows = context.evidence[slot]
    own = [e for e in rows[target.sentence] if e.end <= place]
    earlier = rows[target.sentence - 1] if target.sentence else []
    kept = [
        [e for e in row if e.level not in ("sum", "joined") and e.value not in (EMPTY[slot], context.own_nation)] for row in (own, earlier)
    ]
    return kept[0] or kept[1]


def _several(found: list[Evidence]) -> list[str]:
    """The values of the last list among names, or the last of them."""
    last = found[-1:] if not found or found[-1].listed[1] < len(("one", "two")) else found[-found[-1].listed[1] :]
    return list(dict.fromkeys(e.value for e in last))


def _regime(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The firms that open the sentence before, whose exports "their" are, or who "they" are that open this one."""
    before = context.document.parsed[target.sentence - 1]
    theirs = [w for w in said(parsed, "pronoun-theirs") if w.end <= target.start]
    flow = next((m for m in parsed.mentions if theirs and m.start >= theirs[-1].end), None)
    first = next((m for m in before.mentions if m.time is None and not m.is_a("prep")), None)
    opens = right_behind(parsed, 0, "pronoun-several") is not None and not any(m.is_name("regime") for m in parsed.mentions)
    touches = flow is not None and flow.is_a("flow") and parsed.is_blank(theirs[-1].end, flow.start)
    if first is None or not first.names or first.names[0].kind != "regime" or not (touches or opens):
        return {}
    return {"regime": (first.names[0].code,)} if before.sentence.paragraph == parsed.sentence.paragraph else {}


def _subject(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The trade mode of the flow that the sentence before is about and gives no figure of, which "it" goes on with: export by private firms did better. It rose by 0.9%."""
    number, opened = target.sentence - 1, parsed.preceding(target.start)
    goes_on = any(w.end <= target.start for w in said(parsed, "pronoun-one")) and not any(m.names or m.is_a("flow") for m in opened)
    found = {e.value for e in context.evidence["regime"][number]} if goes_on and not context.figures[number] else set()
    together = context.document.parsed[number].sentence.paragraph == parsed.sentence.paragraph
    return {"regime": (found.pop(),)} if len(found) == 1 and together else {}
