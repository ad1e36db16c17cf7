"""English figures that other words than a flow's say what they measure: used 11 billion yuan of foreign capital, restaurants turned over 9 billion, shops sold goods for 3 billion, 3% fewer lorries.

`is_untraded(parsed, target)` tells them; nothing that a place sold to somebody, or anybody abroad, is one.
"""

from __future__ import annotations

from itertools import takewhile

from hinterland.reading.document import Target
from hinterland.reading.lexicon import forms
from hinterland.reading.mentions import Mention, Parsed
from hinterland.reading.names import REGION
from hinterland.reading.relations.words import near, right_behind, said
from hinterland.reading.units import units

TRADE = ("flow", "balance", "services")
"""Classes of words that name trade."""


def is_untraded(parsed: Parsed, target: Target) -> bool:
    """Whether a figure is of what its own words name, and that is no trade."""
    if parsed.language != "en" or target.figure is None or parsed.sentence.kind == "row":
        return False
    if any(m.is_a("both-kinds") for m in parsed.mentions) and not _names_region(parsed):
        return True
    if (fewer := right_behind(parsed, target.end, "count-word")) is not None:
        # What was traded fewer is no other thing: exported 5% fewer magnets; 300 tons, 5% fewer than in May.
        before = parsed.before(target.start)
        is_traded = before is not None and before.is_a("flow") and parsed.is_blank(before.end, target.start)
        figure = next((m for m in reversed(parsed.mentions) if m.end <= target.start and m.figure is not None), None)
        goes_on = figure is not None and figure.is_figure("quantity") and right_behind(parsed, fewer.end, "rate-compared") is not None
        return not (is_traded or goes_on)
    flow = max((m.end for m in parsed.mentions if m.is_a(*TRADE) and m.end <= target.start), default=0)
    told = (m for m in parsed.mentions if m.figure is not None and flow <= m.start and m.end <= target.end)
    is_of_amount = any(_is_of_other(parsed, m) or _is_acted(parsed, m) for m in told)
    return is_of_amount or any(test(parsed, target) for test in (_is_of_noun, _is_sold_there, _is_of_traders, _is_how_many))


def _is_how_many(parsed: Parsed, target: Target) -> bool:
    """Whether a figure is of how many trade and not of what they do: the number of Ohio's exporters rose 5 percent to 900."""
    told = next((f for f in reversed(said(parsed, "number-of")) if f.end <= target.start), None)
    who = next((f for f in said(parsed, "firm") if told is not None and f.start >= told.end), None)
    if told is None or who is None or who.end > target.start or target.is_figure("money"):
        return False
    between = parsed.inside(told.end, target.start)
    if any(m.figure is not None or m.is_a("up", "down") for m in between if m.end <= who.start):
        return False
    first = next((m.end for m in between if m.figure is not None), target.start)
    return not any(m.is_a(*TRADE) for m in between if m.start >= first)


def _is_of_traders(parsed: Parsed, target: Target) -> bool:
    """Whether a percentage is one of those who trade and not of what they do: 87 percent of Ohio's exporters are small firms."""
    of, *behind = [*(m for m in parsed.mentions if m.start >= target.end), None]
    who = next((m for m in behind if m is not None and not (m.names or m.is_a("proform"))), None)
    is_of = of is not None and parsed.text[target.end : of.end].strip().lower() in forms("en", "whole-joint")
    return is_of and target.is_figure("percent") and who is not None and parsed.written(who).lower() in forms("en", "firm")


def _names_region(parsed: Parsed) -> bool:
    """Whether a sentence is on a region, whose trade is one in goods whatever it is called: a nation's trade in goods and services is another statistic."""
    return any(m.value("proform") == REGION or (m.names and m.names[0].level in (REGION, "subdivision")) for m in parsed.mentions)


def _is_of_noun(parsed: Parsed, target: Target) -> bool:
    """Whether the last statistic named before a figure is no trade, but one of what no table knows, with a verb right behind it or its place: catering turnover was up 30 percent."""
    named = parsed.before(target.start, "other", *TRADE)
    if named is None or named.is_a(*TRADE) or actor_share(parsed, target) is not None:
        return False
    row = units(parsed)
    at = next((i for i, u in enumerate(row) if u.mention is named), 0)
    behind = [u.kind for u in row[at + 1 : at + 4]]
    is_led = behind[:1] == ["verb"] or (behind[:1] + behind[2:] == ["prep", "verb"] and behind[1] in ("place", "unknown"))
    return at > 0 and row[at - 1].kind == "unknown" and is_led


def actor_share(parsed: Parsed, target: Target) -> str | None:
    """The words for the firms or people whose share of a flow an English percentage is: small firms generated 25% of exports; 87% of exports come from small firms."""
    row = [u for u in units(parsed) if u.kind != "owner"]
    behind = [u for u in row if u.start >= target.end]
    flow = next((i for i, u in enumerate(behind) if u.kind == "flow"), None)
    if not target.is_figure("percent") or flow is None or any(u.kind in ("mark", "figure", "break") for u in behind[:flow]):
        return None
    if parsed.text[target.end : target.end + PART].strip().lower() not in forms("en", "whole-joint"):
        return None
    clause, place = parsed.sentence.clause(target.start), next((i for i, u in enumerate(row) if u.start >= target.start), 0)
    while place and row[place - 1].kind in ("verb", "plain"):
        place -= 1
    before = [*takewhile(lambda u: u.kind in WHO and parsed.sentence.clause(u.start) == clause, reversed(row[:place]))][::-1]
    lead = next((i for i, u in enumerate(behind[flow:], flow) if u.kind == "prep"), len(behind))
    tail = behind[lead + 1 :] if lead - flow <= PART and lead < len(behind) and behind[lead].value in ("from", "by") else []
    last = next((i for i, u in enumerate(tail) if u.kind not in WHO[1:]), len(tail))
    is_owned = len(before) == 1 and place > 1 and parsed.sentence.clause(row[place - 2].start) == clause
    for who in ([] if is_owned else before, tail[: last + 1]):
        if who and who[-1].kind == "noun":
            return parsed.text[who[0].start : who[-1].end]
    return None


WHO = ("noun", "plain", "unknown", "and", "article")
"""Kinds of units of the words for those who trade."""
PART = 3
"""Maximum characters of the preposition behind a share, and units between a flow and who has the share of it."""


def _is_of_other(parsed: Parsed, figure: Mention) -> bool:
    """Whether an amount is one of another statistic, which "of" leads to right behind it, where its clause names no trade before."""
    behind = parsed.following(figure.end)[:2]
    is_of = len(behind) > 1 and behind[0].value("prep") == "of" and behind[1].is_a("other") and not behind[1].is_a(*TRADE)
    touches = is_of and parsed.is_blank(figure.end, behind[0].start) and parsed.is_blank(behind[0].end, behind[1].start)
    inside = [m for m in parsed.mentions if m.clause == figure.clause and m.end <= figure.start]
    return touches and figure.is_figure("money") and not any(m.is_a(*TRADE) for m in inside)


def _is_acted(parsed: Parsed, figure: Mention) -> bool:
    """Whether others than places and goods do something by an amount that no table knows: restaurants turned over 9 billion."""
    low = parsed.sentence.clauses[figure.clause]
    row = [u for u in units(parsed) if low <= u.start and u.end <= figure.start and u.kind not in ("article", "time")]
    words = parsed.text[row[0].start : row[-1].end].split() if row else []
    acts = len(words) > 1 and any(w.lower().endswith(tuple(forms("en", "participle-tail"))) for w in words[1:])
    named = row and row[0].kind != "plain" and all(u.kind in ("unknown", "noun", "plain") for u in row)
    return bool(named) and acts and figure.is_figure("money")


def _is_sold_there(parsed: Parsed, target: Target) -> bool:
    """Whether others than a place sold what a figure tells, to nobody who is named and nobody abroad."""
    sells = near(parsed, 0, len(parsed.text), "sell-verb")
    flows = [m for m in parsed.mentions if m.is_a(*TRADE)]
    if not sells or any(not any(w.start <= m.start < w.end for w in sells) for m in flows if m.end <= target.start):
        return False
    verb = next((w for w in reversed(sells) if w.end <= target.start), sells[0])
    if any(m.names or m.is_a("up", "down") for m in parsed.inside(target.end, verb.start)):
        return False
    row = units(parsed)
    before = [u.kind for u in row if u.end <= verb.start and u.kind not in ("article", "plain", "owner", "mark", "figure")]
    acting = before[-3] if len(before) > len(("who", "in")) and before[-2] == "prep" else before[-1] if before else ""
    to = any(u.kind == "prep" and u.value == "to" for u in row if u.start >= verb.end)
    return acting in ("unknown", "noun") and not to and not near(parsed, verb.end, len(parsed.text), "abroad")
