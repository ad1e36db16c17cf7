"""Addresses of pages on which figures were published, read strictly: what a browser and a parser could take for different hosts is no address."""

from __future__ import annotations

import re
from contextlib import suppress

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"({_LABEL}(?:\.{_LABEL})+)\.?(?::\d{{1,5}})?", re.ASCII)
_FORM = re.compile(r"https?://([^/?#]+)(?:[/?#][^\\\s\x00-\x1f\x7f]*)?", re.IGNORECASE)


def host_of(address: str) -> str:
    """The host of an http or https address, in lower case and ASCII letters. Raises `ValueError` for what is none."""
    found = _FORM.fullmatch(address.strip())
    host = None
    with suppress(UnicodeError):
        host = _HOST.fullmatch(found[1].encode("idna").decode("ascii").lower()) if found else None
    if host is None:
        raise ValueError(f"{address!r} is no address of a page; write it as https://www.customs.gov.cn/page.html")
    return host[1]
