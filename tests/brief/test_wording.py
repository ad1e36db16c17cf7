"""One precision in a comparison, nothing said twice, and advice that says what its reader needs to know: what desk editors found, in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

import pytest

from hinterland.brief import Brief, even_shares
from hinterland.brief.beat import Beat
from hinterland.brief.takeaways import advise
from hinterland.brief.voice import Voice
from hinterland.claims import Evaluated
from hinterland.claims.cautions import make
from hinterland.claims.statement import statement
from hinterland.codes import Language, Period
from hinterland.interval import Interval
from hinterland.models import Claim, Evidence, Indicator

BriefOf = Callable[..., Brief]
D = Decimal


def story(brief: Brief) -> str:
    told = [
        brief.headline,
        *brief.standfirst,
        *(t.text for t in brief.takeaways),
        *(x for s in brief.sections if not s.detail for x in s.sentences),
    ]
    return re.sub(r"\s?\[\d+\]", "", " ".join(told))


def share(period: str, low: str, high: str) -> Evaluated:
    """The share of a region in its nation's trade in a year."""
    x = Interval(D(low), D(high))
    claim = statement("value", "CN-SC", Indicator(op="share", concept="trade", flow="total"), period)
    evidence = Evidence(low=x.low, high=x.high, unit="percent")
    return Evaluated(claim.model_copy(update={"verdict": "supported", "evidence": evidence}), x, x, (), 1, 1, "computed", None)


@pytest.mark.parametrize(
    ("now", "then", "texts"),
    [
        (("26.0", "26.6"), ("20.82", "20.86"), ["26%", "21%"]),
        (("26.28", "26.32"), ("20.82", "20.86"), ["26.3%", "20.8%"]),
        (("26.0", "26.6"), ("25.92", "25.96"), ["26%", "25.9%"]),  # They would print as one.
    ],
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_two_shares_that_are_compared_have_the_same_decimals(
    language: Language, now: tuple[str, str], then: tuple[str, str], texts: list[str]
) -> None:
    voice = Voice("CN-SC", Period.parse("2022"), language, top=True)
    both = share("2022", *now), share("2016", *then)
    voice.even |= even_shares(voice, Beat(("story.shift",), dict(zip(("now", "then"), both, strict=True))))
    assert [voice.bare(e) for e in both] == texts
    voice.top = False
    assert [voice.bare(e) for e in both] == texts, "in the detail too"


@pytest.mark.parametrize(
    ("subject", "period", "language", "said", "not_said"),
    [
        ("CN-HL", "2021", "zh", "增速居东北三省首位，也高于全国的21.4%。", "增速高于"),
        ("CN-HL", "2021", "en", "the fastest growth among the three northeastern provinces and above the nation's 21.4%.", "less than Heilongjiang's"),
        ("CN-HL", "2021", "zh", "黑龙江占东北进出口的17.8%。", "整体"),
        ("CN-SN", "2024-08", "zh", "居第4位。出口规模反超江西。", "；2024年1至8月"),
        ("CN-SN", "2024-08", "zh", "规模较陕西多21亿元", "总规模仍"),
        ("CN-SN", "2024-08", "en", "In exports it overtook Jiangxi.", "still led"),
        ("US-WA", "2016", "en", "Washington accounted for 23.9% of the US West's exports and 5.5% of the nation's.", "exports. Washington accounted"),
        ("US-WA", "2016", "zh", "规模占美国西部的23.9%，占全美出口的5.5%。", "。华盛顿州占"),
        ("US-TX", "2015", "en", "fell 10.2%, a smaller drop than in Texas.", "that of Texas"),
        ("northeast", "2024", "zh", "按进出口规模由大到小依次为辽宁7631亿元、黑龙江3123亿元、吉林1764亿元。", "由大到小："),
    ],
)  # fmt: skip
def test_nothing_is_said_twice_and_nothing_against_itself(
    brief_of: BriefOf, subject: str, period: str, language: Language, said: str, not_said: str
) -> None:
    told = story(brief_of(subject, period, language))
    assert said in told
    assert not not_said or not_said not in told


@pytest.mark.parametrize(
    ("language", "said"), [("en", "grew about 3.5 percentage points slower than the nation's"), ("zh", "增速比全国低约3.5个百分点")]
)
def test_a_difference_has_the_digits_of_the_rates_it_is_taken_of(brief_of: BriefOf, language: Language, said: str) -> None:
    assert said in " ".join(re.sub(r"\s?\[\d+\]|‡", "", x) for s in brief_of("northeast", "2024", language).sections for x in s.sentences)


@pytest.mark.parametrize(
    ("language", "why"),
    [
        (
            "en",
            "For 2018: the statistics office has since raised the figure first published by some 5%.",
        ),
        ("zh", "对2018年的数字，数据附注为“初次公布数，国家统计局其后上修约5%”。"),
    ],
)
def test_the_note_of_a_source_is_said_and_not_only_that_there_is_one(brief_of: BriefOf, language: Language, why: str) -> None:
    brief = brief_of("CN-QH", "2019", language)
    assert brief.warning is not None and brief.warning.why == why
    assert [t.why for t in brief.takeaways] == [""], "a note is given once"
    assert ("For Shanxi" if language == "en" else "对山西") in brief_of("CN-HL", "2021", language).takeaways[0].why


def test_advice_is_on_what_a_sentence_says_and_names_the_year_of_another_period(brief_of: BriefOf) -> None:
    en, zh = (brief_of("US-WA", "2016", language).takeaways[-1] for language in ("en", "zh"))
    # Both sentences name the place of 2011.
    assert "in 2011" in en.text and en.why == "The place by exports in 2011: Illinois is so close that a revision could reverse the order."
    assert "2011" in zh.text and zh.advice == "hedge" and "伊利诺伊" in zh.why


@pytest.mark.parametrize(("language", "why"), [("en", "The share in 2016: "), ("zh", "关于2016年占比，")])
def test_a_caution_on_an_earlier_year_is_said_to_be_so(language: Language, why: str) -> None:
    then: Claim = share("2016", "20", "21").claim
    evidence = Evidence(cautions=[make("missing-open", missing=1, asked=31)])
    assert advise([share("2022", "26", "27").claim, then.model_copy(update={"evidence": evidence})], language)[2].startswith(why)
