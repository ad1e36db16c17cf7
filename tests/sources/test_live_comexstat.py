"""Fetching the trade of Brazil's states from a service on this machine that answers in the documented form of Comex Stat's API, and reading what came."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.sources.loopback import Asked, Loopback, Reply, serving

from hinterland.api import open as open_warehouse
from hinterland.sources import comexstat_answers as form
from hinterland.sources.answers import Kept
from hinterland.sources.live import comexstat
from hinterland.sources.live.asking import ATTEMPTS
from hinterland.sources.live.asking import PAUSE as MARGIN
from hinterland.sources.reading import InputError, Options, Reading
from hinterland.sources.registry import find_format

STATES = {"Paraná": 30, "São Paulo": 60, "Não Declarada": 10}
COUNTRIES = {"China": "160", "Alemanha": "023", "A Designar": "994"}
SHARES = {"China": 5, "Alemanha": 3, "A Designar": 2}
HEADINGS = {"1201": "Soja, mesmo triturada", "0207": "Carnes e miudezas"}


def answer(data: Any, **more: Any) -> dict[str, Any]:
    return {"data": data, "success": True, "message": None, "processo_info": None, "language": "pt", **more}


def listed(body: dict[str, Any]) -> list[dict[str, str]]:
    """Rows as the service has them: a row for each month and member of the details, all of it text, names in Portuguese."""
    start, end = (int(body["period"][side].replace("-", "")) for side in ("from", "to"))
    months = range(start, end + 1) if body["monthDetail"] else [start]
    rows = []
    for month in months:
        when = {"year": str(month // 100), **({"monthNumber": f"{month % 100:02}"} if body["monthDetail"] else {})}
        for state, amount in STATES.items() if "state" in body["details"] else [("", 100)]:
            named = {"state": state} if state else {}
            if "country" in body["details"]:
                rows += [{**when, **named, "country": c, "metricFOB": str(amount * s * 1000)} for c, s in SHARES.items()]
            elif "heading" in body["details"]:
                rows += [{**when, **named, "headingCode": h, "heading": t, "metricFOB": str(amount * 5000)} for h, t in HEADINGS.items()]
            else:
                rows.append({**when, **named, "metricFOB": str(amount * 10_000)})
    return rows


def service(asked: Asked, _: int = 0) -> Reply:
    """What the service answers when all is well."""
    if asked.path == "/general/dates/updated":
        return Reply(answer({"updated": "2026-09-04", "year": "2026", "monthNumber": "08"}))
    if asked.path == "/tables/countries":
        return Reply(answer({"list": [{"id": n, "text": c} for c, n in COUNTRIES.items()]}))
    return Reply(answer({"list": listed(asked.body)}))


def fetch(where: Loopback, folder: Path, *periods: str, flows: tuple[str, ...] = ("export",), **how: Any) -> Any:
    return comexstat.fetch(periods or ["2024"], flows, folder, **{"address": where.address, "wait": lambda s: None, **how})


def read(path: Path, **said: Any) -> Reading:
    assert find_format(path) is form
    return form.read(path, Options(**said))


# -- what is asked


def test_the_nation_and_the_states_of_a_year_are_two_questions_for_each_flow(tmp_path: Path) -> None:
    waits: list[float] = []
    with serving(service) as where:
        found = fetch(where, tmp_path, flows=("export", "import"), wait=waits.append)
    assert [f.path.name for f in found] == [f"comexstat-{f}-2024-{b}.json" for f in ("export", "import") for b in ("nation", "TOTAL")]
    assert [(a.method, a.path) for a in where.asked[:3]] == [("GET", "/general/dates/updated"), ("POST", "/general"), ("POST", "/general")]
    assert where.asked[2].body == {
        "flow": "export", "monthDetail": False, "period": {"from": "2024-01", "to": "2024-12"}, "filters": [], "details": ["state"],
        "metrics": ["metricFOB"],
    }  # fmt: skip
    assert where.asked[1].body["details"] == []
    assert (waits, [f.rows for f in found]) == ([comexstat.PAUSE] * 4, [1, 3, 1, 3])


def test_months_of_a_year_are_one_question_unless_the_rows_are_many(tmp_path: Path) -> None:
    with serving(service) as where:
        fetch(where, tmp_path, "2024-11/2025-02")
        fetch(where, tmp_path, "2025-01/2025-02", partners=True)
    spans = [(a.body["period"]["from"], a.body["period"]["to"], a.body["monthDetail"], a.body["details"]) for a in where.asked if a.body]
    assert spans == [
        (a, b, True, d) for a, b, ds in (
            ("2024-11", "2024-12", ([], ["state"])), ("2025-01", "2025-02", ([], ["state"])),
            ("2025-01", "2025-01", ([], ["state", "country"])), ("2025-02", "2025-02", ([], ["state", "country"])),
        ) for d in ds
    ]  # fmt: skip


def test_codes_are_asked_for_as_text_so_that_leading_zeros_stay(tmp_path: Path) -> None:
    with serving(service) as where:
        fetch(where, tmp_path, products="1201,0207")
    assert where.asked[-1].body["filters"] == [{"filter": "heading", "values": ["1201", "0207"]}]
    assert where.asked[-1].body["details"] == ["state", "heading"]


def test_what_is_there_is_not_fetched_again(tmp_path: Path) -> None:
    with serving(service) as where:
        fetch(where, tmp_path)
        before = len(where.asked)
        again = fetch(where, tmp_path)
        assert len(where.asked) == before
    assert [(f.kept, f.rows) for f in again] == [(True, 1), (True, 3)]


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        ({"flows": ["total"]}, "a flow is export or import"),
        ({"products": "1201,120190"}, "HS codes of one length"),
        ({"products": "AG2", "partners": True}, "by country or by product, not by both"),
        ({"periods": ["1996"]}, "from 1997-01 on, not 1996"),
        ({"periods": ["24"]}, "24"),
        ({"folder": Path("nowhere")}, "there is no folder nowhere"),
    ],
)
def test_what_cant_be_asked_is_said_before_anything_is(tmp_path: Path, how: dict[str, Any], sentence: str) -> None:
    given = {"periods": ["2024"], "flows": ["export"], "folder": tmp_path, **how}
    with serving(service) as where, pytest.raises(InputError, match=sentence):
        comexstat.fetch(given.pop("periods"), given.pop("flows"), given.pop("folder"), address=where.address, **given)
    assert where.asked == []


# -- what goes wrong


@pytest.mark.parametrize(("period", "instead"), [("2026", "2026-01/2026-08"), ("2026-07/2026-09", "2026-07/2026-08")])
def test_months_that_are_not_out_are_not_asked_for(tmp_path: Path, period: str, instead: str) -> None:
    with serving(service) as where, pytest.raises(InputError, match=f"its months end in 2026-08; ask for {instead}"):
        fetch(where, tmp_path, period)
    assert list(tmp_path.iterdir()) == []


def test_an_answer_that_was_cut_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    def cut(asked: Asked, n: int) -> Reply:
        whole = service(asked, n)
        if asked.body and "country" in asked.body["details"]:
            whole.value["data"]["list"].pop()
        return whole

    with (
        serving(cut) as where,
        pytest.raises(InputError, match=r"add up to 980,000 dollars and the nation's total is 1,000,000, so rows are"),
    ):
        fetch(where, tmp_path, "2024-05", partners=True)
    assert [p.name for p in tmp_path.iterdir()] == ["comexstat-export-2024-05-nation.json"]


@pytest.mark.parametrize(
    "busy", [Reply(b"", 429), Reply({"error": {"code": 429, "message": "Too many requests"}}), Reply({"message": "Too many"}, 429)]
)
def test_it_waits_and_asks_again_where_questions_are_counted(tmp_path: Path, busy: Reply) -> None:
    waits: list[float] = []
    with serving(lambda asked, n: busy if n == 1 else service(asked)) as where:
        found = fetch(where, tmp_path, wait=waits.append)
    assert ([f.rows for f in found], waits) == ([1, 3], [comexstat.PAUSE, 10 + MARGIN, comexstat.PAUSE])


@pytest.mark.parametrize(
    ("reply", "sentence", "times"),
    [
        (Reply({"error": {"code": 429, "message": "Too many"}}), r"Comex Stat counts too many questions; .*; try again later$", ATTEMPTS),
        (Reply(answer(None, success=False, message="Filtro inválido")), r"gave no answer; it said: .*Filtro inv", 1),
        (Reply({"error": {"code": 400, "message": "Bad"}}), r"gave no answer; it said: .*Bad", 1),
        (Reply(b"<h1>403</h1> Cloudflare", 403), r"refuses the question \(status 403\); it said: 403 Cloudflare$", 1),
        (Reply(b"oops", 404), r"answered with status 404; it said: oops$", 1),
        (Reply(b"<html>site</html>"), r"something else than JSON", 1),
        (Reply(answer({"rows": []})), r"doesn't say up to which month it goes", 1),
        (Reply([1]), r"doesn't say up to which month it goes", 1),
    ],
)
def test_what_the_service_says_is_told_in_a_sentence(tmp_path: Path, reply: Reply, sentence: str, times: int) -> None:
    with serving(lambda asked, n: reply) as where, pytest.raises(InputError, match=sentence):
        fetch(where, tmp_path)
    assert (len(where.asked), list(tmp_path.iterdir())) == (times, [])


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"rows": []}, "has its rows in data.list"),
        ({"list": [["2024", "5"]]}, "has its rows in data.list"),
        (None, "has its rows in data.list"),
    ],
)
def test_rows_of_another_form_are_refused(tmp_path: Path, data: Any, sentence: str) -> None:
    with (
        serving(lambda asked, n: Reply(answer(data)) if asked.body else service(asked)) as where,
        pytest.raises(InputError, match=sentence),
    ):
        fetch(where, tmp_path)


def test_a_service_out_of_reach_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"Comex Stat can't be reached \(ConnectionRefusedError\)"):
        comexstat.fetch(["2024"], ["export"], tmp_path, address="http://127.0.0.1:1")


def test_nothing_reported_makes_no_file(tmp_path: Path) -> None:
    with serving(lambda asked, n: Reply(answer({"list": []})) if asked.body else service(asked)) as where:
        found = fetch(where, tmp_path)
    assert [(f.path, f.rows) for f in found] == [(None, 0)] * 2


# -- what it means


def test_a_year_is_the_nation_and_its_states_and_goods_of_no_state_count_to_the_nation(tmp_path: Path) -> None:
    with serving(service) as where:
        nation, states = (f.path for f in fetch(where, tmp_path))
    [figure] = read(nation).figures
    assert (figure.region, figure.period, figure.flow, figure.value, figure.unit) == ("BR", "2024", "export", Decimal(1_000_000), "USD")
    assert (figure.basis, figure.released, figure.source) == ("destination-origin", "2026-09-04", "COMEXSTAT-API")
    reading = read(states)
    assert [(f.region, f.value) for f in reading.figures] == [("BR-PR", Decimal(300_000)), ("BR-SP", Decimal(600_000))]
    assert (reading.rows_read, [q.reason for q in reading.quarantined]) == (
        3, ['"Não Declarada" is no state of Brazil; such goods count to the nation only'],
    )  # fmt: skip


def test_months_are_told_by_the_rows_and_imports_have_their_basis(tmp_path: Path) -> None:
    with serving(service) as where:
        found = fetch(where, tmp_path, "2024-11/2024-12", flows=("import",))
    figures = read(found[1].path).figures
    assert [(f.region, f.period) for f in figures] == [(r, m) for m in ("2024-11", "2024-12") for r in ("BR-PR", "BR-SP")]
    assert {(f.flow, f.basis) for f in figures} == {("import", "operating-unit")}


def test_countries_are_found_by_their_numbers_in_the_services_own_table(tmp_path: Path) -> None:
    with serving(service) as where:
        found = fetch(where, tmp_path, "2024-05", partners=True)
    reading = read(found[1].path)
    assert [(f.partner, f.value) for f in reading.figures if f.region == "BR-PR"] == [("CHN", Decimal(150_000)), ("DEU", Decimal(90_000))]
    assert {q.reason for q in reading.quarantined if "Designar" in q.reason} == {
        '"A Designar" (number 994) is no country that a table here names'
    }


def test_headings_are_products(tmp_path: Path) -> None:
    with serving(service) as where:
        found = fetch(where, tmp_path, products="AG4")
    assert [(f.region, f.product) for f in read(found[1].path).figures][:2] == [("BR-PR", "1201"), ("BR-PR", "0207")]


def kept(tmp_path: Path, *rows: dict[str, Any], **question: Any) -> Path:
    """A kept answer with some rows."""
    asked = {"flow": "export", "monthDetail": True, "period": {"from": "2024-01", "to": "2024-12"}, "details": ["state"], **question}
    path = tmp_path / "kept.json"
    path.write_bytes(Kept(form.NAME, asked, answer({"list": list(rows)})).to_json())
    return path


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"year": "2024", "monthNumber": "1", "state": "Paraná"}, "the row has no metricFOB"),
        ({"year": "2024", "monthNumber": "1", "state": "Paraná", "metricFOB": "x"}, "is not an amount in dollars"),
        ({"year": "2024", "monthNumber": "", "state": "Paraná", "metricFOB": "5"}, "are not a year and a month"),
        ({"year": "2024", "monthNumber": "1", "state": "Texas", "metricFOB": "5"}, '"Texas" is no state of Brazil'),
        ({"year": "2024", "monthNumber": "1", "state": "Brazil", "metricFOB": "5"}, '"Brazil" is no state of Brazil'),
    ],
)
def test_a_row_that_cant_be_read_is_rejected_with_its_reason(tmp_path: Path, row: dict[str, str], reason: str) -> None:
    reading = read(kept(tmp_path, row))
    assert (reading.rows_read, reading.figures, len(reading.quarantined)) == (1, [], 1)
    assert reason in reading.quarantined[0].reason


@pytest.mark.parametrize("question", [{"flow": None}, {"details": None}, {"period": None}, {"period": {"from": "x", "to": "y"}}])
def test_a_question_that_lost_a_part_is_refused(tmp_path: Path, question: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="names no flow, details or period"):
        read(kept(tmp_path, **question))


# -- the whole way


def test_what_was_fetched_is_loaded_as_observations_with_their_source(tmp_path: Path, warehouse: Path) -> None:
    with serving(service) as where:
        paths = [f.path for f in fetch(where, tmp_path, flows=("export", "import"))]
    with open_warehouse(warehouse) as h:
        report = h.load(paths, options=Options())
        assert [(f.rows_read, f.rows_pending) for f in report.files] == [(1, 0), (3, 0)] * 2
        rows = h.sql(
            "SELECT region, flow, value, source, reliability FROM preferred WHERE region LIKE 'BR%' AND period = '2024' AND unit = 'USD' "
            "AND flow <> 'total' ORDER BY region, flow"
        ).fetchall()
    assert [(r, f, int(v)) for r, f, v, *_ in rows] == [
        (region, flow, value)
        for region, value in (("BR", 1_000_000), ("BR-PR", 300_000), ("BR-SP", 600_000))
        for flow in ("export", "import")
    ]
    assert {(source, reliability) for *_, source, reliability in rows} == {("COMEXSTAT-API", "official")}


def test_the_command_tells_each_file(tmp_path: Path, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comexstat, "PAUSE", 0.0)
    with serving(service) as where:
        monkeypatch.setattr(comexstat, "ADDRESS", where.address)
        told = run("fetch", "comexstat", "--period", "2024", "--flow", "export", "--output", tmp_path, "--output-format", "json")
    assert [(f["asked"], f["rows"]) for f in json.loads(told.out)["files"]] == [("exports, 2024, nation", 1), ("exports, 2024, TOTAL", 3)]
