"""Fetching exports of the states from a service on this machine that answers in the documented form of the Census Bureau's API, and reading what came."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.sources.loopback import Asked, Loopback, Reply, serving

from hinterland.api import open as open_warehouse
from hinterland.sources import census as form
from hinterland.sources.live import census
from hinterland.sources.live.asking import ATTEMPTS, PAUSE
from hinterland.sources.reading import InputError, Options
from hinterland.sources.registry import find_format

KEY = "0123456789secret"
STATES = [("-", "-", "TOTAL FOR ALL COUNTRIES"), ("TX", "-", "TOTAL FOR ALL COUNTRIES"), ("CA", "-", "TOTAL FOR ALL COUNTRIES")]
PARTNERS = [("TX", "2010", "MEXICO"), ("TX", "5800", "KOREA, SOUTH"), ("TX", "0003", "EUROPEAN UNION")]


def answered(asked: Asked, lines: list[tuple[str, str, str]], products: tuple[str, ...] = ("-",)) -> Reply:
    """An answer as the guide shows it: the columns that were asked for, then those of the parameters, all of them text."""
    names = asked.query["get"][0].split(",")
    given = [n for n in asked.query if n not in ("get", "key")]
    year, month = asked.query["YEAR"][0], asked.query["MONTH"][0]
    rows = [names + given]
    for n, (state, country, called) in zip(range(9, 0, -3), lines, strict=False):
        for product in products:
            cells = {
                "STATE": state, "CTY_CODE": country, "CTY_NAME": called, "E_COMMODITY": product, "ALL_VAL_MO": str(1_000_000_007 * n),
                "ALL_VAL_YR": str(12_000_000_101 * n), "YEAR": year, "MONTH": month,
            }  # fmt: skip
            rows.append([cells.get(name) or asked.query.get(name, [""])[0] for name in names + given])
    return Reply(rows)


@pytest.fixture
def states() -> Iterator[Loopback]:
    """The service, with totals of the nation and two states."""
    with serving(lambda asked, _: answered(asked, STATES)) as service:
        yield service


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(census.VARIABLE, raising=False)


def fetch(service: Loopback, folder: Path, *periods: str, **how: Any) -> Any:
    return census.fetch(periods or ["2024"], folder, **{"key": KEY, "address": service.address, "wait": lambda s: None, **how})


# -- what is asked


def test_a_year_is_asked_by_its_december_and_months_one_by_one(states: Loopback, tmp_path: Path) -> None:
    waits: list[float] = []
    found = fetch(states, tmp_path, "2023", "2024-11/2024-12", wait=waits.append)
    assert [f.path.name for f in found] == [f"census-states-{m}-TOTAL.json" for m in (202312, 202411, 202412)]
    assert [(a.query["YEAR"], a.query["MONTH"]) for a in states.asked] == [(["2023"], ["12"]), (["2024"], ["11"]), (["2024"], ["12"])]
    assert all(a.query["key"] == [KEY] and a.query["SUMMARY_LVL2"] == ["ST", "TO"] for a in states.asked)
    assert all("STATE" in a.query["get"][0] and "ALL_VAL_YR" in a.query["get"][0] for a in states.asked)
    assert (waits, [f.rows for f in found]) == ([PAUSE] * 2, [3] * 3)


@pytest.mark.parametrize(
    ("how", "asked"),
    [
        ({"partners": True}, {"SUMMARY_LVL2": ["STCY", "CY"], "SUMMARY_LVL": ["DET"]}),
        ({"products": "AG4"}, {"SUMMARY_LVL2": ["HSST", "HS"], "COMM_LVL": ["HS4"]}),
        ({"products": "27,850760"}, {"SUMMARY_LVL2": ["HSST", "HS"], "E_COMMODITY": ["27", "850760"]}),
    ],
)
def test_rows_are_named_by_the_guides_levels(states: Loopback, tmp_path: Path, how: dict[str, Any], asked: dict[str, list[str]]) -> None:
    fetch(states, tmp_path, **how)
    [one] = states.asked
    assert {n: one.query[n] for n in asked} == asked
    assert not set(asked) & set(one.query["get"][0].split(","))


def test_what_is_there_is_not_fetched_again(states: Loopback, tmp_path: Path) -> None:
    fetch(states, tmp_path, "2023")
    again = fetch(states, tmp_path, "2023", "2024")
    assert [(f.kept, f.rows) for f in again] == [(True, 3), (False, 3)]
    assert len(states.asked) == 2


def test_the_key_comes_from_the_variable_and_stands_in_no_file(states: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(census.VARIABLE, KEY)
    [one] = fetch(states, tmp_path, key=None)
    assert states.asked[0].query["key"] == [KEY]
    assert KEY not in one.path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        ({"key": None}, r"answers nobody without a key, .* CENSUS_API_KEY"),
        ({"products": "batteries"}, "products are TOTAL"),
        ({"products": "AG2", "partners": True}, "by country or by product, not by both"),
        ({"folder": Path("nowhere")}, "there is no folder nowhere"),
        ({"periods": ["2009"]}, "from 2010-01 on, not 2009-12"),
        ({"periods": ["24"]}, "24"),
        ({"address": "file:///etc/passwd"}, "begins with https://"),
    ],
)
def test_what_cant_be_asked_is_said_before_anything_is(states: Loopback, tmp_path: Path, how: dict[str, Any], sentence: str) -> None:
    given = {"periods": ["2024"], "folder": tmp_path, "key": KEY, "address": states.address, **how}
    with pytest.raises(InputError, match=sentence):
        census.fetch(given.pop("periods"), given.pop("folder"), **given)
    assert states.asked == []


# -- what goes wrong


def test_nothing_reported_makes_no_file(tmp_path: Path) -> None:
    with serving(lambda asked, n: Reply(status=204)) as service:
        [one] = fetch(service, tmp_path, "2030-01")
    assert (one.path, one.rows, list(tmp_path.iterdir())) == (None, 0, [])


def test_it_waits_as_long_as_the_service_says_and_asks_again(tmp_path: Path) -> None:
    waits: list[float] = []
    busy = Reply(b"slow down", 429, {"Retry-After": "7"})
    with serving(lambda asked, n: busy if n == 0 else answered(asked, STATES)) as service:
        [one] = fetch(service, tmp_path, wait=waits.append)
    assert (one.rows, waits, len(service.asked)) == (3, [7 + PAUSE], 2)


@pytest.mark.parametrize(("headers", "times"), [({"Retry-After": "3600"}, 1), ({}, ATTEMPTS)])
def test_a_service_that_stays_busy_is_left_alone(tmp_path: Path, headers: dict[str, str], times: int) -> None:
    with serving(lambda asked, n: Reply(f"quota of {KEY}".encode(), 503, headers)) as service:
        with pytest.raises(InputError, match=r"is busy or counts too many questions \(status 503\).*quota of \*\*\*; try again later$"):
            fetch(service, tmp_path)
        assert len(service.asked) == times


@pytest.mark.parametrize(
    ("reply", "sentence"),
    [
        (Reply(b"", 302, {"Location": "/data/invalid_key.html"}), r"the key in CENSUS_API_KEY is invalid; check it"),
        (Reply(b"<html><head><title>Missing Key</title></head></html>"), r"the key in CENSUS_API_KEY is missing"),
        (Reply(b"error: unknown variable 'STATE_NAME'", 400), r"status 400; it said: error: unknown variable 'STATE_NAME'$"),
        (Reply(f"no {KEY}".encode(), 403), r"refuses the question \(status 403\); it said: no \*\*\*$"),
        (Reply(b"<p>maintenance</p>"), r"something else than JSON; it said: maintenance$"),
        (Reply({"rows": []}), r"a list of rows of one length"),
        (Reply([["A", "B"], ["1"]]), r"a list of rows of one length"),
        (Reply([["STATE", "ALL_VAL_MO"], ["TX", "1"]]), r"no column ALL_VAL_YR, which was asked for"),
    ],
)
def test_what_the_service_says_is_told_in_a_sentence_without_the_key(tmp_path: Path, reply: Reply, sentence: str) -> None:
    with serving(lambda asked, n: reply) as service, pytest.raises(InputError, match=sentence) as caught:
        fetch(service, tmp_path)
    assert KEY not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_service_out_of_reach_is_said(states: Loopback, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"the US Census Bureau can't be reached \(ConnectionRefusedError\); check the network"):
        census.fetch(["2024"], tmp_path, key=KEY, address="http://127.0.0.1:1", wait=lambda s: None)


def test_a_damaged_file_is_told_and_not_taken_for_held(states: Loopback, tmp_path: Path) -> None:
    [one] = fetch(states, tmp_path)
    one.path.write_bytes(one.path.read_bytes()[:-40])
    with pytest.raises(InputError, match="is not JSON, or was cut; fetch it again"):
        fetch(states, tmp_path)


# -- what it means


def test_a_row_is_the_month_and_the_year_to_date_of_a_state(states: Loopback, tmp_path: Path) -> None:
    [one] = fetch(states, tmp_path, "2024-05")
    assert find_format(one.path) is form
    reading = form.read(one.path, Options())
    assert (reading.rows_read, reading.quarantined, [s.id for s in reading.sources]) == (3, [], ["US-CENSUS-STATES"])
    assert [(f.region, f.period, f.value) for f in reading.figures[:4]] == [
        ("US", "2024-05", Decimal(9_000_000_063)),
        ("US", "2024-01/2024-05", Decimal(108_000_000_909)),
        ("US-TX", "2024-05", Decimal(6_000_000_042)),
        ("US-TX", "2024-01/2024-05", Decimal(72_000_000_606)),
    ]
    assert {(f.flow, f.unit, f.basis, f.product, f.partner) for f in reading.figures} == {
        ("export", "USD", "destination-origin", "all", "world")
    }


def test_a_december_tells_the_year_and_a_january_itself_once(states: Loopback, tmp_path: Path) -> None:
    december, january = fetch(states, tmp_path, "2023", "2024-01")
    assert {f.period for f in form.read(december.path, Options()).figures} == {"2023-12", "2023"}
    assert {f.period for f in form.read(january.path, Options()).figures} == {"2024-01"}


def test_countries_are_found_by_the_bureaus_names_and_groups_rejected(tmp_path: Path) -> None:
    with serving(lambda asked, n: answered(asked, PARTNERS)) as service:
        [one] = fetch(service, tmp_path, partners=True)
    reading = form.read(one.path, Options())
    assert [f.partner for f in reading.figures if f.period == "2024"] == ["MEX", "KOR"]
    assert [(q.row, q.reason[:21]) for q in reading.quarantined] == [(4, "a group of countries ")]


def test_products_keep_their_leading_zeros(tmp_path: Path) -> None:
    with serving(lambda asked, n: answered(asked, STATES, ("02", "8507", "850760"))) as service:
        [one] = fetch(service, tmp_path, products="02,8507,850760")
    assert [f.product for f in form.read(one.path, Options()).figures if (f.region, f.period) == ("US", "2024")] == ["02", "8507", "850760"]


def test_an_answer_saved_by_hand_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "saved.json"
    path.write_text(json.dumps([["STATE", "ALL_VAL_MO", "time", "STATE"], ["TX", "5", "2024-03", "TX"]]), encoding="utf-8")
    assert find_format(path) is form
    [figure] = form.read(path, Options(released="2024-05-02")).figures
    assert (figure.region, figure.period, figure.value, figure.released) == ("US-TX", "2024-03", Decimal(5), "2024-05-02")


@pytest.mark.parametrize(
    ("names", "cells", "reason"),
    [
        (["STATE", "ALL_VAL_MO", "time"], ["QQ", "5", "2024-03"], "no table of regions has US-QQ"),
        (["STATE", "ALL_VAL_MO", "time"], ["TX", "(D)", "2024-03"], "is not an amount"),
        (["STATE", "ALL_VAL_MO", "time"], ["TX", "5", "2024"], "is not a month"),
        (["STATE", "ALL_VAL_MO", "time"], ["TX", "5", "2024-13"], "202413"),
        (["STATE", "ALL_VAL_MO", "time"], ["TX", "9" * 50, "2024-03"], "is not an amount"),
        (["STATE", "ALL_VAL_MO", "time", "E_COMMODITY"], ["TX", "5", "2024-03", "8507600010"], "not an HS code"),
        (["STATE", "ALL_VAL_MO", "time", "NAICS"], ["TX", "5", "2024-03", "3344"], "an industry by NAICS"),
        (["STATE", "ALL_VAL_MO", "time", "CTY_CODE"], ["TX", "5", "2024-03", "2010"], "ask for CTY_NAME too"),
        (["STATE", "ALL_VAL_MO", "time", "CTY_CODE", "CTY_NAME"], ["TX", "5", "2024-03", "9999", "ATLANTIS"], "ATLANTIS"),
    ],
)
def test_a_row_that_cant_be_read_is_rejected_with_its_reason(tmp_path: Path, names: list[str], cells: list[str], reason: str) -> None:
    path = tmp_path / "saved.json"
    path.write_text(json.dumps([names, cells]), encoding="utf-8")
    reading = form.read(path, Options())
    assert (reading.rows_read, reading.figures) == (1, [])
    assert reason in reading.quarantined[0].reason


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[[", "is not JSON"),
        ('[["STATE", "ALL_VAL_MO"]]', "no column YEAR"),
        ('[["STATE", "YEAR", "MONTH"]]', "no column ALL_VAL_MO or ALL_VAL_YR"),
        ('{"schema": "hinterland.answer/1", "service": "other"}', "is not an answer of census"),
        ('{"schema": "hinterland.answer/1", "service": "census"}', "has lost a part"),
        (
            '{"schema": "hinterland.answer/1", "service": "census", "question": {}, "asked_on": null, "released": 5, "tables": {}, "answer": []}',
            "has lost a part",
        ),
    ],
)
def test_what_is_no_answer_is_refused_in_a_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "saved.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=sentence):
        form.read(path, Options())


# -- the whole way


def test_what_was_fetched_is_loaded_as_observations_with_their_source(states: Loopback, tmp_path: Path, warehouse: Path) -> None:
    [one] = fetch(states, tmp_path)
    with open_warehouse(warehouse) as h:
        report = h.load([one.path], options=Options())
        assert (report.files[0].rows_read, report.files[0].rows_quarantined) == (3, 0)
        rows = h.sql(
            "SELECT region, value, reliability FROM preferred WHERE source = 'US-CENSUS-STATES' AND period = '2024' AND unit = 'USD' ORDER BY region"
        ).fetchall()
    assert [(region, int(value), reliability) for region, value, reliability in rows] == [
        ("US", 108_000_000_909, "official"),
        ("US-CA", 36_000_000_303, "official"),
        ("US-TX", 72_000_000_606, "official"),
    ]


def test_the_command_tells_each_file(states: Loopback, tmp_path: Path, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(census, "ADDRESS", states.address)
    monkeypatch.setenv(census.VARIABLE, KEY)
    told = run("fetch", "census", "--period", "2024", "--output", tmp_path, "--output-format", "json")
    assert [(f["asked"], f["rows"], f["kept"]) for f in json.loads(told.out)["files"]] == [
        ("exports of the states, 2024-12, TOTAL", 3, False)
    ]
    assert "held already" in run("fetch", "census", "--period", "2024", "--output", tmp_path).out
    monkeypatch.delenv(census.VARIABLE)
    refused = run("fetch", "census", "--period", "2023", "--output", tmp_path)
    assert (refused.status, refused.err.count("\n")) == (2, 1)
    assert "CENSUS_API_KEY" in refused.err
