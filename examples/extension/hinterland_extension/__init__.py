"""An example of a package that extends Hinterland: where its pack's folder is."""

from pathlib import Path


def folder() -> Path:
    """The folder of the pack, for the entry point `hinterland.packs`."""
    return Path(__file__).parent / "atlantis"
