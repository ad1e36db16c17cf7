"""The language server, over standard input and output with pygls (the extra [lsp]): findings underlined as one types, evidence under the
pointer, fixes. Plain text and Markdown are checked, one document at a time, a moment after the last key."""

from __future__ import annotations

import asyncio
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlparse

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.workspace import TextDocument

from hinterland.check.catalogue import said, say
from hinterland.check.document import from_text
from hinterland.check.failures import phrase
from hinterland.check.output.evidence import lines as evidence
from hinterland.check.output.evidence import shown as answer
from hinterland.check.output.source import failures
from hinterland.check.report import Report
from hinterland.check.settings import Settings
from hinterland.models import Claim, Finding, Span
from hinterland.version import __version__

if TYPE_CHECKING:
    from hinterland.api import Hinterland

PAUSE = 0.25
"""Seconds without a key after which a text is checked."""
NAME = "hinterland"


def server(warehouse: Hinterland, settings: Settings) -> LanguageServer:
    """A server for one warehouse."""
    ls = LanguageServer(NAME, f"v{__version__}", text_document_sync_kind=types.TextDocumentSyncKind.Incremental)
    reports: dict[str, Report] = {}

    def check(uri: str) -> None:
        document = ls.workspace.get_text_document(uri)
        try:
            reports[uri] = _checked(warehouse, settings, document)
        except Exception as error:
            text = f"hinterland: {document.filename} could not be checked ({phrase(error)})"
            ls.window_show_message(types.ShowMessageParams(types.MessageType.Error, text))
            return
        for sentence in failures(reports[uri]):
            ls.window_log_message(types.LogMessageParams(types.MessageType.Error, f"hinterland: {sentence}"))
        found = [_diagnostic(document, reports[uri], f) for f in reports[uri].findings]
        ls.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, document.version))

    @ls.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        check(params.text_document.uri)

    @ls.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        uri, version = params.text_document.uri, params.text_document.version
        await asyncio.sleep(PAUSE)
        if uri in reports and ls.workspace.get_text_document(uri).version == version:
            check(uri)

    @ls.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        reports.pop(params.text_document.uri, None)
        ls.text_document_publish_diagnostics(types.PublishDiagnosticsParams(params.text_document.uri, []))

    @ls.feature(types.TEXT_DOCUMENT_HOVER)
    def hovered(params: types.HoverParams) -> types.Hover | None:
        report = reports.get(params.text_document.uri)
        document = ls.workspace.get_text_document(params.text_document.uri)
        at = document.offset_at_position(params.position)
        claim = next((c for c in report.claims if (c.start or 0) <= at < (c.end or 0)), None) if report else None
        if report is None or claim is None:
            return None
        content = types.MarkupContent(types.MarkupKind.PlainText, _hover(report, claim))
        return types.Hover(content, _range(document, Span(start=claim.start or 0, end=claim.end or 0)))

    @ls.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions([types.CodeActionKind.QuickFix]))
    def actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        report = reports.get(params.text_document.uri)
        document = ls.workspace.get_text_document(params.text_document.uri)
        if report is None or report.document.shown != document.source:
            return []
        first, last = (document.offset_at_position(p) for p in (params.range.start, params.range.end))
        near = [f for f in report.findings if f.fix and f.start <= last and first <= f.end]
        return [_action(document, report, f) for f in near]

    return ls


def _checked(warehouse: Hinterland, settings: Settings, document: TextDocument) -> Report:
    name = PurePath(unquote(urlparse(document.uri).path)).name
    markdown = document.language_id == "markdown" or name.lower().endswith((".md", ".markdown"))
    text = "" if name.lower().endswith((".html", ".htm", ".xhtml")) else document.source
    language: Any = settings.language
    return warehouse.check(from_text(name, text, markdown=markdown), select=settings.select, ignore=settings.ignore, language=language)


def _range(document: TextDocument, span: Span) -> types.Range:
    return types.Range(document.client_position_at_offset(span.start), document.client_position_at_offset(span.end))


def _diagnostic(document: TextDocument, report: Report, f: Finding) -> types.Diagnostic:
    severity = types.DiagnosticSeverity(1 + ("error", "warning", "info").index(f.severity))
    text = report.document.shown
    related = [
        types.DiagnosticRelatedInformation(types.Location(document.uri, _range(document, r)), text[r.start : r.end]) for r in f.related
    ]
    return types.Diagnostic(
        _range(document, f), f.message, severity=severity, code=f.code, source=NAME, related_information=related or None
    )


def _hover(report: Report, claim: Claim) -> str:
    language = report.speaks
    e = answer(claim, language)
    found = [f for f in report.findings if claim.id in f.claims]
    lines = [f"{say(language, f'verdict.{claim.verdict}')}{': ' + e.answer if e.answer else ''}"]
    for f in found:
        lines += [f"{f.code}: {f.message}", *evidence(f, report.claims, language)]
    if not found:
        lines += [said(language, claim.reason), *e.observations, *e.sources, *e.caveats]
    return "\n".join(dict.fromkeys(line for line in lines if line))


def _action(document: TextDocument, report: Report, f: Finding) -> types.CodeAction:
    assert f.fix is not None
    edit = types.TextEdit(_range(document, f.fix), f.fix.replacement)
    return types.CodeAction(
        say(report.speaks, f"fix.{f.fix.grade}", text=f.fix.replacement),
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[_diagnostic(document, report, f)],
        is_preferred=f.fix.grade == "certain",
        edit=types.WorkspaceEdit(changes={document.uri: [edit]}),
    )
