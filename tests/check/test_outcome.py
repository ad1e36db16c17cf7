"""What a report without findings says: that nothing is wrong only where everything was checked, and why a claim stays open."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from hinterland.api import Hinterland
from hinterland.check.output import FORMATS
from hinterland.serve.verbs.assistants import check_brief

TODAY = date(2026, 3, 15)
RIGHT = {"en": "Zhejiang's trade grew 5.4 percent in 2025.", "zh": "2025年浙江进出口增长5.4%。"}
LEFT = {
    "en": "Zhejiang's trade grew 5.4 percent in 2025. Anhui's exports of tea were 3.1 billion yuan in 2025.",
    "zh": "2025年浙江进出口增长5.4%。2025年安徽茶叶出口31亿元。",
}
NOTHING = {"en": "Nothing wrong was found.", "zh": "没有发现问题。"}
OPEN = {"en": "No error is certain. Not settled: 1 of 2 claims", "zh": "没有确定的错误。2条表述中有1条未能核实"}


@pytest.mark.parametrize("form", ["full", "html"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_is_wrong_only_where_all_was_checked(hinterland: Hinterland, form: str, language: str) -> None:
    right, left = (FORMATS[form](hinterland.check(text[language], dated=TODAY)) for text in (RIGHT, LEFT))
    assert NOTHING[language] in right and OPEN[language] not in right
    assert OPEN[language] in left and NOTHING[language] not in left


def test_what_is_unlike_the_data_is_counted_and_an_option_named_on_the_console_alone(hinterland: Hinterland) -> None:
    report = hinterland.check(LEFT["en"], dated=TODAY)
    report = replace(report, doubted=(report.claims[1].id,))
    assert ", 1 of them unlike the data (--ask shows why)." in FORMATS["full"](report)
    assert ", 1 of them unlike the data." in FORMATS["html"](report) and "--" not in FORMATS["html"](report).partition("<main>")[2]


def test_an_assistant_is_told_of_no_option(hinterland: Hinterland) -> None:
    told = json.loads(check_brief(hinterland, LEFT["en"], dated=TODAY).body)
    assert "These releases would decide them" in told["not_checked"] and "--" not in told["not_checked"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Zorbia's exports of glimmer rose 12 percent.", "read too uncertainly to be checked"),
        ("Exports rose 41.2 percent.", "read too uncertainly to be checked"),
        ("Anhui's exports of tea were 3.1 billion yuan in 2025.", "nothing is held to check it against"),
        ("2025年安徽茶叶出口31亿元。", "nothing is held to check it against"),
    ],
)
def test_a_reason_tells_what_was_read_uncertainly_from_what_is_not_held(hinterland: Hinterland, text: str, reason: str) -> None:
    assert {c.reason for c in hinterland.check(text, dated=TODAY).claims} == {reason}


@pytest.mark.parametrize(
    ("text", "said"), [("The fair opens on Monday.", "No claim was read in it"), ("博览会下周一开幕。", "未读出可核对的表述")]
)
def test_a_text_without_claims_is_not_called_right(hinterland: Hinterland, text: str, said: str) -> None:
    report = FORMATS["full"](hinterland.check(text, dated=TODAY))
    assert said in report and not any(x in report for x in (*NOTHING.values(), "Not settled: nothing", "未能核实：无"))
