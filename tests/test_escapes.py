"""Control characters are shown and never sent; what people write in stays as it is."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from hinterland.escapes import Visible, one_line, visible


@given(st.text())
def test_escaped_in_json_a_text_is_the_same(text: str) -> None:
    assert json.loads(visible(json.dumps(text, ensure_ascii=False))) == text


@given(st.text())
def test_nothing_is_escaped_twice(text: str) -> None:
    assert visible(visible(text)) == visible(text)


@pytest.mark.parametrize("text", ["安徽省2025年\t1.01万亿元\n", "Côte d’Ivoire – 5%", "👩‍👩‍👧"])
def test_what_people_write_stays(text: str) -> None:
    assert visible(text) == text


@pytest.mark.parametrize("mark", ["\x1b", "\x07", "\x9b", "\x7f", "\r", "\u202e", "\u2066"])
def test_a_control_character_is_shown(mark: str) -> None:
    assert visible(f"a{mark}b") == f"a\\u{ord(mark):04x}b"


def test_a_stream_escapes_what_is_printed_and_lets_colours_through() -> None:
    raw = io.StringIO()
    stream = Visible(raw)
    print("a\x1b[31mb", file=stream)  # type: ignore[call-overload]
    Console(file=stream, force_terminal=True, color_system="standard").print("c", style="red")  # type: ignore[arg-type]
    assert raw.getvalue().startswith("a\\u001b[31mb\n")
    assert "\x1b[31mc\x1b[0m" in raw.getvalue()


def test_nobody_who_reads_ends_the_program_quietly(tmp_path: Path) -> None:
    class Closed:
        def write(self, text: str) -> int:
            raise BrokenPipeError

        def flush(self) -> None:
            raise BrokenPipeError

        def fileno(self) -> int:
            return file.fileno()

    with (tmp_path / "out").open("w", encoding="utf-8") as file:
        closed = Visible(Closed())  # type: ignore[arg-type]
        for write in (lambda: closed.write("figures"), closed.flush):
            with pytest.raises(SystemExit) as ended:
                write()
            assert ended.value.code == 0


def test_a_name_is_one_line() -> None:
    assert one_line("a\nb\t\x1b.csv") == "a\\u000ab\\u0009\\u001b.csv"
