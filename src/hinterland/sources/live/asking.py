"""What the services share: questions asked one after another, each answer kept as a file, so that a run that was stopped goes on.

A question is a file to write, what to call it, and what asks it. Files that are there already are not asked for again; between two questions there is a pause; where the service
is busy and says for how long, it is waited for, up to a bound.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from hinterland.codes import Period
from hinterland.errors import refused
from hinterland.models import Result
from hinterland.sources.numerals import HS
from hinterland.sources.reading import InputError

PAUSE, ATTEMPTS, LONGEST_WAIT = 1.0, 4, 120
"""Seconds between two questions, unless a service wants more; how often one is asked while it is busy; seconds beyond which a service that says to wait is left alone."""
CODES = re.compile(rf"{HS}(?:,{HS})*")
"""HS codes as products are asked for by them."""
Wait = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Fetched(Result):
    """What became of one question: the file (`None` where nothing is reported), its rows, and whether it was there already."""

    path: Path | None
    asked: str
    rows: int = 0
    kept: bool = False


Progress = Callable[[Fetched], None]


@dataclass(frozen=True, slots=True)
class Content:
    """An answer as the bytes of a file, with the number of its rows."""

    data: bytes
    rows: int


@dataclass(frozen=True, slots=True)
class Question:
    """A file of the folder, what to call its content, what asks for it (`None`: nothing is reported), and what counts the rows of a file that is there."""

    path: Path
    name: str
    ask: Callable[[], Content | None]
    count: Callable[[Path], int]


class Busy(Exception):
    """The service asks to be asked again in `seconds`; the text is the sentence to end with if that is too long or too often."""

    def __init__(self, sentence: str, seconds: float) -> None:
        super().__init__(sentence)
        self.seconds = seconds


def existing(folder: Path) -> Path:
    """The folder, if it is one. Raises `InputError` where there is none."""
    if not folder.is_dir():
        raise InputError(f"there is no folder {folder}; make it first")
    return folder


def fetch_all(
    questions: Iterable[Question], *, pause: float = PAUSE, wait: Wait = time.sleep, progress: Progress = lambda found: None
) -> list[Fetched]:
    """Ask what isn't there yet, in order, and write each answer as a file. Raises `InputError` where one can't be had; the files written before it stay."""
    found: list[Fetched] = []
    for question in questions:
        if question.path.exists():
            one = Fetched(question.path, question.name, question.count(question.path), kept=True)
        else:
            if any(not f.kept for f in found):
                wait(pause)
            answer = question.ask()
            one = Fetched(None, question.name)
            if answer is not None:
                write_whole(question.path, answer.data)
                one = Fetched(question.path, question.name, answer.rows)
        found.append(one)
        progress(one)
    return found


T = TypeVar("T")


def ask_patiently(ask: Callable[[], T], wait: Wait) -> T:
    """What a question gives, asked again where the service is busy. Raises `InputError` where it stays so, or would for too long."""
    for attempt in range(ATTEMPTS):
        try:
            return ask()
        except Busy as busy:
            if busy.seconds > LONGEST_WAIT or attempt == ATTEMPTS - 1:
                raise InputError(str(busy)) from None
            wait(busy.seconds + PAUSE)
    raise AssertionError("a question is asked at least once")


def write_whole(path: Path, data: bytes) -> None:
    """Write a file beside its place and move it there, so that it is whole or absent. Raises `InputError` where it can't be written."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        unfinished.write_bytes(data)
        unfinished.replace(path)
    except OSError as e:
        raise InputError(f"{path} can't be written: {e.strerror}") from e
    finally:
        unfinished.unlink(missing_ok=True)


def periods_of(texts: Sequence[str]) -> list[Period]:
    """Years, months and spans of months as people write them. Raises `InputError` for another."""
    with refused(ValueError):
        return [Period.parse(text) for text in texts]


def rows_in(path: Path) -> int:
    """The rows of a CSV that was fetched before, without its header."""
    with path.open("rb") as f:
        return max(0, sum(1 for _ in f) - 1)
