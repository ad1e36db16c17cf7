"""A renderer in a process of its own: its start takes most of a second, and goes on beside the research of a brief.

Run as a script, this file is that process: a specification comes in as a line of JSON, the drawing goes out as one, `null` where it couldn't be drawn.
So it imports nothing of the package.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any


class Beside:
    """The process, asked for one drawing at a time. It ends when nobody is left to ask it."""

    def __init__(self, version: str, fonts: str) -> None:
        command = [sys.executable, __file__, version, fonts]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
        )

    def svg(self, spec: dict[str, Any]) -> str | None:
        """The drawing of a specification; `None` where the process couldn't make it, or is gone."""
        asked, output = self._process.stdin, self._process.stdout
        assert asked is not None and output is not None
        try:
            asked.write(json.dumps(spec) + "\n")
            asked.flush()
            drawn = json.loads(output.readline() or "null")
        except (OSError, ValueError):
            return None
        return None if drawn is None else str(drawn)

    def close(self) -> None:
        """Let the process end."""
        self._process.kill()
        self._process.communicate()


def _serve(version: str, fonts: str) -> None:
    import vl_convert

    output = sys.stdout
    vl_convert.register_font_directory(fonts)
    vl_convert.vegalite_to_svg({"data": {"values": []}, "mark": "point"}, vl_version=version)
    for line in sys.stdin:
        try:
            drawn = vl_convert.vegalite_to_svg(json.loads(line), vl_version=version)
        except ValueError:
            drawn = None
        output.write(json.dumps(drawn) + "\n")
        output.flush()


if __name__ == "__main__":
    for stream in (sys.stdin, sys.stdout):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    _serve(*sys.argv[1:])
