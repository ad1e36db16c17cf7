"""Checking: a text in, its claims judged and what is wrong with them out.

`check_all` reads documents, judges every claim by the data (`judge.py`), asks each rule for findings (`rules/`, one file a code), and hands back a
`Report`, which `output.py` prints in the formats people and programs want.
"""

from hinterland.check.document import Document, load_document
from hinterland.check.report import How, Report, check_all

__all__ = ["Document", "How", "Report", "check_all", "load_document"]
