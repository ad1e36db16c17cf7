"""Chromium, started once for all tests of a module, and a window in it on the server."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

OPTIONS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("there is no Chromium here")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield started
        started.close()


class Visit:
    """A browser's window on the server, with what the browser complained of and what was asked of others."""

    def __init__(self, browser: Any, url: str, path: str, *, width: int = 1280, scripts: bool = True, language: str = "en-GB") -> None:
        self.url = url
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=scripts, locale=language, accept_downloads=True
        )
        self.page = self.context.new_page()
        self.page.set_default_timeout(45_000)
        self.complaints: list[str] = []
        self.outside: list[str] = []
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda r: None if r.url.startswith((url, "data:")) else self.outside.append(r.url))
        self.page.goto(url + path)

    def __enter__(self) -> Visit:
        return self

    def __exit__(self, kind: Any, *_: object) -> None:
        self.context.close()
        if kind is None:
            assert self.outside == []
