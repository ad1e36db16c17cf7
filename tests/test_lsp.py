"""The language server with a real client over standard input and output, as an editor would start it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

pygls = pytest.importorskip("pygls")

from lsprotocol import types  # noqa: E402
from pygls.lsp.client import LanguageClient  # noqa: E402

WRONG = "Anhui's trade rose 27.3 percent in 2025.\n"
SLIP = "📈 Heilongjiang's foreign trade stood at 31.26 billion yuan in 2025.\n"
URI = "file:///drafts/draft.md"


class Editor:
    """A client with one document open."""

    def __init__(self, client: LanguageClient) -> None:
        self.client = client
        self.told: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()
        self.version = 0

    async def open(self, text: str, uri: str = URI, language: str = "markdown") -> list[types.Diagnostic]:
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, language, self.version, text)))
        return await self.findings()

    async def type(self, text: str, start: tuple[int, int], end: tuple[int, int], uri: str = URI) -> None:
        self.version += 1
        span = types.Range(types.Position(*start), types.Position(*end))
        change = types.TextDocumentContentChangePartial(span, text)
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(types.VersionedTextDocumentIdentifier(self.version, uri), [change])
        )

    async def findings(self) -> list[types.Diagnostic]:
        told = await asyncio.wait_for(self.told.get(), 30)
        return list(told.diagnostics)


def served(seeded: Path, use: Callable[[Editor], Awaitable[None]]) -> None:
    """Start the server as a process, open a session, use it, and end it as the protocol asks."""

    async def run() -> None:
        client = LanguageClient("test-editor", "1")
        editor = Editor(client)

        @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def told(params: types.PublishDiagnosticsParams) -> None:
            editor.told.put_nowait(params)

        await client.start_io(sys.executable, "-m", "hinterland.cli", "lsp", "--warehouse", str(seeded))
        started = await client.initialize_async(types.InitializeParams(types.ClientCapabilities(), process_id=None))
        assert started.server_info is not None and started.server_info.name == "hinterland"
        client.initialized(types.InitializedParams())
        await use(editor)
        await client.shutdown_async(None)
        client.exit(None)
        await client.stop()

    asyncio.run(run())


def at(position: types.Position) -> tuple[int, int]:
    return position.line, position.character


def test_an_editor_is_told_what_is_wrong_as_one_types(seeded: Path) -> None:
    async def use(editor: Editor) -> None:
        found = await editor.open(WRONG)
        assert [(d.code, d.source, d.severity) for d in found] == [("HL201", "hinterland", types.DiagnosticSeverity.Error)]
        assert (at(found[0].range.start), at(found[0].range.end)) == ((0, 19), (0, 31))
        assert "17.3%" in found[0].message
        await editor.type("1", (0, 19), (0, 20))
        assert await editor.findings() == []

    served(seeded, use)


@pytest.mark.long
def test_the_last_key_of_several_is_what_counts(seeded: Path) -> None:
    async def use(editor: Editor) -> None:
        assert len(await editor.open(WRONG)) == 1
        for digit in "341":
            await editor.type(digit, (0, 19), (0, 20))
        assert await editor.findings() == []
        assert editor.told.empty()

    served(seeded, use)


@pytest.mark.long
def test_places_count_as_the_protocol_does_after_wide_characters(seeded: Path) -> None:
    async def use(editor: Editor) -> None:
        (found,) = await editor.open(SLIP)
        units = len(SLIP[: SLIP.index("31.26")].encode("utf-16-le")) // 2
        assert at(found.range.start) == (0, units)

    served(seeded, use)


def test_a_certain_fix_is_offered_first_and_makes_the_text_right(seeded: Path) -> None:
    async def use(editor: Editor) -> None:
        (found,) = await editor.open(SLIP)
        asked = types.CodeActionParams(types.TextDocumentIdentifier(URI), found.range, types.CodeActionContext([found]))
        actions: Any = await editor.client.text_document_code_action_async(asked)
        (action,) = actions
        assert action.is_preferred and action.kind == types.CodeActionKind.QuickFix
        (edit,) = action.edit.changes[URI]
        assert (edit.new_text, edit.range) == ("312.59 billion yuan", found.range)
        await editor.type(edit.new_text, at(edit.range.start), at(edit.range.end))
        assert await editor.findings() == []

    served(seeded, use)


@pytest.mark.long
def test_the_evidence_stands_under_the_pointer(seeded: Path) -> None:
    async def use(editor: Editor) -> None:
        await editor.open("安徽2025年进出口增长17.3%。\n")
        asked = types.HoverParams(types.TextDocumentIdentifier(URI), types.Position(0, 14))
        hover: Any = await editor.client.text_document_hover_async(asked)
        assert "相符" in hover.contents.value and "17.3%" in hover.contents.value
        nothing = types.HoverParams(types.TextDocumentIdentifier(URI), types.Position(0, 0))
        assert await editor.client.text_document_hover_async(nothing) is None

    served(seeded, use)


def test_a_page_is_left_alone_and_a_closed_text_is_cleared(seeded: Path) -> None:
    async def use(editor: Editor) -> None:
        assert await editor.open(f"<p>{WRONG}</p>", "file:///drafts/page.html", "html") == []
        assert len(await editor.open(WRONG)) == 1
        editor.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(URI)))
        assert await editor.findings() == []

    served(seeded, use)
