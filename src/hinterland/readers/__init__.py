"""Readers: whoever turns a text into claims; the offline one, or a language model or program that is configured. `proposers.py` asks,
`validate.py` keeps what the text bears out, `port.py` weighs two readings. No reader gives verdicts, and nothing reaches a network unless
configured."""

from hinterland.readers.contract import ProposedClaim, contract_schema, proposals_of
from hinterland.readers.port import OfflineReader, Reader, Reading, open_reader
from hinterland.readers.validate import Validated, validate

__all__ = ["OfflineReader", "ProposedClaim", "Reader", "Reading", "Validated", "contract_schema", "open_reader", "proposals_of", "validate"]
