"""Failures: what could not be checked because the program itself failed, said as such while all else is checked.

`judge_apart` does a work on many things at once and, where that fails, by halves, so that only what fails is lost; `keep_fitting` finds what a work on things together
fails on, and `find_apart` asks a rule for its findings without it. Bad input and interruptions are no failures: they pass.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any, TypeVar

from hinterland.check.context import Context
from hinterland.check.judge import Judged, stated
from hinterland.models import Claim, Evidence, Finding
from hinterland.sources.reading import InputError

Thing = TypeVar("Thing")
Made = TypeVar("Made")

REASON = "could not be checked because of an error of the program"
"""The reason of a claim that an evaluator failed on."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What failed: `step` is `read`, `judge` or the code of a rule; the stretch of the text that is lost with it, the claim where it is one, and the error in a phrase."""

    step: str
    start: int
    end: int
    error: str
    claim: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {"step": self.step, "start": self.start, "end": self.end, "claim": self.claim, "error": self.error}


def failure(step: str, error: Exception, claim: Claim) -> Failure:
    """The failure of a step on a claim."""
    return Failure(step, claim.start or 0, claim.end or 0, phrase(error), claim.id)


def lost(claim: Claim) -> Judged:
    """A claim that an evaluator failed on, left open."""
    open_ = claim.model_copy(update={"verdict": "unverifiable", "reason": REASON, "evidence": Evidence()})
    return Judged(open_, stated(claim), stated(claim))


def phrase(error: BaseException) -> str:
    """An error in a phrase: its kind, what it says, and the line of the package that it came from."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "hinterland" in PurePath(f.filename).parts]
    at = f" at {PurePath(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    said = " ".join(str(error).split())
    return f"{type(error).__name__}{f': {said[:120]}' if said else ''}{at}"


def judge_apart(
    work: Callable[[Sequence[Thing]], list[Made]], things: Sequence[Thing], fail: Callable[[Thing, Exception], Made]
) -> list[Made]:
    """What `work` makes of things, done by halves where it fails; of a thing that it fails on alone, what `fail` makes."""
    try:
        return work(things)
    except InputError:
        raise
    except Exception as error:
        if len(things) == 1:
            return [fail(things[0], error)]
    half = len(things) // 2
    return judge_apart(work, things[:half], fail) + judge_apart(work, things[half:], fail)


def keep_fitting(things: Sequence[Thing], work: Callable[[list[Thing]], object]) -> tuple[list[Thing], list[tuple[Thing, Exception]]]:
    """The things, in order, that `work` does not fail on together, and those that it does, each with its error."""
    kept: list[Thing] = []
    dropped: list[tuple[Thing, Exception]] = []
    parts = [list(things)]
    while parts:
        part = parts.pop()
        try:
            work(kept + part)
            kept += part
        except Exception as error:
            if len(part) == 1:
                dropped.append((part[0], error))
            half = len(part) // 2
            parts += [part[half:], part[:half]] if half else []
    return kept, dropped


def find_apart(code: str, find: Callable[[Context], Iterator[Finding]], context: Context) -> tuple[list[Finding], list[Failure]]:
    """The findings of a rule, without the claims that it fails on; a rule that fails on the text as such finds nothing."""
    found: list[Finding] = []

    def work(judged: list[Judged]) -> None:
        found[:] = find(context if judged is context.judged else replace(context, judged=judged))

    try:
        work(context.judged)
        return found, []
    except Exception as error:
        whole = Failure(code, 0, len(context.text), phrase(error))
    kept, dropped = keep_fitting(context.judged, work)
    try:
        work(kept)
    except Exception:
        return [], [whole]
    return found, [failure(code, error, j.claim) for j, error in dropped]
