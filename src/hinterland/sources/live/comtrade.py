"""UN Comtrade by its own client, `comtradeapicall` (the extra `[comtrade]`): one file for each reporter, period and flow, in the layout that `comtrade` reads.

A file that is there already is not fetched again, so that a run that was stopped goes on. Between two questions there is a pause, and where the service says to wait, it is
waited. Only totals are asked for (second partner 0, all customs procedures and modes of transport), since parts would multiply the rows. A full answer, as long as the
service gives at most, is refused: what is missing in it nobody could tell.

The key comes from the variable COMTRADE_KEY; without one the service shows 500 rows at most.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from hinterland import codes
from hinterland.codes import Period
from hinterland.sources.countries import countries
from hinterland.sources.reading import InputError

VARIABLE = "COMTRADE_KEY"
MOST = {True: 100_000, False: 500}
"""So many rows come in one answer, with a key and without."""

PAUSE = 1.0
"""Seconds between two questions."""

ATTEMPTS = 4
LONGEST_WAIT = 120
"""Seconds; a service that says to wait longer is left alone."""

FLOWS = {"export": "X", "import": "M"}
_WAIT = re.compile(r"in (\d+) second")
_PRODUCTS = re.compile(r"TOTAL|AG[246]|(?:\d\d){1,3}(?:,(?:\d\d){1,3})*")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of one question: the file (`None` where nothing is reported), its rows, and whether it was there already."""

    path: Path | None
    asked: str
    rows: int = 0
    kept: bool = False

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {"path": None if self.path is None else str(self.path), "asked": self.asked, "rows": self.rows, "kept": self.kept}


def fetch(
    reporters: Sequence[str],
    periods: Sequence[str],
    flows: Sequence[str],
    folder: Path,
    *,
    products: str = "AG6",
    key: str | None = None,
    wait: Callable[[float], None] = time.sleep,
    progress: Callable[[Fetched], None] = lambda found: None,
) -> list[Fetched]:
    """Fetch what some countries reported of some years or months, by partner and product, into a folder.

    `reporters` are countries as people name them, `products` is TOTAL, AG2, AG4, AG6 or HS codes. Raises `InputError` for what can't be asked, a full answer, and a service that refuses;
    the files fetched before it stay.
    """
    if not _PRODUCTS.fullmatch(products):
        raise InputError(f"products are TOTAL, AG2, AG4, AG6, or HS codes of two, four or six digits (8507,850760), not {products!r}")
    if unknown := [f for f in flows if f not in FLOWS]:
        raise InputError(f"a flow is export or import, not {unknown[0]!r}")
    asked = list(product([_reporter(r) for r in reporters], [t for p in periods for t in _times(p)], flows))
    if not folder.is_dir():
        raise InputError(f"there is no folder {folder}; make it first")
    key = key or os.environ.get(VARIABLE) or None
    found: list[Fetched] = []
    for reporter, when, flow in asked:
        path = folder / f"comtrade-{reporter}-{when}-{flow}-{products.replace(',', '+')}.csv"
        name = f"{reporter} {when} {flow}"
        if path.exists():
            one = Fetched(path, name, _lines(path), kept=True)
        else:
            if any(not f.kept for f in found):
                wait(PAUSE)
            one = _fetched(path, name, _ask(key, reporter, when, FLOWS[flow], products, wait), MOST[key is not None])
        found.append(one)
        progress(one)
    return found


def _fetched(path: Path, asked: str, frame: Any, most: int) -> Fetched:
    """An answer, written as a file beside its place and moved there."""
    if len(frame) >= most:
        more = (
            f"set {VARIABLE} to a key of the service"
            if most == MOST[False]
            else "ask for fewer products (AG4, AG2, or codes), or for months"
        )
        raise InputError(
            f"{asked}: the answer has {len(frame):,} rows, which is all the service gives at once, so some are missing; {more}"
        )
    if not len(frame):
        return Fetched(None, asked)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        frame.to_csv(unfinished, index=False, encoding="utf-8")
        unfinished.replace(path)
    except OSError as e:
        raise InputError(f"{path} can't be written: {e.strerror}") from e
    finally:
        unfinished.unlink(missing_ok=True)
    return Fetched(path, asked, len(frame))


def _ask(key: str | None, reporter: str, when: str, flow: str, products: str, wait: Callable[[float], None]) -> Any:
    """One question, asked again where the service says to wait. The client prints what the service said and gives nothing back."""
    client = _client()
    question: dict[str, Any] = {
        "typeCode": "C", "freqCode": "A" if len(when) == 4 else "M", "clCode": "HS", "period": when, "reporterCode": _numbers(reporter), "cmdCode": products,
        "flowCode": flow, "partnerCode": None, "partner2Code": "0", "customsCode": "C00", "motCode": "0", "maxRecords": MOST[key is not None],
        "format_output": "JSON", "includeDesc": True,
    }  # fmt: skip
    said = ""
    for attempt in range(ATTEMPTS):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed), _reached():
            frame = client.previewFinalData(**question) if key is None else client.getFinalData(key, **question)
        if frame is not None:
            return frame
        said = " ".join(printed.getvalue().replace(key or "\0", "***").split())[:200] or "nothing"
        told = _WAIT.search(said)
        if told is None or int(told[1]) > LONGEST_WAIT or attempt == ATTEMPTS - 1:
            break
        wait(int(told[1]) + PAUSE)
    raise InputError(f"UN Comtrade gave no answer to {reporter} {when} {flow}; it said: {said}")


@contextlib.contextmanager
def _reached() -> Iterator[None]:
    """What the client doesn't catch itself, in a sentence: no network, or an answer that is none. The key may stand in its text, which is why only its kind is told."""
    try:
        yield
    except InputError:
        raise
    except Exception as e:
        raise InputError(f"UN Comtrade can't be reached, or gives no answer that its client understands ({type(e).__name__})") from None


def _client() -> Any:
    try:
        import comtradeapicall
    except ImportError:
        raise InputError('fetching from UN Comtrade needs the extra [comtrade]; pip install "hinterland[comtrade]"') from None
    return comtradeapicall


def _reporter(named: str) -> str:
    """The three letters of a country, named by its code or in either language."""
    try:
        code = codes.find(named, "partner").code
    except LookupError:
        code = named.strip().upper()
    found = next((c.iso3 for c in countries("iso3").values() if code in (c.iso3, c.iso2)), None)
    if found is None:
        raise InputError(f"UN Comtrade has no reporter {named!r}; name a country, as in China, CHN or 中国")
    return found


@cache
def _numbers(reporter: str) -> str:
    """The numbers that Comtrade has for a country, which its client looks up: several, where the country was counted in other bounds before."""
    with _reached():
        found = str(_client().convertCountryIso3ToCode(reporter))
    if not found:
        raise InputError(f"UN Comtrade knows no country {reporter}")
    return found


def _times(text: str) -> list[str]:
    """Years and months as Comtrade writes them."""
    try:
        period = Period.parse(text)
    except ValueError as e:
        raise InputError(str(e)) from e
    if period.kind == "year":
        return [str(period.start // 100)]
    years = range(period.start // 100, period.end // 100 + 1)
    return [str(m) for y in years for m in range(100 * y + 1, 100 * y + 13) if period.start <= m <= period.end]


def _lines(path: Path) -> int:
    with path.open("rb") as f:
        return max(0, sum(1 for _ in f) - 1)
