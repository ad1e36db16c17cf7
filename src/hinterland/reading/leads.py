"""What a document is about as a whole: the place that its head names, the place of its office, the levels that its pro-forms speak of, and what it names most in a slot.

A text that calls somewhere "the whole city" (全市) throughout is a city's, whoever is named beside it; a report whose title names tea is on tea where nothing else is named.
Names that it gives for its own use are found wherever it uses them (共建“一带一路”国家（下称“共建国家”）, the trade bloc Mercosur (hereafter "the Market")), and words for any nation that
are the home nation's other names (全国, nationwide, the country) name nothing where a text is on another country.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence, Set
from dataclasses import dataclass, field, replace

from hinterland import codes
from hinterland.codes import nation_of
from hinterland.reading.lands import country_of, is_at_home, is_autonomous, region_above
from hinterland.reading.lexicon import forms
from hinterland.reading.mentions import Mention, Parsed, regions_called
from hinterland.reading.names import REGION, Name
from hinterland.reading.relations.words import near, said
from hinterland.reading.zones import name_again

HEAD = 3
"""How much a mention in the title counts beside one elsewhere."""
SHORTEST = 4
"""Minimum letters of a dateline's place: shorter names in capitals are abbreviations."""
LEVELS = (REGION, "city", "nation")
"""The levels that pro-forms speak of."""


@dataclass(slots=True)
class Places:
    """The first place that a document names as an owner of trade, the first that an office is of, and its pro-forms by the level that they speak of."""

    lead: str | None = None
    office: str | None = None
    forms: Counter[str] = field(default_factory=Counter)

    def see(self, parsed: Parsed) -> None:
        """Count the pro-forms of a sentence."""
        for m in parsed.mentions:
            if (form := m.value("proform")) in LEVELS:
                self.forms[form] += 1

    @property
    def is_local(self) -> bool:
        """Whether the document calls itself a region's or a city's."""
        return bool(self.forms[REGION] or self.forms["city"])

    @property
    def speaks_of(self) -> str:
        """The levels that the pro-forms speak of, by their first letters."""
        return "".join(level[0] for level in LEVELS if self.forms[level]) or "-"


@dataclass(slots=True)
class Named:
    """What a document names in a slot: how often each value, how often those that tables know, and those of its title in order."""

    counts: Counter[str] = field(default_factory=Counter)
    known: Counter[str] = field(default_factory=Counter)
    titles: list[str] = field(default_factory=list)
    total: int = 0
    total_known: int = 0

    def see(self, value: str, sentence: int) -> None:
        """Count a mention."""
        weight = HEAD if sentence == 0 else 1
        self.counts[value] += weight
        self.total += weight
        if not value.startswith("?"):
            self.known[value] += weight
            self.total_known += weight
        if sentence == 0:
            self.titles.append(value)

    def most(self, except_for: str | None = None) -> str | None:
        """The value that is named most, but for one; the first named of several."""
        return next((value for value, _ in self.counts.most_common(2) if value != except_for), None)

    def most_known(self, except_for: str | None = None) -> str | None:
        """The value of those that tables know which is named most, but for one."""
        return next((value for value, _ in self.known.most_common(2) if value != except_for), None)

    def title(self, except_for: str | None = None) -> str | None:
        """The first value of the title, but for one."""
        return next((value for value in self.titles if value != except_for), None)

    def share(self, value: str | None) -> float:
        """How much of the mentions are of a value, from 0 to 1."""
        return self.counts[value or ""] / max(1, self.total)

    def share_of_known(self, value: str | None) -> float:
        """How much of the mentions that tables know are of a value, from 0 to 1."""
        return self.known[value or ""] / max(1, self.total_known)


def settle_districts(parsed: Sequence[Parsed]) -> None:
    """Settle what 全区 speaks of: an autonomous region where the document names one or a part of one, else a district."""
    named = any(is_autonomous(n.code) for p in parsed for m in p.mentions for n in m.names[:1] if n.kind == "place")
    for p in parsed:
        for m in p.mentions:
            if m.value("proform") == "district":
                m.words = tuple(replace(w, value=REGION if named else "city") for w in m.words)


DATELINE = re.compile(r"\s*(?:\(|:|—|–|--|-\s|,\s+[A-Z][a-z]{2,8}\.?\s+\d|$)")
"""What follows the place of an English dateline."""
DASH = re.compile(r"\s*[-–—]{1,2}\s+")
"""What parts a dateline from its report."""
AGENCY = re.compile(r"\s*/\s?[A-Z][A-Za-z-]+\s?/")
"""A news agency between strokes behind the place of a dateline."""


OFFICE = 25
"""Characters behind "the state" within which an office makes it one of the country's: the state statistics office."""


def names_of_regions(parsed: Sequence[Parsed]) -> set[str]:
    """The words by which a document speaks of a region without its name (the state, among the states), offices apart."""
    spoken = ((p, m) for p in parsed for m in p.mentions if m.value("proform") == REGION)
    among = {p.written(w).lower() for p in parsed for w in said(p, "rank-scope")}
    return among | {p.written(m).lower() for p, m in spoken if not near(p, m.end, m.end + OFFICE, "agency")}


def is_called(name: Name, called: Set[str]) -> bool:
    """Whether a region abroad is what its document calls a place, by the words of its pack: the state."""
    level = None if name.level in ("nation", "") or is_at_home(name.code) else codes.home_of(name.code).level
    return name.kind == "place" and level is not None and any(form in words for form in level.one.values() for words in called)


def ends_a_word(parsed: Parsed, mention: Mention, name: Name) -> bool:
    """Whether a town's Chinese name stands at the end of a longer word that nobody knows."""
    text, before = parsed.text, mention.start - 1
    if before < 0 or name.level not in ("city", "county", "zone") or not all("\u4e00" <= c <= "\u9fff" for c in text[before : mention.end]):
        return False
    return text[before] not in forms("zh", "stop") and not any(m.start <= before < m.end for m in parsed.mentions)


def followed_by_agency(parsed: Parsed, mention: Mention) -> bool:
    """Whether a place's name belongs to an office: Urumqi Customs, 合肥海关."""
    after = parsed.behind(mention.end)
    return after is not None and after.is_a("agency") and after.start - mention.end <= 1


def is_dateline(parsed: Parsed, mention: Mention) -> bool:
    """Whether a place only says where a report was written: ISLAMABAD: ..., Lima, Jun. 2, 新华社合肥3月5日电."""
    text, end = parsed.text, mention.end
    if parsed.language == "en":
        written = text[mention.start : end]
        opens = parsed.number < HEAD and not text[: mention.start].strip(" (")
        if opens and AGENCY.match(text, end) is not None:
            return True
        if not opens or len(written) < SHORTEST:
            return False
        return (written.isupper() and DATELINE.match(text, end) is not None) or _is_before_whole(parsed, mention)
    time = next((m for m in parsed.mentions if m.start == end and m.time is not None), None)
    return text.startswith(tuple(forms("zh", "dateline")), end if time is None else time.end)


def _is_before_whole(parsed: Parsed, mention: Mention) -> bool:
    """Whether a dash parts a place from the country or region that it lies in, which a sentence opens with: Lima – Peru ran a surplus."""
    dash = DASH.match(parsed.text, mention.end)
    whole = None if dash is None else next((m for m in parsed.mentions if m.start == dash.end() and m.is_name("place")), None)
    if whole is None or not mention.names or mention.names[0].kind != "place":
        return False
    own = mention.names[0].code
    return whole.names[0].code in (country_of(own), region_above(own)) and whole.names[0].code != own


def partners_in(parsed: Parsed, is_led: Sequence[bool]) -> list[bool]:
    """For each mention of a sentence whether it is named as a partner: behind a preposition of partners, or in a list with one that is."""
    found: list[bool] = []
    for i, m in enumerate(parsed.mentions):
        before = _name_before(parsed, i)
        listed = before is not None and found[before] and _joins(parsed.text[parsed.mentions[before].end : m.start])
        found.append(bool(m.names) and (is_led[i] or listed))
    return found


def _name_before(parsed: Parsed, i: int) -> int | None:
    """The mention before one, conjunctions aside."""
    i -= 1
    while i >= 0 and parsed.mentions[i].is_a("and"):
        i -= 1
    return i if i >= 0 and parsed.mentions[i].names else None


LIST = 6
"""Maximum characters between two members of a list."""


def _joins(between: str) -> bool:
    return len(between) <= LIST and not any(c.isdigit() for c in between)


def first_place(mentions: Sequence[tuple[Mention, Name]]) -> str | None:
    """The place that a head is about: the first, or the one within it that stands right behind it: northern India's Punjab."""
    found: str | None = None
    for _, name in mentions:
        if found is None or (len(found) == 2 and name.code.startswith(f"{found}-")):
            found = name.code
        else:
            break
    return found


QUOTED = re.compile(r"\s*[“\"「『‘']([^“”\"「」『』‘’'\n]{2,24})[”\"」』’']")
OPENING = re.compile(r"\s*[(（,，]?\s*")


def give_aliases(parsed: list[Parsed]) -> None:
    """Find, wherever a document uses it, the short name that words such as 下称 give to the place, group or product named right before them, and zones spoken of by their number again."""
    name_again(p.mentions for p in parsed)
    aliases = {alias: names for p in parsed for alias, names in _declared(p)}
    for p in parsed:
        for alias, names in aliases.items():
            for match in re.finditer(re.escape(alias), p.text):
                inside = [m for m in p.mentions if m.start < match.end() and match.start() < m.end]
                if any(m.names or m.figure is not None or m.time is not None for m in inside):
                    continue
                found = Mention(match.start(), match.end(), "name", names=names)
                found.clause = p.sentence.clause(found.start)
                p.mentions = sorted([*(m for m in p.mentions if m not in inside), found], key=lambda m: m.start)


def _declared(p: Parsed) -> list[tuple[str, tuple[Name, ...]]]:
    """The aliases that a sentence gives, with the names that they stand for."""
    found = []
    for word in said(p, "alias-lead"):
        quoted = QUOTED.match(p.text, word.end)
        named = [m for m in p.mentions if m.names and m.end <= word.start and OPENING.fullmatch(p.text[m.end : word.start])]
        if quoted is not None and named:
            found.append((quoted[1], named[-1].names))
    return found


REGIONS = (REGION, "city")
"""Levels of regions whose names show that a text speaks of their country."""


def drop_home_nation(parsed: list[Parsed], is_abroad: Callable[[Name], bool], paid: Collection[str]) -> None:
    """Drop the home nation as what a word for any nation names, in a text on regions of other countries and none of its own, nor on itself in Chinese.

    An English text that names neither, with amounts in another country's currency (`paid`), is such a text too.
    """
    home = codes.home_of().nation
    places = [(p, m) for p in parsed for m in p.mentions if m.names]
    pro_forms = [(p, m) for p, m in places if m.names[0].level == "nation" and p.written(m).lower() in forms(p.language, "any-nation")]
    if not pro_forms:
        return
    named = [(p, m.names[0]) for p, m in places if not any(m is o for _, o in pro_forms)]
    is_named = any(n.level in ("nation", *REGIONS) and country_of(n.code) == home for _, n in named)
    regions = {country_of(n.code) for p, n in named if n.level in REGIONS or (p.language == "en" and is_abroad(n))}
    for p, m in pro_forms:
        others = regions or (set() if is_named or p.language == "zh" else set(paid))
        if others and home not in others and not (is_named and p.language == "zh"):
            m.names, m.cls = (), m.words[0].cls if m.words else ""


def drop_unused(parsed: Sequence[Parsed], users: Collection[str]) -> None:
    """Drop the names that only the writers of one country give a place (大陆), in a text that neither holds a word of theirs nor names that country."""
    users = {*users, *(n.code for p in parsed for m in p.mentions for n in m.names[:1])}
    for p in parsed:
        told = [(m, forms("zh", "named-by").get(p.written(m))) for m in p.mentions]
        p.mentions[:] = [m for m, user in told if user is None or user in users]


def meant(names: tuple[Name, ...], alone: set[str]) -> tuple[Name, ...]:
    """The places that a name means, of those that share it.

    What the document calls by a name of its own isn't meant by one that it shares (Shanxi beside Shaanxi), unless with a town of its own, which isn't meant where it has none (吉林省, 吉林).
    """
    region = next((n for n in names if n.code in alone and any(region_above(o.code) == n.code for o in names)), None)
    if region is not None:
        return tuple(n for n in names if n is region or n.code in alone)
    return tuple(n for n in names if n.level != REGION or n.code not in alone) or names


def shorten_pairs(parsed: list[Parsed]) -> None:
    """Find the nations that a document calls by their first character behind 中 or before it (中拉贸易, 中哥贸易, 泰中贸易), or before goods (阿牛肉出口); those named in full elsewhere, of several
    the last."""
    named = [(p.text[m.start], m.names[0]) for p in parsed for m in p.mentions if m.names and m.names[0].partner and m.end - m.start > 1]
    partners = {char: name for char, name in named if name.code != codes.home_of().nation}
    if not partners:
        return
    follows = "|".join(map(re.escape, forms("zh", "pair-follow")))
    lead, one = "|".join(forms("zh", "pair-lead")), f"([{re.escape(''.join(partners))}])"
    pairs = re.compile(f"{lead}{one}(?=（|{follows})"), re.compile(f"{one}(?=(?:{lead})(?:{follows}))")
    before_goods = _before_goods(parsed, partners)
    for p in parsed:
        paired = (match.start(1) for pair in pairs for match in pair.finditer(p.text))
        for start in (*paired, *before_goods.get(p.number, ())):
            if not any(m.start <= start < m.end for m in p.mentions):
                found = Mention(start, start + 1, "name", names=(partners[p.text[start]],))
                found.clause = p.sentence.clause(found.start)
                p.mentions.append(found)
        p.mentions.sort(key=lambda m: m.start)


def _before_goods(parsed: list[Parsed], chars: Collection[str]) -> dict[int, list[int]]:
    """Where nations stand by one of some characters right before a flow or the goods that lead to it or follow it, by the sentence; only where a document also calls them so otherwise (阿方), or
    another nation imports the same goods, and of goods that tables know or that it names without them."""
    usual = {form for cls in ("generic", "function", "pair-lead") for form in forms("zh", cls)}
    text, tails = "\n".join(p.text for p in parsed), "|".join(map(re.escape, forms("zh", "short-nation-tail")))
    found: list[tuple[str, str, Parsed, int]] = []
    sides: dict[str, set[bool]] = defaultdict(set)
    alone = {p.written(m) for p in parsed for m in p.mentions if m.names}
    for p in parsed:
        goods = [m for m in p.mentions if m.is_name("product")]
        for flow in (m for m in p.mentions if m.is_a("flow")):
            low = max((m.end for m in p.mentions if m.end <= flow.start and m not in goods), default=0)
            high = min((m.start for m in p.mentions if m.start >= flow.end and m not in goods), default=len(p.text))
            bought = any(m.names and m.names[0].level == "nation" and m.end == flow.start for m in p.mentions)
            for run in (HAN_END.search(p.text, low, flow.start), HAN.match(p.text, flow.end, high) if bought else None):
                words = "" if run is None else run[0][:-1] if run[0].endswith(tuple(forms("zh", "volume"))) else run[0]
                sides[words].add(run is not None and run.start() < flow.start)
                touched = [m for m in p.mentions if run is not None and m.end == run.start()]
                alone |= {words} if all(m.names or m.time is not None for m in touched) else set()
                if run is not None and words[:1] in chars and words[0] not in usual:
                    found.append((words[0], words[1:], p, run.start()))
    alone |= {w for c, w, _, _ in found if w and (len(sides[c + w]) > 1 or re.search(rf"(?<![\u4e00-\u9fff]){re.escape(w)}", text))}
    called = {c for c, w, _, _ in found if (len(w) > 1 and w in alone) or re.search(rf"(?<![\u4e00-\u9fff]){c}(?:{tails})", text)}
    out: dict[int, list[int]] = defaultdict(list)
    for c, w, p, start in found:
        out[p.number] += [start] if c in called and (not w or w in alone) else []
    return out


HAN, HAN_END = re.compile(r"[\u4e00-\u9fff]+"), re.compile(r"[\u4e00-\u9fff]+$")
"""Chinese characters, and those that a stretch ends with."""


def is_level_of_another(parsed: Parsed, mention: Mention, spoken_of: set[str]) -> bool:
    """Whether a group's name is only what another country that a text speaks of calls its regions, and the text doesn't speak of the group's own country."""
    if not mention.is_name("group") or nation_of(mention.names[0].code) in spoken_of:
        return False
    return any(parsed.written(mention).lower() in regions_called(nation, parsed.language) for nation in spoken_of)
