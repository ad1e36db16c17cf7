"""Messages in the terms of the command line and of Python."""

from __future__ import annotations

from typing import Any

import pytest

from hinterland.api import Hinterland
from hinterland.errors import VERBS, InputError, in_python


@pytest.mark.parametrize(
    ("typed", "python"),
    [
        ("--horizon is 1 to 10 years, not 77", "horizon is 1 to 10 years, not 77"),
        ("say --flow export or --flow import", 'say flow="export" or flow="import"'),
        ("--flow says export", "flow says export"),
        ("answer with --period, as in --period 2024-01/2024-06.", 'answer with period, as in period="2024-01/2024-06".'),
        ('name it with --unit "100 million yuan"', 'name it with unit="100 million yuan"'),
        ("say so with --whole", "say so with whole=True"),
        ("name another with --warehouse", "name another with location"),
        ("`hinterland bounds CN-AH --period 2024` says what follows", '`h.bounds("CN-AH", period="2024")` says what follows'),
        ("`hinterland coverage western` shows what is held", '`h.coverage("western")` shows what is held'),
        ("hinterland reject 1a2b3c4d", 'h.reject("1a2b3c4d")'),
        ("`hinterland accept 1a2b3c4d --as 2`", '`h.accept("1a2b3c4d", explanation=2)`'),
        ("`hinterland load --each` brings them", "`h.load_each()` brings them"),
        ("`hinterland states` lists them", "`h.states()` lists them"),
        ("`hinterland verify-warehouse` lists them", "`hinterland verify-warehouse` lists them"),
        ("a well-known mark -- and no option", "a well-known mark -- and no option"),
    ],
)
def test_a_message_in_python_names_calls_and_keywords(typed: str, python: str) -> None:
    assert in_python(typed) == python == str(InputError(typed))
    assert InputError(typed).typed == typed and in_python(python) == python


def test_the_commands_that_are_called_otherwise_are_verbs() -> None:
    assert [v for v in VERBS if not callable(getattr(Hinterland, v, None))] == []


@pytest.mark.parametrize(
    ("verb", "arguments", "keywords", "sentence"),
    [
        ("show", ("anhui",), {"flow": ["export", "total"]}, "a flow is one text, 'total' or 'export' or 'import', not ['export', 'total']"),
        ("compare", ("anhui", "henan"), {"unit": 3}, "a currency is one text, 'CNY' or 'USD', not 3"),
        ("bounds", ("anhui", None), {}, "name a period: a period is a year (2025)"),
        ("mine", ("anhui", "2025"), {"top": "3"}, "top is at least 1, not '3'"),
        ("outlook", ("anhui",), {"horizon": "5"}, "horizon is 1 to 10 years, not '5'"),
        ("outlook", ("anhui",), {"threshold": [1]}, "a threshold is one amount, a number or a text"),
        ("outlook_months", ("anhui", 2.5), {}, "months is 1 to 60, not 2.5"),
    ],
)
def test_a_wrong_type_is_answered_in_a_sentence(
    hinterland: Hinterland, verb: str, arguments: tuple[Any, ...], keywords: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(InputError) as refusal:
        getattr(hinterland, verb)(*arguments, **keywords)
    assert sentence in str(refusal.value)
