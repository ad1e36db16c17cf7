"""Sources: one module a file format, each telling what a row means. `read` finds the format by content and hands the file to its module."""

from hinterland.sources.reading import Figure, InputError, Options, Quarantined, Reading
from hinterland.sources.registry import formats, read

__all__ = ["Figure", "InputError", "Options", "Quarantined", "Reading", "formats", "read"]
