"""Specialisation: what regions make more of than others do, how complex that makes them, and what is near to what they make. Revealed
comparative advantage is a product's share in a region over its share in all (Balassa 1965); a region *makes* a product where it is at least
one. Diversity and ubiquity count what a region makes and who makes a product. Complexity is the second eigenvector of the walks between
regions and products, scaled by mean and deviation of the regions' (Hidalgo and Hausmann 2009). Two products are as near as the smaller of
the chances that who makes one makes the other, the density around a product is the part of all nearness that a region's products have
(Hidalgo, Klinger, Barabasi and Hausmann 2007), its gain what it would add to a region's chances. Arrays are regions by products."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hinterland.sources.reading import InputError

Array = NDArray[Any]

TINY = 1e-12
"""Differences no larger are none."""

BLOCK = 1024
"""So many products are set beside all others at once: what is near to what is never held whole, which for 9,000 products would take 650 MB."""


@dataclass(frozen=True)
class Specialisation:
    """What regions make. `values` (R, P) are amounts in one currency; regions and products of which there is nothing are left out."""

    regions: tuple[str, ...]
    products: tuple[str, ...]
    values: Array
    rca: Array
    """Revealed comparative advantage, (R, P)."""
    made: Array
    """Whether a region makes a product, (R, P), as 0 and 1."""
    eci: Array
    """Economic complexity, (R,): mean 0 and deviation 1."""
    pci: Array
    """Product complexity, (P,), on the same scale: a region's is the mean of what it makes."""
    density: Array
    """How near a product is to what a region makes, (R, P), 0 to 1."""
    gain: Array
    """What a product that a region doesn't make would add to its chances, (R, P), in units of the regions' deviation."""
    outlook: Array
    """How much complexity lies near to what each region makes and isn't made there, (R,): mean 0 and deviation 1."""

    @cached_property
    def diversity(self) -> Array:
        """How many products each region makes, (R,)."""
        many: Array = self.made.sum(axis=1)
        return many

    @cached_property
    def ubiquity(self) -> Array:
        """How many regions make each product, (P,)."""
        many: Array = self.made.sum(axis=0)
        return many

    def proximity(self, product: str | None = None) -> Array:
        """How near products are to each other, (P, P), or to one, (P,). Raises `InputError` for a product that nobody has."""
        ubiquity = self.ubiquity
        if product is None:
            return _near(self.made.T @ self.made, ubiquity[:, None], ubiquity[None, :])
        at = self.at(product)
        return _near(self.made.T @ self.made[:, at], ubiquity, ubiquity[at])

    def at(self, product: str) -> int:
        """Where a product stands. Raises `InputError` for one that nobody has."""
        try:
            return self.products.index(product)
        except ValueError:
            raise InputError(f"no region has any {product}") from None


def specialisation(regions: Sequence[str], products: Sequence[str], values: Any) -> Specialisation:
    """What regions make, from amounts (R, P). Raises `InputError` where fewer than two regions or products have anything and where all
    regions are alike."""
    given = np.nan_to_num(np.asarray(values, dtype=float))
    rows, columns = given.sum(axis=1) != 0, given.sum(axis=0) != 0
    amounts = given[np.ix_(rows, columns)]
    if min(amounts.shape) < 2:
        raise InputError(
            f"specialisation is told of at least two regions and two products; here are {amounts.shape[0]} and {amounts.shape[1]}"
        )
    rca = (amounts / amounts.sum(axis=1, keepdims=True)) / (amounts.sum(axis=0) / amounts.sum())
    made = (rca >= 1.0).astype(float)
    kc, kp = _walks(made)
    mean, deviation = np.nanmean(kc), np.nanstd(kc)
    if not deviation > TINY:
        raise InputError("the regions make things so alike, or so apart, that nothing tells them from each other")
    density, gain = _around(made, np.nan_to_num(kp))
    ahead = (density * (1 - made)) @ np.nan_to_num(kp)
    return Specialisation(
        tuple(r for r, kept in zip(regions, rows, strict=True) if kept),
        tuple(p for p, kept in zip(products, columns, strict=True) if kept),
        amounts,
        rca,
        made,
        (kc - mean) / deviation,
        (kp - mean) / deviation,
        density,
        gain / deviation,
        (ahead - ahead.mean()) / (ahead.std() or 1.0),
    )


def _walks(made: Array) -> tuple[Array, Array]:
    """The second eigenvectors of the walks between regions and products, (R,) and (P,); the first is constant and says nothing. The walk
    between regions is similar to a symmetric matrix no larger than the regions are many, which is why thousands of products cost little."""
    diversity, ubiquity = made.sum(axis=1), made.sum(axis=0)
    rows, columns = diversity > 0, ubiquity > 0
    m, d, u = made[np.ix_(rows, columns)], diversity[rows], ubiquity[columns]
    regions, products = np.zeros(len(made)), np.zeros(made.shape[1])
    if min(m.shape, default=0) < 2:
        return regions, products
    if len(d) <= len(u):
        half = m / np.sqrt(d)[:, None] / np.sqrt(u)[None, :]
        _, vectors = np.linalg.eigh(half @ half.T)
        kp = m.T @ (vectors[:, -2] / np.sqrt(d)) / u
    else:
        half = m.T / np.sqrt(u)[:, None] / np.sqrt(d)[None, :]
        _, vectors = np.linalg.eigh(half @ half.T)
        kp = vectors[:, -2] / np.sqrt(u)
    kc = m @ kp / d
    # An eigenvector has no sign of its own: who makes more is the more complex, by definition.
    sign = np.sign(((d - d.mean()) * kc).sum()) or 1.0
    regions[:], products[:] = np.nan, np.nan
    regions[rows], products[columns] = sign * kc, sign * kp
    return regions, products


def _near(together: Array, ubiquity: Array, others: Array) -> Array:
    """The smaller of the two chances that who makes one of two products makes the other, from how many make both."""
    most = np.maximum(ubiquity, others)
    near: Array = np.divide(together, most, out=np.zeros_like(together, dtype=float), where=most > 0)
    return near


def _around(made: Array, kp: Array) -> tuple[Array, Array]:
    """Density and gain, (R, P) each, a block of products at a time."""
    ubiquity = made.sum(axis=0)

    def blocks() -> Iterator[tuple[slice, Array]]:
        for start in range(0, made.shape[1], BLOCK):
            block = slice(start, start + BLOCK)
            yield block, _near(made.T @ made[:, block], ubiquity[:, None], ubiquity[None, block])

    whole, density, gain = np.empty(made.shape[1]), np.empty_like(made), np.empty_like(made)
    for block, near in blocks():
        whole[block] = near.sum(axis=0)
        density[:, block] = made @ near
    weighed = np.divide(kp, whole, out=np.zeros_like(kp), where=whole > 0)
    density = np.divide(density, whole, out=np.zeros_like(density), where=whole > 0)
    for block, near in blocks():
        gain[:, block] = ((1 - made) * weighed) @ near
    return density, (1 - made) * gain
