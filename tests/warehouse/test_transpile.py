"""Every statement of the package has an equal in Spark's dialect, found by the one module where engines differ."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import sqlglot
from sqlglot import exp
from sqlglot.errors import UnsupportedError

from hinterland.sources.reading import InputError
from hinterland.warehouse.engine import statement
from hinterland.warehouse.spark import active, bound, parsed, started, transpiled

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "hinterland"
FILES = sorted(p.relative_to(PACKAGE) for p in PACKAGE.rglob("*.sql"))

ONE_STATEMENT = [p for p in FILES if not re.search(r"^(CREATE|INSERT)\b", (PACKAGE / p).read_text(encoding="utf-8"), re.MULTILINE)]
"""Found by their words, since parsing all files takes each worker longer than collecting a hundred tests; that it is so is tested."""


def spark(sql: str) -> str:
    (tree,) = parsed(sql)
    return transpiled(tree)


def test_there_are_statements_to_transpile() -> None:
    assert len(FILES) > 30
    assert 15 < len(ONE_STATEMENT) < len(FILES)


@pytest.mark.parametrize("path", FILES, ids=str)
def test_a_file_of_sql_runs_on_spark_as_far_as_its_dialect_tells(path: Path) -> None:
    trees = parsed((PACKAGE / path).read_text(encoding="utf-8"))
    assert trees
    for tree in trees:
        if isinstance(tree, exp.Create | exp.Insert):
            assert isinstance(tree.expression, exp.Query), f"{path} makes something that is no query's: {tree.sql()[:80]}"
            tree = tree.expression
        assert sqlglot.parse_one(transpiled(tree), read="spark")


@pytest.mark.parametrize("path", FILES, ids=str)
def test_a_file_makes_and_fills_tables_or_asks_one_thing(path: Path) -> None:
    kinds = {type(t) for t in parsed((PACKAGE / path).read_text(encoding="utf-8"))}
    makes = kinds <= {exp.Create, exp.Insert}
    assert (makes or len(kinds) == 1) and makes == (path not in ONE_STATEMENT)


@pytest.mark.parametrize("path", FILES, ids=str)
def test_no_file_needs_what_spark_has_not(path: Path) -> None:
    """sqlglot passes some of these on as they are, and Spark doesn't know them."""
    for tree in parsed((PACKAGE / path).read_text(encoding="utf-8")):
        assert not [w for w in tree.find_all(exp.Window) if isinstance(w.this, exp.RowNumber) and not w.args.get("order")]
        assert not [j for j in tree.find_all(exp.Join) if j.method == "ASOF"]
        assert not list(tree.find_all(exp.Pivot, exp.PercentileCont, exp.Qualify, exp.ArrayAgg))


@pytest.mark.parametrize("path", [p for p in FILES if p.name != "score.sql"], ids=str)
def test_every_division_is_by_a_constant_or_guarded(path: Path) -> None:
    """DuckDB gives NULL or infinity where Spark stops. Scores divide by places and spreads, which are above zero by their making."""
    bare = [
        division.sql(dialect="duckdb")
        for tree in parsed((PACKAGE / path).read_text(encoding="utf-8"))
        for division in tree.find_all(exp.Div)
        if not isinstance(division.expression.unnest(), exp.Literal | exp.Nullif)
    ]
    assert bare == []


def test_what_spark_words_otherwise_is_reworded() -> None:
    assert spark("SELECT row_number() OVER () AS n FROM t") == "SELECT ROW_NUMBER() OVER (ORDER BY 1 NULLS LAST) AS n FROM t"
    assert spark("SELECT floor(log10(x)) FROM t") == "SELECT FLOOR(LOG10(x)) FROM t"
    assert spark('SELECT "row", value::VARCHAR FROM t') == "SELECT `row`, CAST(value AS STRING) FROM t"
    assert spark("SELECT concat(a, ',', b) FROM t") == "SELECT CONCAT(COALESCE(a, ''), ',', COALESCE(b, '')) FROM t"


def test_what_spark_has_not_is_refused() -> None:
    with pytest.raises(UnsupportedError):
        spark("SELECT regexp_extract(a, 'x', 0, 'i') FROM t")


def test_transpiling_leaves_the_parsed_statement_as_it_is() -> None:
    sql = "SELECT row_number() OVER () AS n, log10(x) AS l FROM t"
    before = repr(parsed(sql)[0])
    assert spark(sql) == spark(sql)
    assert repr(parsed(sql)[0]) == before


def test_parameters_are_bound_as_literals() -> None:
    assert (
        bound("SELECT :first, $region, x::VARCHAR, :other", {"first": 202501, "region": "it's"})
        == "SELECT 202501, 'it''s', x::VARCHAR, :other"
    )
    assert "region = 'CN-AH'" in bound(statement("hinterland.indicators", "periods"), {"region": "CN-AH", "flow": None})


def test_a_server_of_spark_connect_is_refused_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPARK_REMOTE", "sc://127.0.0.1:15002")
    for ask in (active, started):
        with pytest.raises(InputError, match=r"SPARK_REMOTE .* unset it, and name the cluster's master with master"):
            ask()
