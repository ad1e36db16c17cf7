"""A small S3 server on this machine, for warehouses at an address: it keeps objects in memory, may be slow, fails as often as a test wants, and remembers what it was asked."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit
from urllib.request import Request, urlopen
from xml.sax.saxutils import escape


@dataclass
class Bucket:
    """What is kept: objects by path, who may ask, and the questions so far. Every `failing`-th question is answered with an error that passes."""

    objects: dict[str, bytes] = field(default_factory=dict)
    name: str = "desk"
    closed: bool = False
    """Whether questions that are not signed with the key named `key` are refused."""
    failing: int = 0
    late: float = 0.0
    """Seconds before each answer."""
    asked: list[tuple[str, str]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def listed(self, prefix: str, after: str, delimiter: str) -> bytes:
        keys = sorted(k for k in self.objects if k.startswith(prefix) and k > after)
        folders = sorted(
            {prefix + k.removeprefix(prefix).partition("/")[0] + "/" for k in keys if delimiter and "/" in k.removeprefix(prefix)}
        )
        shown = [k for k in keys if not (delimiter and "/" in k.removeprefix(prefix))]
        contents = "".join(
            f"<Contents><Key>{escape(k)}</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified><ETag>{etag(self.objects[k])}</ETag>"
            f"<Size>{len(self.objects[k])}</Size></Contents>"
            for k in shown
        )
        common = "".join(f"<CommonPrefixes><Prefix>{escape(f)}</Prefix></CommonPrefixes>" for f in folders)
        return (
            f"<ListBucketResult><Name>{self.name}</Name><KeyCount>{len(shown)}</KeyCount><IsTruncated>false</IsTruncated>{contents}{common}</ListBucketResult>"
        ).encode()


def etag(data: bytes) -> str:
    return f'"{hashlib.md5(data, usedforsecurity=False).hexdigest()}"'


def answer(bucket: Bucket, method: str, path: str, headers: dict[str, str], body: bytes) -> tuple[int, dict[str, str], bytes]:
    """The status, headers and body of an answer."""
    parts = urlsplit(path)
    name, _, key = unquote(parts.path).lstrip("/").partition("/")
    with bucket.lock:
        bucket.asked.append((method, key))
        if bucket.failing and len(bucket.asked) % bucket.failing == 0:
            return 503, {}, b"<Error><Code>SlowDown</Code></Error>"
        if name != bucket.name:
            return 404, {}, b"<Error><Code>NoSuchBucket</Code></Error>"
        if bucket.closed and "Credential=key/" not in headers.get("authorization", ""):
            return 403, {}, b"<Error><Code>AccessDenied</Code></Error>"
        if not key and method == "GET":
            query = {k: v[0] for k, v in parse_qs(parts.query).items()}
            return 200, {}, bucket.listed(query.get("prefix", ""), query.get("start-after", ""), query.get("delimiter", ""))
        held = bucket.objects.get(key)
        if method == "PUT":
            if headers.get("if-none-match") == "*" and held is not None:
                return 412, {}, b"<Error><Code>PreconditionFailed</Code></Error>"
            bucket.objects[key] = body
            return 200, {"ETag": etag(body)}, b""
        if held is None:
            return 404, {}, b"<Error><Code>NoSuchKey</Code></Error>"
        told = {"ETag": etag(held), "Last-Modified": "Thu, 01 Jan 2026 00:00:00 GMT"}
        if method == "DELETE":
            del bucket.objects[key]
            return 204, {}, b""
        if "range" in headers and method == "GET":
            first, _, last = headers["range"].removeprefix("bytes=").partition("-")
            begin, end = (int(first), int(last or len(held) - 1)) if first else (max(0, len(held) - int(last)), len(held) - 1)
            piece = held[begin : end + 1]
            return 206, {**told, "Content-Range": f"bytes {begin}-{begin + len(piece) - 1}/{len(held)}"}, piece
        return 200, told, held


def control(bucket: Bucket, body: bytes) -> bytes:
    """Set what the test says, and tell what was asked so far; then forget it."""
    with bucket.lock:
        for name, value in json.loads(body).items():
            setattr(bucket, name, value)
        told, bucket.asked = bucket.asked, []
    return json.dumps(told).encode()


class Handler(BaseHTTPRequestHandler):
    """Answers for the one bucket of the process."""

    protocol_version = "HTTP/1.1"
    wbufsize, disable_nagle_algorithm = -1, True
    bucket = Bucket()

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.command == "POST":
            status, headers, data = 200, {}, control(self.bucket, body)
        else:
            time.sleep(self.bucket.late)
            status, headers, data = answer(self.bucket, self.command, self.path, {k.lower(): v for k, v in self.headers.items()}, body)
        self.send_response(status)
        for header, value in {**headers, "Content-Length": str(len(data))}.items():
            self.send_header(header, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def log_message(self, *args: object) -> None:
        pass


for method in ("GET", "PUT", "HEAD", "DELETE", "POST"):
    setattr(Handler, f"do_{method}", Handler._answer)


@dataclass(frozen=True)
class Served:
    """A server in a process of its own: the table library keeps the interpreter to itself while it waits for an answer."""

    endpoint: str

    def set(self, **values: object) -> list[tuple[str, str]]:
        """Change how it answers (the fields of `Bucket`). Returns the methods and keys that it was asked since it was last changed."""
        with urlopen(Request(self.endpoint, data=json.dumps(values).encode(), method="POST")) as told:
            return [(method, key) for method, key in json.loads(told.read())]


@contextmanager
def serving() -> Iterator[Served]:
    """A server for the time of the block."""
    with subprocess.Popen([sys.executable, __file__], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield Served(process.stdout.readline().strip())
        finally:
            process.terminate()


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()
