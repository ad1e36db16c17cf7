"""The hint of an error, which each surface words for itself."""

from __future__ import annotations

import pickle
import re
from string import Formatter

import pytest

from hinterland.errors import InputError, worded
from hinterland.packaged import read_words

HINTS = read_words("hinterland", "hints.csv")


def test_a_hint_is_worded_for_the_surface_that_it_is_read_on() -> None:
    error = InputError("nothing is held for Mars", "coverage", subject="MARS")
    assert error.typed == "nothing is held for Mars; `hinterland coverage MARS` shows what is held"
    assert error.by_surface() == {
        "rest": "nothing is held for Mars; /api/coverage?subject=MARS shows what is held",
        "mcp": "nothing is held for Mars; hinterland://coverage/MARS lists all that is held",
        "page": "nothing is held for Mars",
    }
    assert str(InputError("nothing is held")) == "nothing is held"


def test_an_error_keeps_its_hint_on_its_way_between_processes() -> None:
    again = pickle.loads(pickle.dumps(InputError("there is no state 9", "states")))
    assert again.on("rest") == "there is no state 9; /api/states lists them"


@pytest.mark.parametrize("key", HINTS)
def test_only_the_command_line_is_sent_to_commands(key: str) -> None:
    named = {name for text in HINTS[key].values() for _, name, _, _ in Formatter().parse(text) if name}
    told = {s: worded(key, s, **dict.fromkeys(named, "X")) for s in ("command", "rest", "mcp", "page")}
    assert "`hinterland " in told["command"] or "--" in told["command"]
    assert all(not re.search(r"`hinterland |--\w", told[s]) for s in ("rest", "mcp", "page"))
    assert all(text == "" or text.startswith("; ") for text in told.values())
