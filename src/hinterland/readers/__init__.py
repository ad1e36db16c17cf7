"""Readers: whoever turns a text into claims. The offline reader is one; a language model or any other program may be configured as another.

A proposer (`proposers.py`) takes a prompt or a text and answers with JSON; `validate.py` keeps of its proposals what the text bears out; `port.py` weighs two readings
against each other. No reader gives verdicts: judging is the checker's business. Nothing here reaches a network unless a reader was configured (`proposers.py`).
"""

from hinterland.readers.contract import ProposedClaim, contract_schema, proposals_of
from hinterland.readers.port import OfflineReader, Reader, Reading, open_reader
from hinterland.readers.validate import Validated, validate

__all__ = ["OfflineReader", "ProposedClaim", "Reader", "Reading", "Validated", "contract_schema", "open_reader", "proposals_of", "validate"]
