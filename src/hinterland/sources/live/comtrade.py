"""UN Comtrade by its own client (the extra `[comtrade]`): a file for each reporter, period and flow, as `comtrade` reads; only totals are
asked for. A full answer, as long as the service gives at most, is refused: what is missing in it nobody could tell. Without the key in
COMTRADE_KEY the service shows 500 rows."""

from __future__ import annotations

import contextlib
import io
import os
import re
import time
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from hinterland import codes
from hinterland.errors import refused
from hinterland.plugins import extra_missing
from hinterland.sources.countries import countries
from hinterland.sources.live import asking
from hinterland.sources.reading import InputError

VARIABLE = "COMTRADE_KEY"
MOST = {True: 100_000, False: 500}
"""So many rows come in one answer, with a key and without."""
FLOWS = {"export": "X", "import": "M"}
_WAIT = re.compile(r"in (\d+) second")


def fetch(
    reporters: Sequence[str],
    periods: Sequence[str],
    flows: Sequence[str],
    folder: Path,
    *,
    products: str = "AG6",
    key: str | None = None,
    wait: asking.Wait = time.sleep,
    progress: asking.Progress = lambda found: None,
) -> list[asking.Fetched]:
    """Fetch what some countries reported of some years or months, by partner and product, into a folder. `reporters` are countries as
    people name them, `products` is TOTAL, AG2, AG4, AG6 or HS codes. Raises `InputError` for what can't be asked, a full answer, and a
    service that refuses; the files fetched before it stay."""
    if products not in ("TOTAL", "AG2", "AG4", "AG6") and not asking.CODES.fullmatch(products):
        raise InputError(f"products are TOTAL, AG2, AG4, AG6, or HS codes of two, four or six digits (8507,850760), not {products!r}")
    if unknown := [f for f in flows if f not in FLOWS]:
        raise InputError(f"a flow is export or import, not {unknown[0]!r}")
    reporting, spans = [_reporter(r) for r in reporters], asking.periods_of(periods)
    times = [t for p in spans for t in ([str(p.start // 100)] if p.kind == "year" else map(str, p))]
    asked = list(product(reporting, times, flows))
    asking.existing(folder)
    key = key or os.environ.get(VARIABLE) or None

    def question(reporter: str, when: str, flow: str) -> asking.Question:
        name, path = f"{reporter} {when} {flow}", folder / f"comtrade-{reporter}-{when}-{flow}-{products.replace(',', '+')}.csv"
        most = MOST[key is not None]
        return asking.Question(path, name, lambda: _content(name, _ask(key, reporter, when, FLOWS[flow], products), most), asking.rows_in)

    return asking.fetch_all((question(*one) for one in asked), wait=wait, progress=progress)


def _content(asked: str, frame: Any, most: int) -> bytes | None:
    """An answer as CSV; none where nothing is reported. Raises `InputError` for one that may be cut."""
    if len(frame) >= most:
        more = (
            f"set {VARIABLE} to a key of the service"
            if most == MOST[False]
            else "ask for fewer products (AG4, AG2, or codes), or for months"
        )
        raise InputError(
            f"{asked}: the answer has {len(frame):,} rows, which is all the service gives at once, so some are missing; {more}"
        )
    return frame.to_csv(index=False).encode() if len(frame) else None


def _ask(key: str | None, reporter: str, when: str, flow: str, products: str) -> Any:
    """One question. The client prints what the service said and gives nothing back. Raises `Busy` where the service says to wait."""
    client = _client()
    question: dict[str, Any] = {
        "typeCode": "C", "freqCode": "A" if len(when) == 4 else "M", "clCode": "HS", "period": when, "reporterCode": _numbers(reporter), "cmdCode": products,
        "flowCode": flow, "partnerCode": None, "partner2Code": "0", "customsCode": "C00", "motCode": "0", "maxRecords": MOST[key is not None],
        "format_output": "JSON", "includeDesc": True,
    }  # fmt: skip
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), _reached():
        frame = client.previewFinalData(**question) if key is None else client.getFinalData(key, **question)
    if frame is not None:
        return frame
    said = " ".join(printed.getvalue().replace(key or "\0", "***").split())[:200] or "nothing"
    sentence = f"UN Comtrade gave no answer to {reporter} {when} {flow}; it said: {said}"
    if (wait := _WAIT.search(said)) is None:
        raise InputError(sentence)
    raise asking.Busy(sentence, int(wait[1]))


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
    with refused(ImportError, form=extra_missing("fetching from UN Comtrade needs", "comtrade")):
        import comtradeapicall
    return comtradeapicall


def _reporter(named: str) -> str:
    """The three letters of a country, named by its code or in either language."""
    code = named.strip().upper()
    with contextlib.suppress(LookupError):
        code = codes.find(named, "partner").code
    found = next((c.iso3 for c in countries("iso3").values() if code in (c.iso3, c.iso2)), None)
    if found is None:
        raise InputError(f"UN Comtrade has no reporter {named!r}; name a country by its name or its three letters, as in Brazil or BRA")
    return found


@cache
def _numbers(reporter: str) -> str:
    """The numbers that Comtrade has for a country, which its client looks up: several, where the country was counted in other bounds before."""
    with _reached():
        found = str(_client().convertCountryIso3ToCode(reporter))
    if not found:
        raise InputError(f"UN Comtrade knows no country {reporter}")
    return found
