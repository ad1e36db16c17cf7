"""Fetching a dataflow by the client `sdmx1` from a service on this machine that answers as the SDMX standard says, and reading what came."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.sources.loopback import Asked, Loopback, Reply, serving

from hinterland.api import open as open_warehouse
from hinterland.sources import sdmx_csv
from hinterland.sources.live import sdmx
from hinterland.sources.live.asking import ATTEMPTS, PAUSE
from hinterland.sources.reading import InputError, Options
from hinterland.sources.registry import find_format

client = pytest.importorskip("sdmx", reason="the extra [sdmx] is not installed")

SCHEMAS = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1"
DATA = f"""<?xml version="1.0" encoding="UTF-8"?>
<m:GenericData xmlns:m="{SCHEMAS}/message" xmlns:g="{SCHEMAS}/data/generic" xmlns:c="{SCHEMAS}/common">
  <m:Header>
    <m:ID>T1</m:ID><m:Test>false</m:Test><m:Prepared>2025-01-31T09:00:00</m:Prepared><m:Sender id="OFFICE"/>
    <m:Structure structureID="S1" dimensionAtObservation="TIME_PERIOD">
      <c:Structure><Ref agencyID="OFFICE" id="DSD_TRADE" version="1.0"/></c:Structure>
    </m:Structure>
  </m:Header>
  <m:DataSet structureRef="S1">SERIES</m:DataSet>
</m:GenericData>
"""
SERIES = """
    <g:Series>
      <g:SeriesKey><g:Value id="FREQ" value="A"/><g:Value id="REF_AREA" value="BR"/><g:Value id="COUNTERPART_AREA" value="W00"/></g:SeriesKey>
      <g:Attributes><g:Value id="UNIT_MEASURE" value="USD"/><g:Value id="UNIT_MULT" value="6"/></g:Attributes>
      <g:Obs><g:ObsDimension value="YEAR"/><g:ObsValue value="339696.8"/></g:Obs>
    </g:Series>"""


def data(year: str, series: str = SERIES) -> Reply:
    return Reply(DATA.replace("SERIES", series.replace("YEAR", year)).encode(), headers={"Content-Type": "application/xml"})


def answer(asked: Asked, _: int = 0) -> Reply:
    """What an office answers that gives data and no structures."""
    return data(asked.query["startPeriod"][0]) if asked.path.startswith("/data/") else Reply(b"", 404)


@pytest.fixture
def office() -> Iterator[Callable[[Callable[[Asked, int], Reply]], Any]]:
    """Puts an office called ECB on this machine, whose agency the tables know."""
    real = client.source.sources.get("ECB")

    def put(where: Loopback) -> Loopback:
        client.add_source({"id": "ECB", "url": where.address, "name": "On this machine"}, override=True)
        return where

    yield put
    client.source.sources["ECB"] = real


def fetch(folder: Path, *periods: str, **how: Any) -> Any:
    return sdmx.fetch("ECB", "TRADE", periods or ["2023"], folder, **{"wait": lambda s: None, **how})


def test_one_file_for_each_period_with_the_key_as_it_was_given(office: Any, tmp_path: Path) -> None:
    waits: list[float] = []
    with serving(answer) as where:
        office(where)
        found = fetch(tmp_path, "2022", "2023", key="A.BR.W00", wait=waits.append)
        asked = [a for a in where.asked if a.path.startswith("/data/")]
    assert [f.path.name for f in found] == [f"sdmx-ECB-TRADE-A.BR.W00-{y}.csv" for y in (2022, 2023)]
    assert [(a.path, a.query["startPeriod"], a.query["endPeriod"]) for a in asked] == [
        ("/data/TRADE/A.BR.W00", [y], [y]) for y in ("2022", "2023")
    ]
    assert (waits, [f.rows for f in found]) == ([PAUSE], [1, 1])


def test_months_are_asked_for_as_a_span(office: Any, tmp_path: Path) -> None:
    with serving(answer) as where:
        office(where)
        fetch(tmp_path, "2024-01/2024-06")
        assert [where.asked[-1].query[n] for n in ("startPeriod", "endPeriod")] == [["2024-01"], ["2024-06"]]


def test_what_is_there_is_not_fetched_again(office: Any, tmp_path: Path) -> None:
    with serving(answer) as where:
        office(where)
        fetch(tmp_path)
        before = len(where.asked)
        [again] = fetch(tmp_path)
        assert (again.kept, again.rows, len(where.asked)) == (True, 1, before)


@pytest.mark.parametrize("reply", [Reply(b"", 404), data("2023", "")])
def test_nothing_reported_makes_no_file(office: Any, tmp_path: Path, reply: Reply) -> None:
    with serving(lambda asked, n: reply if asked.path.startswith("/data/") else Reply(b"", 404)) as where:
        office(where)
        [one] = fetch(tmp_path)
    assert (one.path, one.rows, list(tmp_path.iterdir())) == (None, 0, [])


def test_it_waits_as_long_as_the_office_says_and_asks_again(office: Any, tmp_path: Path) -> None:
    waits: list[float] = []
    busy = Reply(b"", 429, {"Retry-After": "7"})
    with serving(lambda asked, n: busy if n == 1 else answer(asked)) as where:
        office(where)
        [one] = fetch(tmp_path, wait=waits.append)
    assert (one.rows, waits) == (1, [7 + PAUSE])


@pytest.mark.parametrize(
    ("reply", "sentence", "times"),
    [
        (Reply(b"", 503), r"ECB is busy or counts too many questions \(status 503\); try again later$", ATTEMPTS),
        (Reply(b"", 501), r"ECB gives no data this way", 1),
        (Reply(b"bad key", 400), r"ECB answered with status 400; see whether it has the dataflow", 1),
        (Reply(b"<html>", headers={"Content-Type": "application/xml"}), r"ECB gives an answer that its client doesn't understand", 1),
    ],
)
def test_what_goes_wrong_is_told_in_a_sentence(office: Any, tmp_path: Path, reply: Reply, sentence: str, times: int) -> None:
    with serving(lambda asked, n: reply if asked.path.startswith("/data/") else Reply(b"", 404)) as where:
        office(where)
        with pytest.raises(InputError, match=sentence):
            fetch(tmp_path)
        assert len([a for a in where.asked if a.path.startswith("/data/")]) == times
    assert list(tmp_path.iterdir()) == []


def test_an_office_out_of_reach_is_said(office: Any, tmp_path: Path) -> None:
    office(Loopback("http://127.0.0.1:1"))
    with pytest.raises(InputError, match=r"ECB can't be reached \(ConnectionError\); check the network"):
        fetch(tmp_path)


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        ({"office": "ATLANTIS"}, r"knows no office 'ATLANTIS'; it knows ABS, "),
        ({"dataflow": "../x"}, "a dataflow is named by its id"),
        ({"key": "A/B"}, "a key has the codes of the dimensions in order"),
        ({"periods": ["24"]}, "24"),
        ({"folder": Path("nowhere")}, "there is no folder nowhere"),
    ],
)
def test_what_cant_be_asked_is_said(tmp_path: Path, how: dict[str, Any], sentence: str) -> None:
    given = {"office": "ECB", "dataflow": "TRADE", "periods": ["2023"], "folder": tmp_path, **how}
    with pytest.raises(InputError, match=sentence):
        sdmx.fetch(given.pop("office"), given.pop("dataflow"), given.pop("periods"), given.pop("folder"), **given)


def test_what_was_fetched_is_read_with_the_agency_as_its_source(office: Any, tmp_path: Path) -> None:
    with serving(answer) as where:
        office(where)
        [one] = fetch(tmp_path)
    assert find_format(one.path) is sdmx_csv
    reading = sdmx_csv.read(one.path, Options(flow="export"))
    [figure] = reading.figures
    assert (figure.region, figure.period, figure.value, figure.unit, figure.partner) == (
        "BR",
        "2023",
        Decimal("339696800000"),
        "USD",
        "world",
    )
    assert [(s.id, s.publisher, s.reliability) for s in reading.sources] == [("ECB-TRADE", "European Central Bank", "official")]


def test_what_was_fetched_is_loaded_as_observations_with_their_source(office: Any, tmp_path: Path, warehouse: Path) -> None:
    with serving(answer) as where:
        office(where)
        [one] = fetch(tmp_path)
    with open_warehouse(warehouse) as h:
        report = h.load([one.path], options=Options(flow="export"))
        assert (report.files[0].rows_read, report.files[0].rows_quarantined) == (1, 0)
        [(region, value)] = h.sql("SELECT region, value FROM observations WHERE source = 'ECB-TRADE' AND unit = 'USD'").fetchall()
    assert (region, value) == ("BR", Decimal("339696800000"))


def test_the_command_tells_each_file(office: Any, tmp_path: Path, run: Callable[..., Any]) -> None:
    with serving(answer) as where:
        office(where)
        told = run("fetch", "sdmx", "ECB", "TRADE", "--period", "2023", "--output", tmp_path, "--output-format", "json")
    assert [(f["asked"], f["rows"]) for f in json.loads(told.out)["files"]] == [("ECB TRADE all, 2023", 1)]


def test_without_the_client_its_extra_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "sdmx", None)
    with pytest.raises(InputError, match=r"the extra \[sdmx\]"):
        sdmx.fetch("ECB", "TRADE", ["2023"], tmp_path)
