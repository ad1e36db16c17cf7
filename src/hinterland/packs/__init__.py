"""Packs: all that is particular to a country, as data in a folder each.

A pack holds `pack.toml` (nation, currency, levels, bases, languages) and tables of regions, groups, measures, products and figures. The code tables of all packs that are
loaded are one table to whoever asks `hinterland.codes`; no other layer names a country. `docs/how-to/pack.md` makes one.
"""

from hinterland.packs.loaded import home, of_nation, packs
from hinterland.packs.offices import Office, dollars, office
from hinterland.packs.pack import Level, Pack, PackError, read

__all__ = ["Level", "Office", "Pack", "PackError", "dollars", "home", "of_nation", "office", "packs", "read"]
