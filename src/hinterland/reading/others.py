"""Figures that go on with another statistic than trade, whatever was decided of them by what stands around.

`goes_on_with_other(context, target)` tells them by the sentence or the paragraph before: 合同金额862亿美元；实际使用金额286亿美元; 社会消费品零售总额增长12.3%。按经营地分，城镇增长12.2%;
or by the statistic that leads to them.
"""

from __future__ import annotations

from hinterland.reading.document import Target
from hinterland.reading.evidence import Context
from hinterland.reading.mentions import Parsed
from hinterland.reading.relations.measures import statistics
from hinterland.reading.relations.words import near, rest, right_before

PARTING = (";", "；")
"""Marks behind which a sentence goes on."""
TRADE = ("flow", "services", "balance")
"""Classes of words that name trade."""


def goes_on_with_other(context: Context, target: Target) -> bool:
    """Whether a figure is of another statistic that its sentence, the amount before it or its paragraph names."""
    parsed = context.document.parsed[target.sentence]
    if _is_balance_of_account(context, target) or _is_named_other(parsed, target) or _is_ahead_of_aside(parsed, target):
        return True
    return _is_behind_semicolon(context, target) or _is_rate_of_other(context, target) or _is_part_of_other(context, target)


def _is_ahead_of_aside(parsed: Parsed, target: Target) -> bool:
    """Whether another statistic opens the sentence ahead of an aside that begins with how it moved, and no flow or name follows: output of glims, up 11 percent, reached 225 billion."""
    first, behind = [m for m in parsed.mentions if not m.clause], [m for m in parsed.mentions if m.clause and m.end <= target.start]
    aside = behind[0] if behind else parsed.behind(target.start)
    opens = target.figure is not None and parsed.sentence.clause(target.start) > 0 and aside is not None and aside.is_a("up", "down")
    is_other = any(m.is_a("other") for m in first) and not any(m.is_a(*TRADE) or m.figure is not None for m in first)
    return opens and is_other and not any(m.is_a(*TRADE, "other") or m.names for m in behind)


def _is_named_other(parsed: Parsed, target: Target) -> bool:
    """Whether nothing but a verb and in English places stand between another statistic, turnover and a flow's own volume aside, and a figure: foreign capital rose 6.9% to 5 billion,
    investment in Guangxi rose 4%, 营业收入达692亿元，合同外资金额8亿美元，营收增长约三成, 吞吐量增长6.9%至54亿吨."""
    figure, language = target.figure, parsed.language
    before = [m for m in parsed.preceding(target.start) if not m.is_a(*VERBS)]
    if (to := right_before(parsed, target.start, "change-to")) is not None:
        before = [m for m in before if m.end <= to.start and not (m.end == to.start and m.figure is not None)]
    if language == "en":
        places = {m.start for m in before if m.is_name("place")}
        before = [m for m in before if m.start not in places and not (m.is_a("prep", "and", "from") and m.end + 1 in places)]
    if figure is None or not before or figure.dimension not in ("money", "percent", "quantity"):
        return False
    lead, kind = before[-1], before[-1].value("other")
    is_own = kind in OWN[language] or (kind == "traffic" and language == "zh" and figure.dimension != "money")
    is_side = any(m.end == lead.start and m.value("flow") in ("export", "import") for m in before)
    if not is_own or is_side or near(parsed, lead.start, lead.end, "turnover"):
        return False
    end = next((m.start for m in parsed.mentions if m.start >= lead.end and m.figure is not None), target.start)
    named = [m for m in parsed.inside(lead.end, end) if m.is_name("place")]
    ends = [lead.end, *(place for m in named for place in (m.start, m.end)), end]
    gap = " ".join(parsed.text[low:high] for low, high in zip(ends[::2], ends[1::2], strict=True))
    return not rest(gap, language, "function", *VERBS)


OWN = {"en": ("gdp", "retail", "investment", "income"), "zh": ("gdp", "retail", "investment", "output", "income", "revenue")}
"""Other statistics whose names are no trade's too, as turnover and output are in English."""
VERBS = ("level", "hedge", "up", "down", "yearago")
"""Classes of the words between a statistic and its figure."""


def _is_balance_of_account(context: Context, target: Target) -> bool:
    """Whether the surplus or deficit that a figure gives is of an account of the balance of payments: the current account showed a surplus of 3.4 trillion yen."""
    parsed = context.document.parsed[target.sentence]
    before = [m for m in parsed.mentions if m.end <= target.start and m.is_a("other", "balance", "flow")][-2:]
    return len(before) > 1 and before[1].is_a("balance") and before[0].value("other") == "account"


def _is_part_of_other(context: Context, target: Target) -> bool:
    """Whether a Chinese paragraph named a measure in a sentence before a figure, and no trade up to it, so that it goes on with parts of that measure."""
    here = context.document.parsed[target.sentence]
    if here.language != "zh" or here.sentence.kind != "paragraph" or target.figure is None:
        return False
    own = [p for p in context.document.parsed[: target.sentence + 1] if p.sentence.paragraph == here.sentence.paragraph]
    told = (m for p in own for m in p.mentions if p is not here or m.end <= target.start)
    return not any(m.is_a(*TRADE) for m in told) and any(statistics(p.text) for p in own if p is not here)


def _is_behind_semicolon(context: Context, target: Target) -> bool:
    """Whether a figure goes on with the other statistic of its sentence behind a semicolon, which names no flow: 外商直接投资合同金额862亿美元；实际使用金额286亿美元."""
    parsed = context.document.parsed[target.sentence]
    before = context.document.parsed[target.sentence - 1] if target.sentence else None
    last = context.last
    if before is None or last is None or last.target.sentence != target.sentence - 1 or last.slots.get("concept") is not None:
        return False
    parted = before.sentence.paragraph == parsed.sentence.paragraph and before.text.rstrip()[-1:] in PARTING
    named = any(m.is_a("other") for m in before.mentions) and not any(m.is_a("flow") for m in before.mentions)
    opens = parsed.preceding(target.start)
    return parted and named and not any(m.is_a("flow", "services", "balance") or m.names for m in opens)


def _is_rate_of_other(context: Context, target: Target) -> bool:
    """Whether a rate says by what the amount of another statistic right before it rose or fell, or a place where that ranks: 使用外资286亿美元，下降3.2%; sales of 5 billion, ranking sixth."""
    last, figure = context.last, target.figure
    if last is None or last.target.sentence != target.sentence or last.target.figure is None:
        return False
    parsed = context.document.parsed[target.sentence]
    between = parsed.inside(last.target.end, target.start)
    if target.kind == "rank" and parsed.language == "en" and last.slots.get("concept") is None:
        behind = any(m.is_a(*TRADE) for m in parsed.mentions if m.start >= last.target.end)
        return not behind and all(m.time is not None or m.is_a("prep", "rank") for m in between)
    if figure is None:
        return False
    is_moved = bool(between) and all(m.is_a("up", "down", "yearago") for m in between)
    dimensions = (last.target.figure.dimension, figure.dimension)
    return is_moved and dimensions == ("money", "percent") and last.slots.get("concept") is None
