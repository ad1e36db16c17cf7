"""Reading what somebody sends to be checked: a form with a text or a file, within the limits; files are read in the process for uploads."""

from __future__ import annotations

import base64
import binascii

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from hinterland.serve.front import Front
from hinterland.serve.pages.check import Sent
from hinterland.serve.pages.parameters import Sending, of_form
from hinterland.serve.problems import Problem
from hinterland.serve.rest import document, fitting, without_folders

FIELDS = 12


async def sent(front: Front, request: Request) -> tuple[Sent, str]:
    """What was sent, and the form of the report that is asked for. Raises `Problem` for what is too large, empty or can't be read."""
    async with request.form(max_files=1, max_fields=FIELDS, max_part_size=front.settings.limits.body) as form:
        given = of_form(Sending, form)
        name, raw = await _file(form, given)
    if raw:
        return Sent(name=name, raw=raw, read=await document(front, name, raw), dated=given.date), given.format
    text = given.text.replace("\r\n", "\n")
    return Sent(text=fitting(front, text, "; paste one or choose a file"), dated=given.date), given.format


async def _file(form: FormData, given: Sending) -> tuple[str, bytes]:
    """The file of a form: chosen or dropped, or carried by a page that was made of it."""
    found = form.get("file")
    if isinstance(found, UploadFile) and found.filename:
        return without_folders(found.filename), await found.read()
    if not given.carried:
        return "", b""
    try:
        return without_folders(given.name), base64.b64decode(given.carried, validate=True)
    except (binascii.Error, ValueError):
        raise Problem(422, "the file that the page carried did not come back as it was; choose it again") from None
