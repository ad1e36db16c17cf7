"""Fetching from UN Comtrade with a client of our own making, which answers as the service does: what is asked, kept, waited for and refused."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from hinterland.api import Hinterland
from hinterland.api import open as open_warehouse
from hinterland.sources.live import comtrade
from hinterland.sources.live.asking import ATTEMPTS, PAUSE
from hinterland.sources.reading import InputError, Options

pandas = pytest.importorskip("pandas")


def row(asked: dict[str, Any], partner: int, product: str, value: float) -> dict[str, Any]:
    """A row as the service gives it, most of its columns."""
    return {
        "typeCode": "C", "freqCode": asked["freqCode"], "refPeriodId": 20240101, "refYear": 2024, "refMonth": 52, "period": asked["period"],
        "reporterCode": int(asked["reporterCode"]), "reporterISO": "CHN", "reporterDesc": "China", "flowCode": asked["flowCode"], "partnerCode": partner,
        "partner2Code": 0, "classificationCode": "H6", "cmdCode": product, "customsCode": "C00", "mosCode": "0", "motCode": 0, "qtyUnitAbbr": "kg",
        "qty": 1000.0, "netWgt": 1000.0, "cifvalue": None, "fobvalue": value, "primaryValue": value, "isReported": False, "isAggregate": True,
    }  # fmt: skip


class Service:
    """The client, with answers to give in turn; the last is given for ever."""

    def __init__(self, *answers: Any) -> None:
        self.answers, self.asked, self.keys = list(answers), [], []  # type: ignore[var-annotated]

    def final(self, key: str | None, **asked: Any) -> Any:
        self.keys.append(key)
        self.asked.append(asked)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, str):
            print(answer)
            return None
        return pandas.DataFrame([row(asked, *cells) for cells in answer])

    def preview(self, **asked: Any) -> Any:
        return self.final(None, **asked)


BATTERIES = [(842, "850760", 5e9), (276, "850760", 3e9), (0, "850760", 2e10)]


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Puts a service in the client's place."""
    monkeypatch.delenv(comtrade.VARIABLE, raising=False)
    comtrade._numbers.cache_clear()

    def put(*answers: Any) -> Service:
        service = Service(*answers)
        made = SimpleNamespace(
            getFinalData=service.final,
            previewFinalData=service.preview,
            convertCountryIso3ToCode=lambda code: {"CHN": "156", "USA": "842"}.get(code, ""),
        )
        monkeypatch.setitem(sys.modules, "comtradeapicall", made)
        return service

    return put


def test_one_file_for_each_reporter_period_and_flow_with_totals_only(client: Any, tmp_path: Path) -> None:
    service, waits = client(BATTERIES), []
    found = comtrade.fetch(
        ["中国", "USA"], ["2023", "2024-11/2024-12"], ["export"], tmp_path, products="850760", key="secret", wait=waits.append
    )
    assert [f.path.name for f in found if f.path] == [
        f"comtrade-{reporter}-{when}-export-850760.csv" for reporter in ("CHN", "USA") for when in (2023, 202411, 202412)
    ]
    assert [f.rows for f in found] == [3] * 6
    assert [(a["freqCode"], a["period"]) for a in service.asked[:2]] == [("A", "2023"), ("M", "202411")]
    assert {(a["partner2Code"], a["customsCode"], a["motCode"], a["maxRecords"]) for a in service.asked} == {("0", "C00", "0", 100_000)}
    assert set(service.keys) == {"secret"}
    assert waits == [PAUSE] * 5


def test_what_is_there_is_not_fetched_again(client: Any, tmp_path: Path) -> None:
    service = client(BATTERIES)
    comtrade.fetch(["China"], ["2024"], ["export"], tmp_path, key="k", wait=lambda s: None)
    again = comtrade.fetch(["China"], ["2024"], ["export", "import"], tmp_path, key="k", wait=lambda s: None)
    assert [(f.kept, f.rows) for f in again] == [(True, 3), (False, 3)]
    assert len(service.asked) == 2


def test_nothing_reported_makes_no_file(client: Any, tmp_path: Path) -> None:
    client([])
    [one] = comtrade.fetch(["China"], ["2024"], ["export"], tmp_path, key="k")
    assert (one.path, one.rows) == (None, 0)
    assert list(tmp_path.iterdir()) == []


def test_a_full_answer_is_refused_and_leaves_nothing(client: Any, tmp_path: Path) -> None:
    client([(842, f"{n:06}", 1.0) for n in range(500)])
    with pytest.raises(InputError, match=r"CHN 2024 export: the answer has 500 rows, .* set COMTRADE_KEY"):
        comtrade.fetch(["China"], ["2024"], ["export"], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_it_waits_as_long_as_the_service_says(client: Any, tmp_path: Path) -> None:
    service, waits = client('{ "statusCode": 429, "message": "Rate limit is exceeded. Try again in 7 seconds." }', BATTERIES), []
    [one] = comtrade.fetch(["China"], ["2024"], ["export"], tmp_path, key="k", wait=waits.append)
    assert (one.rows, waits, len(service.asked)) == (3, [8.0], 2)


@pytest.mark.parametrize(
    ("answer", "times"),
    [
        ('{ "statusCode": 401, "message": "Access denied due to invalid subscription key secret." }', 1),
        ("Try again in 3600 seconds.", 1),
        ("Try again in 1 seconds.", ATTEMPTS),
        ("Request error: no route", 1),
    ],
)
def test_what_the_service_says_is_told_without_the_key(client: Any, tmp_path: Path, answer: str, times: int) -> None:
    service = client(answer)
    with pytest.raises(InputError, match=r"UN Comtrade gave no answer to CHN 2024 X; it said: ") as caught:
        comtrade.fetch(["China"], ["2024"], ["export"], tmp_path, key="secret", wait=lambda s: None)
    assert "secret" not in str(caught.value)
    assert len(service.asked) == times


def test_a_service_out_of_reach_is_said_without_what_was_asked(client: Any, tmp_path: Path) -> None:
    client(ConnectionError("no route to https://service?subscription-key=secret"))
    with pytest.raises(InputError, match=r"can't be reached, .*\(ConnectionError\)$"):
        comtrade.fetch(["China"], ["2024"], ["export"], tmp_path, key="secret")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"reporters": ["Atlantis"]}, "no reporter 'Atlantis'"),
        ({"periods": ["24"]}, "24"),
        ({"products": "batteries"}, "products are TOTAL"),
        ({"flows": ["total"]}, "a flow is export or import"),
        ({"folder": Path("nowhere")}, "there is no folder nowhere"),
    ],
)
def test_what_cant_be_asked_is_said_before_anything_is(client: Any, tmp_path: Path, said: dict[str, Any], sentence: str) -> None:
    service = client(BATTERIES)
    given: dict[str, Any] = {
        "reporters": ["China"],
        "periods": ["2024"],
        "flows": ["export"],
        "folder": tmp_path,
        "products": "AG6",
        **said,
    }
    with pytest.raises(InputError, match=sentence):
        comtrade.fetch(given["reporters"], given["periods"], given["flows"], given["folder"], products=given["products"])
    assert service.asked == []


def test_without_the_client_its_extra_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "comtradeapicall", None)
    with pytest.raises(InputError, match=r"the extra \[comtrade\]"):
        comtrade.fetch(["China"], ["2024"], ["export"], tmp_path)


def test_what_was_fetched_is_loaded_and_asked_for(client: Any, tmp_path: Path, warehouse: Path) -> None:
    client(BATTERIES)
    [one] = comtrade.fetch(["China"], ["2024"], ["export"], tmp_path, products="850760", key="k")
    with open_warehouse(warehouse) as h:
        assert one.path is not None
        report = h.load([one.path], options=Options())
        assert (report.files[0].rows_read, report.files[0].rows_quarantined) == (3, 0)
        assert held(h) == [("DEU", 3e9), ("USA", 5e9), ("world", 2e10)]


def held(h: Hinterland) -> list[tuple[str, float]]:
    rows = h.sql("SELECT partner, value FROM records WHERE region = 'CN' AND product = '850760' ORDER BY partner").fetchall()
    return [(partner, float(value)) for partner, value in rows]


def test_the_command_tells_each_file(client: Any, tmp_path: Path, run: Callable[..., Any]) -> None:
    client(BATTERIES, [])
    told = run(
        "fetch",
        "comtrade",
        "--reporter",
        "CHN",
        "--period",
        "2024",
        "--output",
        str(tmp_path),
        "--product",
        "850760",
        "--output-format",
        "json",
    )
    files = json.loads(told.out)["files"]
    assert [(f["asked"], f["rows"], f["kept"]) for f in files] == [("CHN 2024 export", 3, False), ("CHN 2024 import", 0, False)]
