"""A stub of a model's endpoint on loopback that answers as each test wants: well, slowly, brokenly or with somebody's instructions."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from hinterland.readers.proposers import ReaderSettings

KEY = "sk-never-to-be-seen-0123456789"


class Stub:
    """What the endpoint answers (`replies`: status and words, the last repeated) and what it was asked."""

    def __init__(self) -> None:
        self.replies: list[tuple[int, str | None]] = [(200, '{"claims": []}')]
        self.asked: list[dict[str, Any]] = []
        self.raw = False
        self.hold = threading.Event()
        self.url = ""

    def says(self, *claims: dict[str, Any]) -> None:
        self.replies = [(200, json.dumps({"claims": claims}, ensure_ascii=False))]

    def settings(self, **changes: Any) -> ReaderSettings:
        given = {
            "name": "stub",
            "kind": "openai",
            "url": self.url,
            "model": "small",
            "key": KEY,
            "timeout": 5.0,
            "retries": 1,
            "cache": False,
        }
        return ReaderSettings(**(given | changes))


@pytest.fixture
def stub() -> Iterator[Stub]:
    found = Stub()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            found.asked.append({"path": self.path, "body": body, "headers": dict(self.headers)})
            status, words = found.replies[min(len(found.asked), len(found.replies)) - 1]
            if words is None:
                found.hold.wait(10)
                return
            if status == 0:
                self.connection.close()
                return
            answer = {"choices": [{"message": {"content": words}}], "usage": {"prompt_tokens": 7, "completion_tokens": 3}}
            if self.path.endswith("/messages"):
                answer = {"content": [{"type": "text", "text": words}], "usage": {"input_tokens": 7, "output_tokens": 3}}
            sent = (words if found.raw else json.dumps(answer)).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    found.url = f"http://127.0.0.1:{server.server_port}/v1"
    yield found
    found.hold.set()
    server.shutdown()
    server.server_close()
