"""Packs: all that is particular to a country, as data in a folder each: `pack.toml` and tables of regions, groups, measures, products and
figures. The code tables of all packs are one table to whoever asks `hinterland.codes`; no other layer names a country."""

from hinterland.packs.loaded import Office, dollars, home, of_nation, office, packs
from hinterland.packs.pack import Level, Pack, PackError, read

__all__ = ["Level", "Office", "Pack", "PackError", "dollars", "home", "of_nation", "office", "packs", "read"]
