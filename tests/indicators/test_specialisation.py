"""Specialisation: the field's definitions worked out another way, laws that hold of any amounts, and the peer on the sample where both are there."""

from __future__ import annotations

import importlib.util
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import SAMPLES

from hinterland.indicators.specialisation import BLOCK, specialisation
from hinterland.sources.reading import InputError

np = pytest.importorskip("numpy")

REGIONS = ("A", "B", "C", "D")
PRODUCTS = ("p", "q", "r", "s", "t")
AMOUNTS = [[8.0, 1.0, 5.0, 0.0, 6.0], [4.0, 4.0, 0.0, 1.0, 0.0], [1.0, 6.0, 3.0, 9.0, 0.0], [0.0, 0.0, 5.0, 2.0, 1.0]]


def made_of(values: list[list[float]]) -> list[list[bool]]:
    """Who makes what, by the definition in plain Python."""
    total = sum(map(sum, values))
    columns = [sum(row[p] for row in values) for p in range(len(values[0]))]
    return [[(row[p] / sum(row)) / (columns[p] / total) >= 1 for p in range(len(row))] for row in values]


def test_advantage_is_a_share_over_the_share_in_all() -> None:
    found = specialisation(REGIONS, PRODUCTS, AMOUNTS)
    assert found.rca[0, 0] == pytest.approx((8 / 20) / (13 / 56))
    assert found.made.astype(bool).tolist() == made_of(AMOUNTS)
    assert found.diversity.tolist() == [sum(row) for row in made_of(AMOUNTS)]
    assert found.ubiquity.tolist() == [sum(column) for column in zip(*made_of(AMOUNTS), strict=True)]


def test_nearness_is_the_smaller_of_two_chances() -> None:
    found, made = specialisation(REGIONS, PRODUCTS, AMOUNTS), made_of(AMOUNTS)
    near = found.proximity()
    for i in range(len(PRODUCTS)):
        for j in range(len(PRODUCTS)):
            both = sum(row[i] and row[j] for row in made)
            assert near[i, j] == pytest.approx(min(both / sum(row[i] for row in made), both / sum(row[j] for row in made)))
    assert found.proximity("q").tolist() == near[:, 1].tolist()


def test_density_is_the_part_of_all_nearness() -> None:
    found = specialisation(REGIONS, PRODUCTS, AMOUNTS)
    near = found.proximity()
    for r in range(len(REGIONS)):
        for p in range(len(PRODUCTS)):
            assert found.density[r, p] == pytest.approx(sum(near[p, q] * found.made[r, q] for q in range(len(PRODUCTS))) / near[p].sum())


def test_a_region_is_as_complex_as_what_it_makes() -> None:
    found = specialisation(REGIONS, PRODUCTS, AMOUNTS)
    for r in range(len(REGIONS)):
        assert found.eci[r] == pytest.approx(float(found.pci[found.made[r] == 1].mean()))
    assert found.eci.mean() == pytest.approx(0, abs=1e-12) and found.eci.std() == pytest.approx(1)


def test_complexity_is_what_walks_leave_behind() -> None:
    """Reflected to and fro, regions differ ever less, and what remains of the differences is their complexity."""
    found = specialisation(REGIONS, PRODUCTS, AMOUNTS)
    walk = (found.made / found.diversity[:, None]) @ (found.made / found.ubiquity[None, :]).T
    left = np.arange(1.0, len(REGIONS) + 1)
    for _ in range(500):
        left = walk @ left
        left -= (found.diversity * left).sum() / found.diversity.sum()
        left /= np.abs(left).max()
    told = (left - left.mean()) / left.std()
    assert np.allclose(told, found.eci, atol=1e-6) or np.allclose(told, -found.eci, atol=1e-6)


@given(st.lists(st.lists(st.integers(0, 1000), min_size=5, max_size=5), min_size=4, max_size=4), st.floats(0.01, 100))
def test_neither_scale_nor_order_matters(values: list[list[int]], times: float) -> None:
    amounts = np.asarray(values, dtype=float)
    try:
        found = specialisation(REGIONS, PRODUCTS, amounts)
    except InputError:
        return
    scaled = specialisation(REGIONS, PRODUCTS, amounts * times)
    if np.isclose(found.rca, 1).any():
        return
    assert (found.made == scaled.made).all()
    turned = specialisation(REGIONS[::-1], PRODUCTS[::-1], amounts[::-1, ::-1])
    assert np.allclose(found.density, turned.density[::-1, ::-1])
    assert ((found.density >= 0) & (found.density <= 1 + 1e-12)).all()
    assert (found.gain[found.made == 1] == 0).all()


def test_blocks_of_products_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = specialisation(REGIONS, PRODUCTS, AMOUNTS)
    monkeypatch.setattr("hinterland.indicators.specialisation.BLOCK", 2)
    parts = specialisation(REGIONS, PRODUCTS, AMOUNTS)
    assert np.allclose(whole.density, parts.density) and np.allclose(whole.gain, parts.gain)
    assert BLOCK > 2


def test_many_regions_and_few_products_walk_the_other_way() -> None:
    across = specialisation(PRODUCTS, REGIONS, [list(c) for c in zip(*AMOUNTS, strict=True)])
    assert across.eci.shape == (5,) and across.eci.std() == pytest.approx(1)


def test_what_nobody_has_is_left_out() -> None:
    found = specialisation((*REGIONS, "E"), ("o", *PRODUCTS), [[0, *row] for row in [*AMOUNTS, [0.0] * 5]])
    assert (found.regions, found.products) == (REGIONS, PRODUCTS)
    with pytest.raises(InputError, match="nothing tells them from each other"):
        specialisation(("A", "B"), ("p", "q"), [[1, 1], [1, 1]])
    with pytest.raises(InputError, match="at least two regions and two products; here are 1 and 1"):
        specialisation(("A", "B"), ("p", "q"), [[1, 0], [0, 0]])
    with pytest.raises(InputError, match="no region has any z"):
        found.proximity("z")


@pytest.mark.long
@pytest.mark.skipif(not (SAMPLES / "economiccomplexity").exists(), reason="the samples are not here")
@pytest.mark.skipif(importlib.util.find_spec("ecomplexity") is None, reason="ecomplexity is not installed")
@pytest.mark.filterwarnings("ignore")
def test_the_peer_says_the_same_of_world_trade() -> None:
    import duckdb
    from ecomplexity import ecomplexity

    path = SAMPLES / "economiccomplexity" / "world_trade_avg_1998_to_2000.parquet"
    frame: Any = duckdb.sql(f"SELECT 2000 AS year, country, product, value FROM '{path}'").df()
    names = {"time": "year", "loc": "country", "prod": "product", "val": "value"}
    peer = ecomplexity(frame, names, check_logsupermodularity=False, verbose=False)
    table = frame.pivot(index="country", columns="product", values="value")
    ours = specialisation(list(table.index), list(table.columns), table.to_numpy())
    peer = peer.set_index(["country", "product"]).sort_index()
    shape = ours.values.shape
    assert shape == (226, 785) == tuple(len(level) for level in peer.index.levels)
    for name, found in {"rca": ours.rca, "mcp": ours.made, "density": ours.density, "cog": ours.gain}.items():
        assert np.abs(peer[name].to_numpy().reshape(shape) - found).max() < 1e-6, name
    for name, found in {"eci": ours.eci, "coi": ours.outlook, "diversity": ours.diversity}.items():
        assert np.abs(peer[name].to_numpy().reshape(shape)[:, 0] - found).max() < 1e-6, name
    for name, found in {"pci": ours.pci, "ubiquity": ours.ubiquity}.items():
        assert np.abs(peer[name].to_numpy().reshape(shape)[0] - found).max() < 1e-6, name
