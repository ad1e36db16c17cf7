"""Statistical offices that speak SDMX, by the client `sdmx1` (the extra `[sdmx]`), named as it names them: a file for each dataflow and
period, as `sdmx_csv` reads. Built to the client's documentation and not yet tried against an office."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from hinterland.codes import Period
from hinterland.errors import refused
from hinterland.plugins import extra_missing
from hinterland.sources.live import asking
from hinterland.sources.live.asking import BUSY, BUSY_WAIT
from hinterland.sources.reading import InputError

TIMEOUT = 120.0
"""Seconds that an answer may take."""
NOTHING, ABSENT = 404, 501
"""Statuses by which the standard says that there are no results, and that an office doesn't offer what was asked."""
T = TypeVar("T")
_DATAFLOW = re.compile(r"[\w.@$-]+")
_KEY = re.compile(r"[\w.+@$-]+")


def fetch(
    office: str,
    dataflow: str,
    periods: Sequence[str],
    folder: Path,
    *,
    key: str = "all",
    wait: asking.Wait = time.sleep,
    progress: asking.Progress = lambda found: None,
) -> list[asking.Fetched]:
    """Fetch a dataflow of an office into a folder, a file for each period; `key` says which series. Raises `InputError` for what can't be asked, without the client, and for an office
    that refuses or can't be reached; the files fetched before it stay."""
    if not _DATAFLOW.fullmatch(dataflow):
        raise InputError(f"a dataflow is named by its id, as in IMTS or EXR, not {dataflow!r}")
    if not _KEY.fullmatch(key):
        raise InputError(f"a key has the codes of the dimensions in order, divided by points, as in A.BR.W00 or M.DE+FR..; not {key!r}")
    spans = asking.periods_of(periods)
    client = _client(office)
    asking.existing(folder)

    def ask() -> Any:
        return client.dataflow(dataflow, params={"references": "all"}, timeout=TIMEOUT)

    @cache
    def structure() -> Any:
        """The definition of the dataflow with its dimensions; `None` where the office gives none."""
        message = asking.ask_patiently(lambda: _answer(office, ask, (NOTHING, ABSENT)), wait)
        return None if message is None else dict(message.dataflow).get(dataflow)

    def question(span: Period) -> asking.Question:
        name = f"{office} {dataflow} {key}, {span}"
        path = folder / f"sdmx-{office}-{dataflow}-{key.replace('+', '_')}-{str(span).replace('/', '-to-')}.csv"
        return asking.Question(path, name, lambda: _content(client, office, dataflow, key, span, structure()), asking.rows_in)

    return asking.fetch_all(map(question, dict.fromkeys(spans)), wait=wait, progress=progress)


def _client(office: str) -> Any:
    """The client for an office. Raises `InputError` without the extra, and for an office that the client doesn't know."""
    with refused(ImportError, form=extra_missing("fetching from an office by SDMX needs", "sdmx")):
        import sdmx
    known = sdmx.list_sources()
    if office not in known:
        raise InputError(f"the client sdmx1 knows no office {office!r}; it knows {', '.join(known)}")
    return sdmx.Client(office)


def _content(client: Any, office: str, dataflow: str, key: str, span: Period, defined: Any) -> bytes | None:
    """A dataflow's observations in a period as SDMX-CSV; none where there are none."""
    first, last = (str(span), str(span)) if span.kind == "year" else (str(Period.of_month(m)) for m in (span.start, span.end))
    spanned, dsd = {"startPeriod": first, "endPeriod": last}, getattr(defined, "structure", None)

    def written() -> bytes | None:
        import pandas

        message = client.data(dataflow, key=key, params=spanned, dsd=dsd, timeout=TIMEOUT)
        frames = [f for data in message.data if len(f := _frame(data, office, dataflow, defined))]
        return pandas.concat(frames).to_csv(index=False).encode() if frames else None

    return _answer(office, written)


def _frame(data: Any, office: str, dataflow: str, defined: Any) -> Any:
    import pandas
    import sdmx
    from sdmx.model import common, v21

    if data.described_by is None:
        data.described_by = defined or v21.DataflowDefinition(id=dataflow, maintainer=common.Agency(id=office), version="1.0")
    return sdmx.to_csv(data, rtype=pandas.DataFrame, attributes="dsgo")


def _answer(office: str, ask: Callable[[], T], nothing: Sequence[int] = (NOTHING,)) -> T | None:
    """What the client gives; `None` where the office answers with a status that says it has nothing. Raises `Busy`, or `InputError` with a sentence for what the client raises."""
    import requests

    try:
        return ask()
    except requests.exceptions.HTTPError as e:
        status, retry_after = (0, "") if e.response is None else (e.response.status_code, e.response.headers.get("Retry-After", ""))
        if status in nothing:
            return None
        if status in BUSY:
            seconds = float(retry_after) if retry_after.isdecimal() else BUSY_WAIT
            raise asking.Busy(f"{office} is busy or counts too many questions (status {status}); try again later", seconds) from None
        raise InputError(f"{office} answered with status {status}; see whether it has the dataflow, and the key its dimensions") from None
    except NotImplementedError:
        if ABSENT in nothing:
            return None
        raise InputError(f"{office} gives no data this way; look on its site for another") from None
    except requests.exceptions.Timeout:
        raise InputError(f"{office} gave no answer within {TIMEOUT:g} seconds; ask for fewer series or a shorter period") from None
    except requests.exceptions.RequestException as e:
        raise InputError(f"{office} can't be reached ({type(e).__name__}); check the network, and the proxy if there is one") from None
    except Exception as e:
        raise InputError(
            f"{office} gives an answer that its client doesn't understand ({type(e).__name__}); ask for another dataflow"
        ) from None
