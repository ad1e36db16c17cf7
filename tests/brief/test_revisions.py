"""Records, peaks and directions between levels of two releases stand only where no revision of the earlier one can have turned them."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

import pytest

from hinterland.api import Hinterland
from hinterland.brief import Brief, research
from hinterland.brief.revisions import Revisions
from hinterland.brief.values import value
from hinterland.claims import evaluate


@pytest.mark.parametrize(
    ("subject", "period", "is_said", "words"),
    [
        ("CN-CQ", "2025", False, "peak"),  # 801 beside 810 billion of a year that nobody published anew
        ("CN-CQ", "2022", True, "the highest in figures"),  # up 2%, as published
        ("CN-GD", "2022", True, "the highest in figures"),  # up 0.5%, as published
        ("CN-LN", "2025", False, "peaked"),  # 3.1% above 2023, of a year revised by one percent in the nation
        ("central", "2025", True, "reached its highest level in figures"),
        ("northeast", "2023", False, "the highest in figures"),
        ("US-TX", "2017", True, "stayed below the peak of $286 billion in 2014"),  # levels of one release
    ],
)
def test_a_record_or_peak_that_a_revision_may_have_turned_is_not_stated(
    brief_of: Callable[..., Brief], subject: str, period: str, is_said: bool, words: str
) -> None:
    brief = brief_of(subject, period)
    told = [
        brief.headline,
        *brief.standfirst,
        *(t.text for t in brief.takeaways),
        *(x for s in brief.sections if not s.detail for x in s.sentences),
    ]
    assert any(words in re.sub(r" \[\d+\]", "", sentence) for sentence in told) is is_said


def test_a_level_is_set_against_its_base_as_revised_where_growth_was_published(hinterland: Hinterland) -> None:
    facts = research(hinterland.indicators, "CN-CQ", "2025").facts
    level = facts.named["totals:level:total"].claim.indicator
    revised = Revisions(hinterland.indicators, facts.agenda.terms)._revised(level, "CN-CQ", ["2022", "2023", "2024"])
    assert set(revised) == {"2023", "2024"}  # No growth of 2023 is held.
    assert round(revised["2024"] / 10**8) == 7149  # 8,006.8 after growth of 12.0%, where 7,154.2 was published first


def test_a_month_s_rate_is_kept_only_where_the_totals_to_date_give_it_too(hinterland: Hinterland) -> None:
    found = research(hinterland.indicators, "CN-GX", "2025-03")
    level = found.facts.named["month:level:total"]
    revisions = Revisions(hinterland.indicators, found.facts.agenda.terms)
    base, growth = revisions.of_totals(level.claim.indicator, "CN-GX", "2025-03") or pytest.fail("the totals are held")
    # 187.33 / 1.168 - 125.37 / 1.215, and what it leaves for March.
    assert base.holds(Decimal("57.2") * 10**9) and growth.holds(Decimal("8.3")) and not growth.holds(Decimal("6.3"))
    computed = found.facts.agenda.questions["months:growth"]
    [computed_] = evaluate(hinterland.indicators, [computed])
    assert round(value(computed_), 1) == Decimal("6.3") and not revisions.keeps(computed_)
    assert revisions.of_totals(level.claim.indicator, "CN-GX", "2025-01") is None
    assert revisions.of_totals(level.claim.indicator, "CN-GX", "2025") is None
