"""Hinterland: a claims engine for the geography of trade. `open()` gives the warehouse with its verbs; the command is `hinterland`."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hinterland.api import Hinterland, open
    from hinterland.errors import InputError
    from hinterland.version import __version__

__all__ = ["Hinterland", "InputError", "__version__", "open"]


def __dir__() -> list[str]:
    return sorted(__all__)


def __getattr__(name: str) -> Any:
    """The public names, imported when first asked for, so that `import hinterland` costs nothing."""
    if name in ("open", "Hinterland"):
        from hinterland import api

        return getattr(api, name)
    if name == "__version__":
        from hinterland.version import __version__

        return __version__
    if name == "InputError":
        from hinterland.errors import InputError

        return InputError
    raise AttributeError(f"module 'hinterland' has no attribute {name!r}")
