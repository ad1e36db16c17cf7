"""A brief made by hand in either language: true sentences on Anhui's trade in 2025, a chart, an advice of each kind, signs of each kind."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hinterland.brief.document import Brief, Picture, Section, Takeaway
from hinterland.codes import Language
from hinterland.models import Claim, Evidence, Indicator, Observation, Reliability, Source

CELMA = Source(
    id="CELMA-PANEL",
    title="Province panel of the Ministry of Finance",
    publisher="Ministry of Finance of China",
    via="a mirror",
    released="2026",
    address="https://example.org/panel_of_provinces.csv?a=1&b=2",
    reliability="official",
    note="Read twice.",
)
DAILY = Source(
    id="CDB-2026",
    title="China's Trade Map Shifts Inland: Anhui Joins the Trillion-RMB Club",
    publisher="China Daily Brief",
    released="2026-01",
    reliability="news",
)

BOTH = {"op": "level", "basis": "operating-unit", "currency": "CNY"}


def observed(number: int, value: str, unit: str = "CNY", *, source: Source = CELMA, half: str = "0.05", **said: Any) -> Observation:
    """A figure with an interval of half a digit either way."""
    period = said.pop("period", "2025")
    reliability: Reliability = said.pop("reliability", source.reliability)
    middle, width = Decimal(value), Decimal(half)
    return Observation(
        id=f"{number:032x}", indicator=Indicator.model_validate({**BOTH, **said}), region="CN-AH", period=period, value=middle,
        low=middle - width, high=middle + width, unit=unit, precision=2 * width, source=source.id, released=source.released,
        reliability=reliability, file="figures.csv", row=number,
    )  # fmt: skip


def stated(o: Observation, *more: Observation, source: Source = CELMA, how: str = "as published", caveats: tuple[str, ...] = ()) -> Claim:
    """The claim that a figure has its value."""
    evidence = Evidence(
        low=o.low,
        high=o.high,
        unit=o.unit,
        expression=how,
        observations=[o, *more],
        sources=[source],
        sql="SELECT 1",
        caveats=list(caveats),
    )
    return Claim(
        id=f"c{o.row}", kind="value", subject="CN-AH", indicator=o.indicator, period=o.period, low=o.low, high=o.high, unit=o.unit,
        verdict="supported", evidence=evidence,
    )  # fmt: skip


TOTAL = observed(1, "1013560000000", half="5000000", flow="total")
GROWTH = observed(2, "17.3", "percent", source=DAILY, op="growth")
EXPORTS = observed(3, "682310000000", half="5000000", source=DAILY, flow="export")
IMPORTS = observed(4, "331250000000", half="5000000", source=DAILY, flow="import")
BALANCE = observed(5, "351060000000", half="10000000", source=DAILY, op="balance")


def evidence() -> list[Claim]:
    """What the marks lead to: an official figure, a report's, one with a caveat, a computed one."""
    alone = ("stands on one article or report only (China Daily Brief)",)
    balance = stated(EXPORTS, IMPORTS, source=DAILY, how="exports - imports")
    computed = balance.model_copy(update={"id": "c5", "indicator": BALANCE.indicator, "low": BALANCE.low, "high": BALANCE.high})
    return [
        stated(TOTAL),
        stated(GROWTH, source=DAILY),
        stated(EXPORTS, source=DAILY, caveats=alone),
        computed.model_copy(
            update={"evidence": balance.evidence and balance.evidence.model_copy(update={"low": BALANCE.low, "high": BALANCE.high})}
        ),
    ]


def picture(language: Language = "en") -> Picture:
    """A line of the total over three years."""
    year, total = ("Year", "Trade, billion yuan") if language == "en" else ("年份", "进出口（亿元）")
    scale = 1 if language == "en" else 10
    values = [{year: y, total: round(v * scale, 2)} for y, v in (("2023", 805.4), ("2024", 864.85), ("2025", 1013.56))]
    return Picture(
        key="total",
        title="Anhui's trade passed 1 trillion yuan in 2025 [1]" if language == "en" else "2025年安徽进出口超过1万亿元[1]",
        subtitle="Billion yuan, a year" if language == "en" else "亿元，按年",
        source="Source: Ministry of Finance of China" if language == "en" else "来源：财政部",
        alt="A line that rises over three years" if language == "en" else "三年间上升的折线",
        spec={
            "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
            "data": {"values": values},
            "padding": {"left": 16, "right": 16, "top": 60, "bottom": 20},
            "config": {"font": "Liberation Sans, sans-serif" if language == "en" else "Hinterland Sans SC, sans-serif"},
            "height": 200,
            "mark": {"type": "line", "point": True},
            "encoding": {"x": {"field": year, "type": "ordinal"}, "y": {"field": total, "type": "quantitative"}},
        },
        rows=values,
        marks=[1],
    )


def brief(language: Language = "en", **said: Any) -> Brief:
    """The brief; what is `said` takes the place of what it would say."""
    return Brief(**{**_told(language), "evidence": evidence(), "newest": "2026-01-23", "state": 7, "language": language, **said})


def _told(language: Language) -> dict[str, Any]:
    if language == "zh":
        return {
            "subject": "CN-AH",
            "name": "安徽",
            "period": "2025",
            "headline": "2025年安徽进出口突破1万亿元",
            "standfirst": ["2025年安徽进出口10135.6亿元[1]，同比增长17.3%[2]。"],
            "takeaways": [
                Takeaway("2025年安徽进出口10135.6亿元[1]。", "quote", "official", "由官方发布，可以引用。"),
                Takeaway("2025年安徽出口6823.1亿元[3]。", "look", "one-source", "仅见于一篇报道。"),
            ],
            "sections": [
                Section("totals", "总量", [["2025年安徽出口6823.1亿元[3]。", "贸易顺差3510.6亿元[4]。"]], [picture("zh")]),
            ],
        }
    return {
        "subject": "CN-AH",
        "name": "Anhui",
        "period": "2025",
        "headline": "Anhui's trade passed 1 trillion yuan in 2025",
        "standfirst": ["Anhui's trade came to 1,013.56 billion yuan [1] in 2025, up 17.3% [2] on a year before."],
        "takeaways": [
            Takeaway("Anhui's trade came to 1,013.56 billion yuan in 2025 [1].", "quote", "official", "It was published by an office."),
            Takeaway("Anhui's trade rose 17.3% in 2025 [2].", "hedge", "news", "Say that a newspaper reported it."),
            Takeaway("Anhui's exports came to 682.31 billion yuan in 2025 [3].", "look", "one-source", "It stands on one article alone."),
        ],
        "sections": [
            Section(
                "totals",
                "Overall",
                [["Anhui's exports came to 682.31 billion yuan in 2025 [3].", "That left a surplus of 351.06 billion yuan [4]."]],
                [picture()],
            ),
        ],
    }
