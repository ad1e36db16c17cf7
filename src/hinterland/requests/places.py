"""Who a request is about, and with whom they trade: a foreign country is a partner behind a word such as `to`, or beside a subject, else it is a subject itself.
And what a share is of: the nation's trade, or a region's own where a product, a partner or a trade mode is a part of it, as far as the order of words tells.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from hinterland import codes
from hinterland.reading.lexicon import forms, lowered
from hinterland.requests.scan import Mention, Scan
from hinterland.requests.vocabulary import Meaning, home, level_words, measured_by, vocabulary


@dataclass(slots=True)
class Places:
    """The subjects and partners of a request, by code; `unheld` are names of places that no table of regions has, `several` a name of more
    than one, `nation` the one that the regions named lie in, `group` one that the one region named is a member of and ranked in, and
    `inner` tells that regions of one nation are said to trade with one another, `asked` that the nation's partners are asked for: who buys most from it."""

    subjects: tuple[str, ...] = ()
    nation: str = ""
    group: str | None = None
    partners: list[str] = field(default_factory=list)
    unheld: list[str] = field(default_factory=list)
    several: Mention | None = None
    inner: bool = False
    asked: bool = False


OTHER_THAN_SALES = ("compare", "contribution", "concept", "effect")
"""Kinds of words beside which a flow to a region isn't what another sells to it."""


def places(found: Scan) -> Places:
    """Subjects and partners of a request."""
    placed = {c.end for c in found.counts if c.nth}  # What stands right behind a place is what is ranked: the ninth large trader.
    # One that is named as one that isn't meant is left out: Shaanxi (not Shanxi).
    denied = [m.end for m, _ in found.every("not")]
    excluded = {m.start for m, _ in found.every("subject") if any(e <= m.start and not found.text[e : m.start].strip() for e in denied)}
    named = [(m, one) for m, one in _innermost(found, found.every("subject")) if m.start not in placed | excluded]
    out = Places(nation=_nation(found, named))
    abroad = [(m, one.value) for kind in ("partner", "abbreviation") for m, one in found.every(kind)]
    within = {code for m, code in abroad if code == _partner_of(out.nation) and not _is_toward(found, m)}
    out.partners = [code for _, code in abroad if code not in within]
    own = [m for m, meaning in named if _abroad(meaning, out.nation) is None]
    subjects: dict[str, None] = {}
    for mention, meaning in named:
        if (partner := _abroad(meaning, out.nation)) is None:
            bought = bool(out.partners) and "import" in found.values("flow")  # Imports from Japan to a region are its own.
            code, alike = _held(meaning.value), _alike(found, mention)
            if len(alike) > 1:
                out.several = out.several or mention
            elif alike and code is not None:
                [code] = alike
            if _is_toward(found, mention, "to") and not bought and not any(found.every(kind) for kind in OTHER_THAN_SALES):
                out.inner = True
            parts = _parts(mention) if code is None else [code]
            if not parts:
                out.unheld.append(mention.written)
            subjects |= dict.fromkeys(parts)
        elif _is_toward(found, mention) or (own and not found.every("compare")):
            out.partners.append(partner)
        elif (code := _held(meaning.value)) is not None:
            subjects[code] = None
        else:
            out.unheld.append(mention.written)
    ways = [way for flow, way in (("export", "to"), ("import", "from")) if flow in found.values("flow")]
    traded = any(_is_toward(found, m, way) for m, one in named if one.value == out.nation for way in ways)
    out.asked = traded and bool(found.every("superlative"))
    subjects |= dict.fromkeys([out.nation] if within and subjects else [])
    out.partners = list(dict.fromkeys(out.partners))
    joined = _joined(found, _levelled(found, tuple(subjects)), out.nation)
    out.group = _ranked_in(found, joined, out.nation)
    out.subjects = _in_order(found, tuple(s for s in joined if s != out.group))
    return out


def _in_order(found: Scan, subjects: tuple[str, ...]) -> tuple[str, ...]:
    """Two subjects with the one that acts first, where a word between them says that the first is acted upon: Jiangxi was overtaken by Anhui."""
    at = [next((m.start for m, one in found.every("subject") if one.value == s), -1) for s in subjects]
    is_turned = len(at) == 2 and -1 not in at and any(at[0] < m.start < at[1] for m, _ in found.every("passive"))
    return subjects[::-1] if is_turned else subjects


def _levelled(found: Scan, subjects: tuple[str, ...]) -> tuple[str, ...]:
    """The subjects, with the regions of another nation than the home one in its place where one of them is asked for by what they are called: which US state."""
    nation = next((s for s in subjects if s != home() and s in level_words()), None)
    peers = codes.home_of(nation).peers if nation else None
    extreme = found.every("superlative") or found.every("rank") or found.counts
    if peers in subjects and found.every("many") and not found.every("share"):
        return tuple(s for s in subjects if s != nation)
    if peers is None or not extreme or found.every("compare") or found.every("share"):
        return subjects
    called = any(m.form in level_words()[str(nation)] for m in found.mentions)
    if peers in subjects or (len(subjects) == 1 and called):
        return tuple(dict.fromkeys(peers if s == nation else s for s in subjects))
    return subjects


def is_sum(found: Scan) -> bool:
    """Whether a word says that several are meant together, which begins another word where it isn't one of its own: total exports."""
    heads = [m.form.partition(" ")[0] for m in found.mentions if "total" not in (x.value for x in m.meanings)]
    return any(x.kind == "whole" for head in heads for x in vocabulary().get(head, ()))


def _joined(found: Scan, subjects: tuple[str, ...], nation: str) -> tuple[str, ...]:
    """The subjects, with the group in place of its members where all of them are named and meant together."""
    regions = {s for s in subjects if s != nation}
    if len(regions) < 2 or found.every("compare") or not (is_sum(found) or (found.every("sum") and found.every("growth"))):
        return subjects
    group = next((g.code for g in codes.entries("group") if set(codes.members(g.code)) == regions), None)
    return (group, *(s for s in subjects if s not in regions)) if group else subjects


def _ranked_in(found: Scan, subjects: tuple[str, ...], nation: str) -> str | None:
    """The subject of which the one other is a part, where its place, an extreme or its share is asked; none where the two are compared."""
    placed = found.every("rank") or found.every("superlative") or any(c.nth for c in found.counts)
    if len(subjects) != 2 or not (placed or found.every("share")) or found.every("compare"):
        return None
    for part, group in (subjects, subjects[::-1]):
        if codes.get("subject", group).kind == "group" and part in codes.members(group):
            return group
        if found.every("share") and group != nation and group in codes.ancestors(part):
            return group
    return None


def _nation(found: Scan, named: list[tuple[Mention, Meaning]]) -> str:
    """The one nation that the regions named lie in, else the one that sells to the one that is meant where none is named, else that."""
    within = {codes.home_of(one.value).nation for _, one in named if _held(one.value) and not codes.is_nation(one.value)}
    if not within and "export" in found.values("flow") and any(one.value == home() and _is_toward(found, m, "to") for m, one in named):
        within = {one.value for m, one in named if one.value != home() and not _is_toward(found, m, "to")}
    return within.pop() if len(within) == 1 else home()


def _abroad(meaning: Meaning, nation: str) -> str | None:
    """The code that a place has as a partner, where it is another nation than the one that is meant, else None."""
    return None if meaning.value == nation else meaning.partner or _partner_of(meaning.value)


def _partner_of(code: str) -> str | None:
    """The code that a nation has as a partner, where a pack is of it."""
    pack = codes.home_of(code).pack if codes.is_nation(code) else None
    return pack.partner if pack else None


def _held(code: str) -> str | None:
    """The code, if figures of such a place can be stored."""
    try:
        return codes.get("subject", code).code
    except LookupError:
        return None


def _alike(found: Scan, mention: Mention) -> set[str]:
    """The places of one name: those in another one that is named where any is (Suzhou, Jiangsu), else those of the country that publishes what is measured, or of those with figures of their own."""
    alike = {m.value for m in mention.meanings if m.kind == "subject" and _held(m.value)}
    around = {one.value for m, one in found.every("subject") if m is not mention}
    beside = {codes.home_of(code).nation for code in around if code not in alike and _held(code)}
    nations = {measured_by()[concept] for concept in found.values("concept") if concept in measured_by()}
    inside = {code for code in alike if around & {*codes.ancestors(code), codes.home_of(code).nation}}
    published = {code for code in alike if codes.home_of(code).nation in nations}
    near = {code for code in alike if codes.home_of(code).nation in beside}
    return inside or published or near or {code for code in alike if (pack := codes.home_of(code).pack) and pack.figures} or alike


def _parts(mention: Mention) -> list[str]:
    """The codes of the regions and groups that a name of several joins, if figures of each can be stored."""
    words = mention.form.split()
    for n in range(1, len(words) - 1):
        halves = [" ".join(words[:n]), " ".join(words[n + 1 :])]
        meant = [m for half in halves for m in vocabulary().get(half, ())[:1] if m.kind == "subject" and _held(m.value)]
        if len(meant) == len(halves):
            return [m.value for m in meant]
    return []


def _innermost(found: Scan, named: list[tuple[Mention, Meaning]]) -> list[tuple[Mention, Meaning]]:
    """The places named, without the nation right before one of its regions (US Texas) where more are named than the two or they aren't compared, nor the region that
    a city's name stands right beside (Hefei, Anhui) unless they are compared.
    """
    if not found.every("share") and (len(named) > 2 or not found.every("compare")):
        pairs = [(one, other) for one, other in pairwise(named) if not found.text[one[0].end : other[0].start].strip()]
        led = [one for one, other in pairs if codes.is_nation(one[1].value) and _is_part_of(other[1].value, one[1].value)]
        named = [one for one in named if one not in led]
    if found.every("compare"):
        return named
    out = []
    for n, (mention, meaning) in enumerate(named):
        beside = [one for k in (n - 1, n + 1) if 0 <= k < len(named) for one in (named[k],) if _are_adjacent(found.text, mention, one[0])]
        inner = {m.value for other, _ in beside for m in other.meanings if m.kind == "subject" and _held(m.value)}
        if not any(meaning.value in codes.ancestors(code) for code in inner):
            out.append((mention, meaning))
    return out


def _is_part_of(code: str, nation: str) -> bool:
    """Whether a place is a region or a group of a nation."""
    return not codes.is_nation(code) and _held(code) is not None and codes.home_of(code).nation == nation


def _are_adjacent(text: str, one: Mention, other: Mention) -> bool:
    first, second = sorted((one, other), key=lambda m: m.start)
    return text[first.end : second.start].strip(" ,，").lower() in ("", *forms("en", "within"))


def _is_toward(found: Scan, mention: Mention, value: str | None = None) -> bool:
    """Whether a word such as `to` stands right before a mention, an article between them or not; the value tells which way."""
    before = [m for m in found.mentions if m.end <= mention.start and not found.text[m.end : mention.start].strip()]
    toward = before[-1].of("toward") if before else None
    return toward is not None and value in (None, toward.value)


def _is_part(where: Places, kind: str, meaning: Meaning) -> bool:
    """Whether a word of a kind is for a part of the trade: any but the nation itself, which isn't its own partner."""
    return kind not in ("partner", "abbreviation") or meaning.value in where.partners


Whole = Literal["nation", "own", "flow"]
"""What a share is of: the nation's trade, a region's own trade of one kind, or all its trade, of which a flow is a part."""
PART = ("product", "partner", "regime", "abbreviation")
"""Kinds of words for what may be a part of a region's trade."""
OWN = ("part share whole", "share part whole", "part whole share")
"""The orders of words in which the region is the whole, wherever the flow stands."""


def whole(found: Scan, where: Places) -> Whole | None:
    """What a share is of."""
    abroad = [m for m, one in found.every("subject") if _abroad(one, where.nation) in where.partners]
    # The words that narrow the trade that is asked about: products, trade modes and partners, nations among them.
    parts = sorted([*abroad, *(m for kind in PART for m, one in found.every(kind) if _is_part(where, kind, one))], key=lambda m: m.start)
    named = set(found.values("share"))
    share = next((m for m, _ in found.every("share")), None)
    alone = where.subjects == (where.nation,)
    if share is None or not parts or "nation" in named or (where.nation in where.subjects and not alone):
        return "nation" if parts or not alone else None
    own = next((m for m, _ in found.every("subject") if m not in parts), None)
    if own is None:
        return None
    part, flows = parts[-1], [m for m, _ in found.every("flow")]
    words = " ".join(name for _, name in sorted([(part.start, "part"), (share.start, "share"), (own.start, "whole")]))
    behind = [m for m in found.mentions if part.end <= m.start and m.end <= share.start]
    led = any(own.end <= f.start and f.end <= share.start for f in flows)
    split = next((f for f in flows if share.end <= f.start and f.end <= part.start), None)
    with_whom = (part in abroad or part.of("partner") is not None) and _is_toward(found, part)
    is_own = {
        "whole part share": with_whom
        or (
            all(m.of("filler") or m in flows for m in behind)
            and (part.of("regime") or not share.form.isascii() or not {*behind[:1]} & {*flows})
        ),
        # What share of a region's exports were phones, but not: the share of a region in exports to Japan.
        "share whole part": split is not None and lowered(found.text[own.end : split.start]).strip() not in forms("en", "within"),
        "whole share part": led and found.mentions[0].of("topic") is not None,
    }
    if "own" in named or words in OWN or is_own.get(words):
        return "own"
    return "nation" if words == "whole share part" and not alone and not led else None
