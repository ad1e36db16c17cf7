"""Checking: a text in, its claims judged and what is wrong with them out.

`check_all` reads documents, judges every claim by the data (`judge.py`), asks each rule for findings (`rules/`, one file a code), and hands back a
`Report`, which `output.py` prints in the formats people and programs want.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hinterland.check.document import Document, load_document
    from hinterland.check.report import How, Report, check_all

__all__ = ["Document", "How", "Report", "check_all", "load_document"]


def __getattr__(name: str) -> Any:
    """The public names, imported when first asked for: an outlook needs the judging alone."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from hinterland.check import document, report

    return getattr(document if name in ("Document", "load_document") else report, name)
