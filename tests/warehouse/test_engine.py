"""The engine: values that stay values whatever they spell, a state that stays what it was, and a user's query that may only look."""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from arro3.core import Table
from hypothesis import given
from hypothesis import strategies as st
from tests.warehouse.desk import bring

from hinterland.codes import Period
from hinterland.indicators import Indicators, Need
from hinterland.models import Indicator
from hinterland.sources.reading import InputError
from hinterland.warehouse import engine as module
from hinterland.warehouse import opening
from hinterland.warehouse.engine import Engine, fetch, literal, rows_of
from hinterland.warehouse.schema import TABLES
from hinterland.warehouse.store import Store

HOSTILE = [
    "'",
    "''",
    "';DROP TABLE held;--",
    "\\",
    "\\'",
    "$$",
    "$1",
    ":as_of",
    '"',
    "/*",
    "--",
    "\n",
    "\t",
    "é",
    "安徽",
    "🚢",
    "NULL",
    "",
    " ",
    "%",
    "{}",
]

AMOUNTS = st.decimals(-(10**15), 10**15, places=6)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A small warehouse, read only: two loads, one row rejected."""
    folder = tmp_path_factory.mktemp("engine")
    store = Store(folder / "ware house")
    bring(
        store, folder / "1.csv", "total,CN-AH,2024,8642.58,CNY_100M", "total,CN-AH,2025,10135.57,CNY_100M", "total,nowhere,2025,1,CNY_100M"
    )
    bring(store, folder / "2.csv", "export,CN-AH,2025,6823.1,CNY_100M", source="other", released="2026-03-01")
    return store


@pytest.fixture(params=["read into memory", "scanned where it lies"])
def engine(request: pytest.FixtureRequest, store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """The newest state, as small states are opened and as large ones are."""
    if request.param == "scanned where it lies":
        monkeypatch.setattr(opening, "IN_MEMORY", 0)
    with closing(Engine(store, store.state())) as engine:
        yield engine


@pytest.fixture(scope="module")
def plain() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


def snapshot(store: Store) -> dict[str, bytes]:
    """Every file of a warehouse."""
    return {str(p): p.read_bytes() for p in Path(store.location).rglob("*") if p.is_file()}


# -- values


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_a_value_in_a_statement(plain: duckdb.DuckDBPyConnection, text: str) -> None:
    assert plain.execute(f"SELECT {literal(text)}").fetchall() == [(text,)]


@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_text_is_a_value_in_a_statement(text: str) -> None:
    assert literal(text)[0] == literal(text)[-1] == "'"
    assert literal(text)[1:-1].replace("''", "") == text.replace("'", "")
    assert literal(text)[1:-1].count("'") == 2 * text.count("'")


@pytest.mark.parametrize(
    "value", [None, True, False, 0, -7, 10**18, Decimal("1.0136"), Decimal("-0.000001"), 0.1, -1e-300, 1e300, date(2026, 2, 28)], ids=repr
)
def test_values_come_back_as_they_went_in(plain: duckdb.DuckDBPyConnection, value: Any) -> None:
    [(found,)] = plain.execute(f"SELECT {literal(value)}").fetchall()
    assert found == value and isinstance(found, type(value))


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_missing(value: float) -> None:
    assert literal(value) == "NULL"


# -- rows that are put in, statements that are run


@given(rows=st.lists(st.tuples(st.integers(-(2**62), 2**62), st.sampled_from(HOSTILE) | st.none(), AMOUNTS | st.none()), max_size=8))
def test_rows_put_in_are_the_rows_that_come_out(engine_for_given: Engine, rows: list[tuple[int, str | None, Decimal | None]]) -> None:
    engine_for_given.put("wanted", {"place": "long", "id": "string", "amount": "decimal(28,6)"}, rows)
    assert engine_for_given.con.execute("SELECT place, id, amount FROM wanted").fetchall() == rows


@pytest.fixture(scope="module")
def engine_for_given(store: Store) -> Iterator[Engine]:
    with closing(Engine(store, store.state())) as engine:
        yield engine


def test_rows_put_in_again_replace_those_before(engine: Engine) -> None:
    engine.put("wanted", {"place": "long", "id": "string"}, [(1, "a"), (2, "b")])
    engine.put("wanted", {"id": "string"}, [("c",)])
    assert fetch(engine.con.execute("SELECT * FROM wanted")) == [{"id": "c"}]
    engine.put("wanted", {"place": "integer", "day": "date"}, [])
    assert fetch(engine.con.execute("SELECT * FROM wanted")) == []
    assert [str(t) for t in engine.con.execute("SELECT * FROM wanted").fetchall() or engine.con.table("wanted").types] == [
        "INTEGER",
        "DATE",
    ]


def test_what_a_failed_run_began_does_not_write_into_the_next_ones_tables(engine: Engine) -> None:
    go_on = threading.Event()
    threading.Timer(0.2, go_on.set).start()

    def late(of: Engine) -> None:
        go_on.wait(10)
        of.put("answers_of_a_run", {"n": "long"}, [(1,)])

    engine.beside(late)  # and nobody waits for it
    engine.settle_begun()
    engine.put("answers_of_a_run", {"n": "long"}, [(2,)])
    go_on.wait(10)
    assert engine.fetch("SELECT n FROM answers_of_a_run") == [{"n": 2}]


def test_tasks_side_by_side_see_the_tables_and_give_their_own_results(engine: Engine) -> None:
    engine.put("numbers", {"n": "long"}, [(n,) for n in range(10)])
    begun = [engine.beside(lambda of, n=n: of.fetch(f"SELECT n FROM numbers WHERE n = {n}")) for n in range(10)]  # type: ignore[misc]
    assert [waited() for waited in begun] == [[{"n": n}] for n in range(10)]


def test_tables_that_were_only_the_way_go(engine: Engine) -> None:
    engine.put("passing", {"n": "long"}, [(1,)])
    engine.drop("passing", "never_there")
    with pytest.raises(duckdb.CatalogException):
        engine.fetch("SELECT * FROM passing")


def test_what_was_found_out_is_kept_until_there_is_too_much_of_it(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    engine.kept("tides")["high"] = 1
    assert engine.kept("tides") == {"high": 1} and engine.kept("winds") == {}
    monkeypatch.setattr(module, "KEPT", 0)
    assert engine.kept("tides") == {}


def test_what_was_asked_before_is_not_asked_again(engine: Engine) -> None:
    asked: list[list[int]] = []

    def doubled(new: list[int]) -> list[int]:
        asked.append(new)
        return [2 * n for n in new]

    assert engine.once("doubled", [3, 1, 3], doubled) == [6, 2, 6]
    assert engine.once("doubled", [1, 2], doubled) == [2, 4]
    assert engine.once("doubled", [], doubled) == []
    assert asked == [[3, 1], [2]]


def test_the_planner_is_told_to_plan_lightly_where_little_is_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path / "w")
    bring(store, tmp_path / "1.csv", "total,CN-AH,2025,1,CNY_100M")
    for small, told in ((module.SMALL, True), (0, False)):
        monkeypatch.setattr(module, "SMALL", small)
        with closing(Engine(store, store.state())) as engine:
            [(left_out,)] = engine.con.execute("SELECT current_setting('disabled_optimizers')").fetchall()
            assert bool(left_out) is told
            assert not module._PLANNED & set(left_out.split(","))


def test_a_statement_takes_its_values(engine: Engine) -> None:
    def held(region: str | None) -> int:
        return sum(r["observations"] for r in engine.rows("hinterland.indicators", "coverage", region=region))

    assert (held(None), held("CN-AH"), held("CN-BJ"), held("' OR 1 = 1 --")) == (3, 3, 0, 0)


def test_rows_of_a_table_have_its_types() -> None:
    relation = rows_of("quarantine", [("l", "f.csv", 3, "a,'b", None)])
    assert relation.columns == list(TABLES["quarantine"])
    assert relation.fetchall() == [("l", "f.csv", 3, "a,'b", None)]


# -- a state


def test_an_engine_holds_its_state_while_others_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path / "w")
    bring(store, tmp_path / "1.csv", "total,CN-AH,2025,1,CNY_100M")
    for limit in (0, opening.IN_MEMORY):
        monkeypatch.setattr(opening, "IN_MEMORY", limit)
        before = store.state()
        with closing(Engine(store, before)) as engine:
            held = engine.con.execute("SELECT id, value, seq FROM held ORDER BY id").fetchall()
            bring(store, tmp_path / "2.csv", f"total,CN-BJ,2025,{limit + 1},CNY_100M")
            assert engine.con.execute("SELECT id, value, seq FROM held ORDER BY id").fetchall() == held
        assert store.state().number == before.number + 1


def test_what_was_published_later_is_left_out(store: Store) -> None:
    for day, held in ((None, 3), (date(2026, 3, 1), 3), (date(2026, 2, 28), 2), (date(2026, 1, 31), 0)):
        with closing(Engine(store, store.state(), as_of=day)) as engine:
            assert engine.con.execute("SELECT count(*) FROM held").fetchall() == [(held,)]


@pytest.mark.parametrize(("without", "held"), [((), 3), (("desk",), 1), (("desk", "other"), 0), (("', 'desk",), 3)])
def test_sources_are_left_out_by_id(store: Store, without: tuple[str, ...], held: int) -> None:
    with closing(Engine(store, store.state(), without=without)) as engine:
        assert engine.con.execute("SELECT count(*) FROM held").fetchall() == [(held,)]


def test_nothing_is_spilled_into_the_working_directory(engine: Engine, tmp_path: Path) -> None:
    [(folder,)] = engine.con.execute("SELECT current_setting('temp_directory')").fetchall()
    assert Path(folder).is_absolute() and not Path(folder).is_relative_to(Path.cwd())


# -- a user's query


@pytest.mark.parametrize(
    ("sql", "rows"),
    [
        ("SELECT region, period FROM held WHERE flow = 'export'", [("CN-AH", "2025")]),
        ("select 1;", [(1,)]),
        ("SELECT 1 -- the end", [(1,)]),
        ("/* first */ SELECT ';'", [(";",)]),
        ("WITH a AS (SELECT value FROM held WHERE period = '2024') SELECT CAST(value AS BIGINT) FROM a", [(864258000000,)]),
        ("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4) SELECT sum(i) FROM n", [(10,)]),
        ("FROM quarantine SELECT count(*)", [(1,)]),
        ("VALUES (1), (2)", [(1,), (2,)]),
        ("SELECT i FROM range(3) AS t(i) ORDER BY i DESC", [(2,), (1,), (0,)]),
        ("SELECT 'INSERT_QUERY_NODE' AS type", [("INSERT_QUERY_NODE",)]),
        ('SELECT \'"type":"COPY_QUERY_NODE"\'', [('"type":"COPY_QUERY_NODE"',)]),
        ("SELECT id FROM sources ORDER BY id", [("desk",), ("other",)]),
        ("SELECT 1 WHERE FALSE", []),
    ],
)
def test_a_single_select_is_run(engine: Engine, sql: str, rows: list[tuple[Any, ...]]) -> None:
    assert engine.select(sql).fetchall() == rows
    assert engine.select(sql).fetchall() == rows


def test_tables_can_be_described(engine: Engine) -> None:
    assert ("region", "VARCHAR") in [r[:2] for r in engine.select("DESCRIBE held").fetchall()]
    assert ("held",) in engine.select("SHOW TABLES").fetchall()


WRITES = [
    "INSERT INTO left_out VALUES ('desk')", "UPDATE loads_live SET seq = 9", "DELETE FROM loads_live", "DROP VIEW held", "DROP TABLE loads_live",
    "CREATE TABLE t (i INT)", "CREATE TEMP VIEW v AS SELECT 1", "ALTER TABLE loads_live ADD COLUMN x INT", "TRUNCATE loads_live",
    "COPY (SELECT 1) TO '{folder}/out.csv'", "COPY loads_live FROM '/etc/passwd'", "EXPORT DATABASE '{folder}/out'", "IMPORT DATABASE '{folder}'",
    "ATTACH '{folder}/other.db'", "ATTACH ':memory:' AS other", "DETACH memory", "USE temp", "SET threads = 1", "SET enable_external_access = true",
    "RESET threads", "PRAGMA database_list", "PRAGMA enable_profiling", "INSTALL httpfs", "LOAD httpfs", "CALL pragma_version()", "CHECKPOINT", "VACUUM",
    "BEGIN", "COMMIT", "EXPLAIN SELECT 1", "EXPLAIN ANALYZE SELECT 1", "PREPARE p AS SELECT 1", "EXECUTE p0_sources", "DEALLOCATE p0_sources",
    "SELECT 1; SELECT 2", "SELECT 1; DROP VIEW held", "", ";", "-- nothing",
    "WITH a AS (INSERT INTO left_out VALUES ('desk') RETURNING *) SELECT * FROM a",
    "WITH a AS (DELETE FROM loads_live RETURNING *) SELECT * FROM a",
    "WITH a AS (UPDATE loads_live SET seq = 9 RETURNING *) SELECT * FROM a",
    "WITH a AS (COPY (SELECT 1) TO '{folder}/out.csv') SELECT * FROM a",
    "WITH a AS (COPY (SELECT 1) TO '{folder}/loads/_delta_log/00000000000000000009.json') SELECT * FROM a",
    "SELECT (WITH a AS (COPY (SELECT 1) TO '{folder}/out.csv') SELECT count(*) FROM a)",
]  # fmt: skip


@pytest.mark.parametrize("sql", WRITES)
def test_what_is_no_single_select_or_writes_is_refused(engine: Engine, store: Store, sql: str) -> None:
    before = snapshot(store)
    with pytest.raises(InputError, match="only a single SELECT statement is run here"):
        engine.select(sql.format(folder=store.location))
    assert engine.con.execute("SELECT count(*) FROM held").fetchall() == [(3,)]
    assert snapshot(store) == before


READS = [
    "read_csv('/etc/passwd')", "read_text('/etc/passwd')", "read_blob('/etc/passwd')", "read_json('/proc/self/environ')", "sniff_csv('/etc/passwd')",
    "read_parquet('{outside}')", "parquet_scan('{outside}')", "parquet_metadata('{outside}')", "parquet_schema('{outside}')", "'{outside}'",
    "'/etc/passwd'", "glob('/etc/*')", "glob('{folder}/*')", "read_csv('http://127.0.0.1:9/x.csv')", "read_csv('/dev/stdin')", "duckdb_secrets()",
    "read_text('{folder}/loads/_delta_log/00000000000000000000.json')", "read_parquet('{folder}/*/*.parquet')",
    "read_text('{folder}/../ware house/loads/_delta_log/00000000000000000000.json')", "query('DROP VIEW held')", "query('SET threads = 1')",
    "query('FROM read_text(''/etc/passwd'')')", "query_table('/etc/passwd')",
    "query($$WITH a AS (DELETE FROM loads_live RETURNING *) SELECT * FROM a$$)",
]  # fmt: skip


@pytest.mark.parametrize("source", READS)
def test_other_files_are_not_read(engine: Engine, store: Store, tmp_path: Path, source: str) -> None:
    outside = tmp_path / "outside.parquet"
    duckdb.sql("SELECT 1 AS i").write_parquet(str(outside))
    with pytest.raises(InputError, match=r"refused|the query failed|only a single SELECT"):
        engine.select(f"SELECT * FROM {source.format(folder=store.location, outside=outside)}")
    assert engine.con.execute("SELECT count(*) FROM held").fetchall() == [(3,)]


def test_a_user_cannot_open_the_door_again(engine: Engine) -> None:
    engine.select("SELECT 1")
    for setting in (
        "enable_external_access = true",
        "allowed_directories = ['/']",
        "lock_configuration = false",
        "allowed_paths = ['/etc/passwd']",
    ):
        with pytest.raises(duckdb.Error):
            engine.con.execute(f"SET {setting}")


def test_variables_of_python_are_not_tables(engine: Engine) -> None:
    sources_of_mine = rows_of("quarantine", [])
    assert sources_of_mine.columns
    with pytest.raises(InputError, match="sources_of_mine does not exist"):
        engine.select("SELECT * FROM sources_of_mine")


@pytest.mark.parametrize(
    ("sql", "sentence"),
    [
        ("SELEC 1", "that is not SQL: Parser Error"),
        ("SELECT 'open", "that is not SQL"),
        ("SELECT * FROM nowhere", "the query failed: Catalog Error: Table with name nowhere does not exist"),
        ("SELECT no_such_column FROM held", "the query failed: Binder Error"),
        ("SELECT error('boom')", "the query failed: Invalid Input Error: boom"),
        ("SELECT $1", "the query failed"),
        (
            "SELECT CAST(CASE WHEN i = 900000 THEN 'x' ELSE '1' END AS INT) FROM range(1000000) AS t(i)",
            "the query failed: Conversion Error",
        ),
    ],
)
def test_a_query_that_fails_says_so_in_a_sentence(engine: Engine, sql: str, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence) as raised:
        engine.select(sql)
    assert "\n" not in str(raised.value)
    assert engine.select("SELECT 1").fetchall() == [(1,)]


def test_a_result_goes_out_as_arrow(engine: Engine) -> None:
    result = engine.select("SELECT region, value FROM held ORDER BY value")
    assert hasattr(result, "__arrow_c_stream__")
    assert Table.from_arrow(result).column("region").to_pylist() == ["CN-AH"] * 3
    assert [d[0] for d in result.description] == ["region", "value"]


def test_columns_of_one_name_are_kept_apart(engine: Engine) -> None:
    assert [len(r) for r in fetch(engine.select("SELECT 1 AS a, 2 AS b"))] == [2]


def test_after_a_query_the_engine_works_as_before(engine: Engine) -> None:
    before = engine.rows("hinterland.indicators", "sources")
    engine.select("SELECT 1")
    need = Need("CN-AH", Indicator(op="growth", basis="operating-unit", currency="CNY"), Period.of_year(2025))
    indicators = Indicators(engine)
    [answer] = indicators.ask([need])
    assert answer.computed is not None and round(answer.computed.value, 2) == Decimal("17.27")
    assert len(indicators.observations(answer.computed.observations)) == 2
    assert engine.rows("hinterland.indicators", "sources") == before
    engine.put("wanted", {"id": "string"}, [("a",)])
    assert engine.select("SELECT id FROM wanted").fetchall() == [("a",)]


@pytest.mark.parametrize("name", ["plain", "50% off", "安徽 外贸", "it's", "a*b", "what?"])
def test_only_files_that_are_scanned_in_place_are_open_to_a_query(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    store = Store(tmp_path / name)
    bring(store, tmp_path / "1.csv", "total,CN-AH,2025,1,CNY_100M")
    [own] = store.files("observations")
    read = f"SELECT count(*) FROM read_parquet({literal(own)})"
    with closing(Engine(store, store.state())) as small, pytest.raises(InputError, match="reading other files is refused"):
        small.select(read)
    monkeypatch.setattr(opening, "IN_MEMORY", 0)
    with closing(Engine(store, store.state())) as large:
        assert large.select("SELECT count(*) FROM held").fetchall() == [(1,)]
        assert large.select(read).fetchall() == [(1,)]
        with pytest.raises(InputError, match="reading other files is refused"):
            large.select(f"SELECT * FROM read_text({literal(store.location + '/loads/_delta_log/00000000000000000000.json')})")


def test_a_state_of_an_address_is_asked_with_the_door_shut(tmp_path: Path) -> None:
    store = Store((tmp_path / "remote").as_uri())
    bring(store, tmp_path / "1.csv", "total,CN-AH,2025,1,CNY_100M")
    with closing(Engine(store, store.state())) as engine:
        assert engine.select("SELECT region FROM held").fetchall() == [("CN-AH",)]
        with pytest.raises(InputError, match="refused"):
            engine.select(f"SELECT * FROM read_text('{tmp_path}/1.csv')")


def test_an_engine_apart_holds_nothing_but_what_it_is_given() -> None:
    with closing(Engine.apart()) as first, closing(Engine.apart()) as second:
        first.put("held", {"region": "string", "value": "decimal(28,6)"}, [("CN-AH", "1.5")])
        assert first.fetch("SELECT region, value FROM held") == [{"region": "CN-AH", "value": Decimal("1.5")}]
        with pytest.raises(duckdb.CatalogException):
            second.fetch("SELECT * FROM held")
