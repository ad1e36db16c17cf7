"""The sentences of a Chinese brief: one function a pattern, the same patterns as `english.py` and from the same claims.

Written as Chinese releases and newsrooms write: the period before the subject, amounts in 亿元 and 万亿元, 其中 before the parts, 分别 where two are told.
"""

from __future__ import annotations

from hinterland import codes
from hinterland.brief import chinese_slices
from hinterland.brief.agenda import next_mark
from hinterland.brief.chinese_slices import noun, times
from hinterland.brief.chinese_words import FLOWS, at, moved, nth, opened
from hinterland.brief.terms import region_of
from hinterland.brief.voice import TURN, Pattern, Roles, Voice, answer, place, unbroken, value
from hinterland.claims import Evaluated
from hinterland.language.write import members_of, when


def total(v: Voice, r: Roles) -> str:
    """The level of trade and its growth, or that it is not held, with the last one that is."""
    level, growth, last = r.get("level"), r.get("growth"), r.get("last")
    if level and growth:
        return f"{at(v)}，{v.name}{v.word('goods')}{v.amount(level, exact=True)}，{moved(v, growth, '同比')}。"
    if level:
        return f"{at(v)}，{v.name}{v.word('goods')}{v.amount(level, exact=True)}，增速暂缺。"
    if growth:
        return f"{at(v)}，{v.name}{v.word('goods')}{moved(v, growth, '同比')}，总额暂缺。"
    then = f"；{when(last.claim.period or '', 'zh')}为{v.amount(last)}" if last else ""
    return f"{at(v)}{v.name}{v.word('goods')}暂缺{then}。"


def flows(v: Voice, r: Roles) -> str | None:
    """Exports and imports in one sentence."""
    told = []
    for flow, part in (("出口", "export"), ("进口", "import_")):
        level, growth = r.get(part), r.get(f"{part}_growth")
        if level and growth:
            told.append(f"{flow}{v.amount(level)}，{moved(v, growth)}")
        elif level:
            told.append(f"{flow}{v.amount(level)}")
        elif growth:
            told.append(f"{flow}{moved(v, growth, '同比')}")
    return f"{opened(v) or '其中，'}{'；'.join(told)}。" if told else None


def balance(v: Voice, r: Roles) -> str | None:
    """What exports exceed imports by."""
    if not (e := r.get("balance")):
        return None
    return f"{opened(v)}实现贸易{'顺差' if value(e) > 0 else '逆差'}{v.amount(e)}。"


def weight(v: Voice, r: Roles) -> str | None:
    """The subject's part in the nation's trade and in its growth, which a fall takes from."""
    share, part = r.get("share"), r.get("contribution")
    if not share:
        return None
    told = f"{at(v)}{v.name}{v.word('noun')}占{v.of_nation('whole')}的{v.rate(share)}"
    if part:
        told += f"，对{v.of_nation('growth')}的贡献率为{'' if value(part) > 0 else '-'}{v.rate(part)}"
    return f"{told}。"


def faster(v: Voice, r: Roles) -> str | None:
    """By how many points its growth lies from the nation's."""
    if not (e := r.get("faster")) or abs(value(e)) < TURN:
        return None
    points = v.numbers.digits(answer(e), abs(value(e)), 1)
    return f"{opened(v)}{v.word('noun')}增速比{v.nation}{'高' if value(e) > 0 else '低'}{points}个百分点{v.mark(e)}。"


def since(v: Voice, r: Roles) -> str | None:
    """The compound rate over the years, from where it began."""
    rate, then = r.get("rate"), r.get("then")
    if not rate:
        return None
    base = when(rate.claim.relation.base_period or "", "zh")
    begun = f"{base}{v.name}{v.word('noun')}为{v.amount(then)}；" if then else ""
    if v.flat(rate):
        return f"{begun}{at(v)}{v.name}{v.word('noun')}与{base}基本持平{v.mark(rate)}。"
    return f"{begun}与{base}相比，{at(v)}{v.name}{v.word('noun')}年均{'增长' if value(rate) > 0 else '下降'}{v.rate(rate)}。"


def records(v: Voice, r: Roles) -> str | None:
    """Which of the flows stood at their highest, on a series without a gap."""
    best = {part: e for part, e in r.items() if place(e) == 1 and e.held >= 5 and unbroken(e) and e.since}
    if not best:
        return None
    part = "total" if "total" in best else next(iter(best))
    e = best[part]
    return f"{at(v)}{v.name}{FLOWS[part.rstrip('_')]}规模为有数据的{(e.since or 0) // 100}年以来最高{v.mark(e)}。"


def streak(v: Voice, r: Roles) -> str | None:
    """A run of years of growth, from the third on."""
    if not (e := r.get("streak")) or (n := place(e)) is None or n < 3:
        return None
    return f"截至{at(v)}，{v.name}{v.word('noun')}连续{n}年增长{v.mark(e)}。"


def before(v: Voice, r: Roles) -> str | None:
    """What a year followed, where it turned."""
    last, now = r.get("before"), r.get("growth")
    if not last or not now or value(last) * value(now) >= 0 or min(abs(value(last)), abs(value(now))) < TURN:
        return None
    return f"上年（{when(last.claim.period or '', 'zh')}）{v.name}{v.word('noun')}{moved(v, last)}。"


def month(v: Voice, r: Roles) -> str | None:
    """The last month held: its level, growth, and whether it was a record."""
    if not (level := r.get("level")):
        return None
    growth, record = r.get("growth"), r.get("record")
    told = f"{when(level.claim.period or '', 'zh')}当月，{v.name}{v.word('noun')}{v.amount(level)}"
    if growth:
        told += f"，{moved(v, growth, '同比')}"
    if record and place(record) == 1 and record.held > 2:
        told += f"，为有数据的{record.held}个月中最高{v.mark(record)}"
    return f"{told}。"


def rank(v: Voice, r: Roles) -> str | None:
    """The subject's place among its peers, by trade and by exports."""
    own = r.get("rank")
    if not own or (n := place(own)) is None:
        return None
    where = v.among(own.claim.scope)
    told = f"{opened(v) or v.name}{v.word('noun')}规模居{where}{nth(n)}位{v.mark(own)}"
    exports = r.get("export")
    if exports and (m := place(exports)) is not None and m != n:
        told += f"，出口规模居{where}{nth(m)}位{v.mark(exports)}"
    return f"{told}。"


def first(v: Voice, r: Roles) -> str | None:
    """Whether it was the first of its region above a mark, or the n-th of the country."""
    home, nation = r.get("home"), r.get("peers")
    told = []
    if home and place(home) == 1:
        told.append(f"{v.group(home.claim.scope)}中首个{v.word('noun')}突破{v.threshold(home)}的{v.level()}{v.mark(home)}")
    if nation and (n := place(nation)) is not None:
        told.append(f"{v.nation}{nth(n)}个{v.word('noun')}突破{v.threshold(nation)}的{v.level()}{v.mark(nation)}")
    return f"{at(v)}，{v.name}成为{'，也是'.join(told)}。" if told else None


def club(v: Voice, r: Roles) -> str | None:
    """How many are above the subject's mark, and who."""
    if not (e := r.get("club")) or (n := place(e)) is None or n == 0:
        return None
    names = [codes.name(m, "zh") for m in members_of(e.claim)]
    who = f"{v.nation if e.claim.scope == v.home.peers else f'{v.group(e.claim.scope)}中'}有{n}个{v.level()}"
    told = f"，{'即' if n == 1 else '分别为'}{'、'.join(names)}" if len(names) <= 12 else ""
    return f"{at(v)}{who}{v.word('noun')}超过{v.threshold(e)}{told}{v.mark(e)}。"


def speed(v: Voice, r: Roles) -> str | None:
    """How fast its trade grew among its peers, a sentence a scope; only high places are told, and who was faster."""
    told = []
    for scope, e in r.items():
        n = place(e)
        if n is None or n > 3:
            continue
        where = v.among(scope)
        behind = f"，在{'、'.join(codes.name(m, 'zh') for m in e.members)}之后" if 0 < len(e.members) == n - 1 else ""
        told.append(f"{at(v)}{v.name}{v.word('noun')}增速居{where}{nth(n)}位{behind}{v.mark(e)}。")
    return "".join(told) or None


def _pairs(r: Roles) -> list[tuple[str, Evaluated | None, Evaluated | None]]:
    regions = dict.fromkeys(part.split(":", 1)[1] for part in r if ":" in part)
    return [(code, r.get(f"level:{code}"), r.get(f"growth:{code}")) for code in regions]


def _levels(v: Voice, r: Roles) -> list[str]:
    return [
        f"{codes.name(code, 'zh')}{v.word('noun')}{v.amount(level)}" + (f"，{moved(v, growth)}" if growth else "")
        for code, level, growth in _pairs(r)
        if level
    ]


def above(v: Voice, r: Roles) -> str | None:
    """Who stands one place higher."""
    told = _levels(v, r)
    return f"{at(v)}，居其前一位的{told[0]}。" if told else None


def below(v: Voice, r: Roles) -> str | None:
    """Who stands one place lower."""
    told = _levels(v, r)
    return f"{at(v)}，居其后一位的{told[0]}。" if told else None


def home(v: Voice, r: Roles) -> str | None:
    """The others of its region, the largest first."""
    told = _levels(v, r)
    return f"{at(v)}，{v.phrase(f'home:{region_of(v.subject)}')}其他{v.level()}中居前的有：{'；'.join(told)}。" if told else None


def largest(v: Voice, r: Roles) -> str | None:
    """The largest members of a whole."""
    told = _levels(v, r)
    return f"{at(v)}规模居前的依次为：{'；'.join(told)}。" if len(told) > 1 else None


def alone(v: Voice, r: Roles) -> str | None:
    """What part of a whole its largest member is."""
    share = r.get("share")
    return f"{codes.name(share.claim.subject or '', 'zh')}一地占{v.inner}{v.word('noun')}总值的{v.rate(share)}。" if share else None


def sources(v: Voice, r: Roles) -> str | None:
    """Which regions the nation's growth came from, and which one took most from it."""
    told = [f"{codes.name(code, 'zh')}对{v.of_nation('growth')}的贡献率为{'' if value(e) > 0 else '-'}{v.rate(e)}" for code, e in r.items()]
    return f"{at(v)}，{'，'.join(told)}。" if told else None


def growing(v: Voice, r: Roles) -> str | None:
    """How many members grew."""
    if not (e := r.get("growing")) or (n := place(e)) is None or n == 0:
        return None
    group, all_peers = v.group(e.claim.scope), e.claim.scope == v.home.peers
    if n == e.asked and not all_peers:
        return f"{at(v)}{group}{v.word('noun')}均实现增长{v.mark(e)}。"
    who = f"{v.nation}{n}个{v.level()}" if all_peers else f"{group}中有{n}个{v.level()}"
    return f"{at(v)}{who}{v.word('noun')}实现增长{v.mark(e)}。"


def _rates(v: Voice, r: Roles) -> list[str]:
    return [f"{codes.name(code, 'zh')}{v.word('noun')}{moved(v, growth)}" for code, _, growth in _pairs(r) if growth]


def fastest(v: Voice, r: Roles) -> str | None:
    """The members that grew fastest; of all of them, where those not held can't change it."""
    told, sure = _rates(v, r), r.get("sure")
    return f"{'' if sure else f'有数据的{v.level()}中，'}增速居前的是：{'；'.join(told)}{v.mark(sure)}。" if told else None


def slowest(v: Voice, r: Roles) -> str | None:
    """The members at the other end."""
    told = _rates(v, r)
    return f"增速靠后的是：{'；'.join(told)}。" if told else None


# -- what to watch


def watch_own(v: Voice, r: Roles) -> str | None:
    """Whether the subject passes its next mark."""
    level, growth = r.get("own"), r.get("growth")
    if not level or not growth:
        return None
    mark = v.numbers.round_amount(next_mark(value(level)), level.evidence.unit or v.home.currency or "")
    return f"{v.name}能否突破{mark}：{at(v)}{v.name}{v.word('noun')}{v.amount(level)}，{moved(v, growth, '同比')}。"


def watch_mark(v: Voice, r: Roles) -> str | None:
    """Whether those about to pass the mark do."""
    pairs = [(code, level) for code, level, _ in _pairs(r) if level]
    if not pairs:
        return None
    mark = v.numbers.round_amount(next_mark(value(pairs[0][1])), pairs[0][1].evidence.unit or v.home.currency or "")
    return f"{'、'.join(codes.name(code, 'zh') for code, _ in pairs)}能否成为下一个突破{mark}的{v.level()}：{at(v)}{'；'.join(_levels(v, r))}。"


def watch_next(v: Voice, r: Roles) -> str | None:
    """Whom the subject would have to pass to move up, where that is in reach."""
    own, told = r.get("rank"), _levels(v, r)
    if not own or not told or (n := place(own)) is None or n < 2:
        return None
    return f"{v.name}能否由{nth(n)}位前移：{at(v)}前一位的{told[0]}{v.mark(own)}。"


PACES = {
    (True, True, True): "增势能否延续",
    (True, True, False): "增速是否继续放缓",
    (True, False, False): "增势是否已止",
    (False, True, True): "降势能否扭转",
    (False, False, True): "降幅是否继续收窄",
    (False, False, False): "降势是否继续",
}
"""The question that a month asks: by whether the year rose, whether the month did, and whether it stood above the year."""


def watch_pace(v: Voice, r: Roles) -> str | None:
    """Whether the last month was faster or slower than the whole, or went the other way."""
    last, whole_ = r.get("month"), r.get("year")
    if not last or not whole_ or abs(value(last) - value(whole_)) < 1:
        return None
    quick = value(last) > value(whole_)
    question = PACES[value(whole_) > 0, value(last) > 0, quick]
    return f"{question}：{when(last.claim.period or '', 'zh')}{v.name}{v.word('noun')}{moved(v, last, '同比')}，{'快' if quick else '慢'}于{at(v)}全年。"


def watch_narrow(v: Voice, r: Roles) -> str | None:
    """Whether what more than doubled can carry on."""
    multiple, level = r.get("multiple"), r.get("level")
    if not multiple or not level or (answer(multiple).low or 0) < 2:
        return None
    return f"{noun(level)}能否保持势头：{at(v)}{v.name}{noun(level)}为上年的{times(v, multiple)}{v.mark(multiple)}。"


# -- the top


def headline(v: Voice, r: Roles) -> str | None:
    """The headline of a brief: its first, else the level and growth of trade."""
    level, growth, one = r.get("level"), r.get("growth"), r.get("first")
    rate = f"{'增长' if growth and value(growth) > 0 else '下降'}{v.numbers.percent(answer(growth), value(growth))}" if growth else ""
    if one and place(one) == 1:
        return f"{at(v)}{v.name}{v.word('noun')}突破{v.threshold(one)}，为{v.group(one.claim.scope)}中首个"
    if level and growth:
        return f"{at(v)}{v.name}{v.word('noun')}{v.plain_amount(level)}，同比{rate}"
    if level:
        return f"{at(v)}{v.name}{v.word('noun')}{v.plain_amount(level)}"
    if growth:
        return f"{at(v)}{v.name}{v.word('noun')}同比{rate}"
    return f"{at(v)}{v.name}{v.phrase(f'whole:{v.flow}')}：已掌握与未掌握的数据"


PATTERNS: dict[str, Pattern] = {
    **chinese_slices.PATTERNS,
    "headline": headline,
    "total": total,
    "flows": flows,
    "balance": balance,
    "weight": weight,
    "faster": faster,
    "since": since,
    "records": records,
    "streak": streak,
    "before": before,
    "month": month,
    "rank": rank,
    "first": first,
    "club": club,
    "speed": speed,
    "above": above,
    "below": below,
    "home": home,
    "largest": largest,
    "alone": alone,
    "sources": sources,
    "growing": growing,
    "fastest": fastest,
    "slowest": slowest,
    "watch-own": watch_own,
    "watch-next": watch_next,
    "watch-mark": watch_mark,
    "watch-pace": watch_pace,
    "watch-narrow": watch_narrow,
}
"""How each pattern of a plan reads in Chinese."""
