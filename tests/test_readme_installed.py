"""The README in a fresh environment: `pip install .`, then its commands one after the other in one folder, as somebody types them who has nothing else."""

from __future__ import annotations

import os
import re
import shlex
import socket
import subprocess
import sys
import time
import venv
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.test_documentation import pattern, squeezed

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[1]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.DOTALL | re.MULTILINE)
FINDINGS = 1
"""The status of a check that finds something."""
OWN = ("--reader local", "verify claims.json", "load --each exports/", "roll-up", "accept 1a2b3c4d")
"""Commands on what the reader of the page has: a model, claims that a program proposed, files of customs, a pending file."""


def examples() -> Iterator[tuple[str, list[str]]]:
    """The commands of the README in order, each with the lines printed below it."""
    for language, block in FENCE.findall((ROOT / "README.md").read_text(encoding="utf-8")):
        parts = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:] if language in ("", "console") else []
        for part in parts:
            command, *printed = part.splitlines()
            yield command.partition("   #")[0].strip(), [line for line in printed if line.strip()]


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


class Shell:
    """A fresh environment with a home, a warehouse and a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.work, bin_ = folder / "work", folder / "env" / "bin"
        self.work.mkdir()
        venv.create(folder / "env", with_pip=True)
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "HINTERLAND", "VIRTUAL_ENV"))}
        self.env = kept | {"PATH": f"{bin_}:{os.environ['PATH']}", "HOME": str(folder), "HINTERLAND_WAREHOUSE": str(folder / "warehouse")}
        self.port, self.server = free_port(), None

    def run(self, command: str) -> subprocess.CompletedProcess[str]:
        """Run a command; what installs the project is run where the project is."""
        where = ROOT if "pip install" in command else self.work
        command = command.replace(":8000", f":{self.port}").replace(
            "pip install", f"{shlex.quote(sys.executable)} -m pip --python env install"
        )
        command = command.replace("--python env", f"--python {shlex.quote(str(self.work.parent / 'env'))}")
        return subprocess.run(["bash", "-c", command], cwd=where, env=self.env, capture_output=True, text=True, timeout=900, check=False)

    def serve(self, command: str) -> None:
        """Start a server and wait for its address."""
        self.server = subprocess.Popen([*shlex.split(command), "--port", str(self.port)], cwd=self.work, env=self.env)
        for _ in range(240):
            with socket.socket() as s:
                if s.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.5)
        raise AssertionError("no server answers")


@pytest.fixture
def shell(tmp_path: Path) -> Iterator[Shell]:
    shell = Shell(tmp_path)
    yield shell
    if shell.server is not None:
        shell.server.terminate()
        shell.server.wait(60)


def test_every_command_of_the_readme_runs_in_a_fresh_environment(shell: Shell) -> None:
    installed = shell.run("pip install .")
    assert installed.returncode == 0, installed.stderr
    for command, printed in examples():
        if any(part in command for part in OWN):
            continue
        if command.startswith("hinterland serve"):
            shell.serve(command)
            continue
        ran = shell.run(command)
        expected = (0, FINDINGS) if command.startswith("hinterland check") else (0,)
        assert ran.returncode in expected, f"{command}\n{ran.stdout}{ran.stderr}"
        lines = [squeezed(line) for line in (ran.stdout + ran.stderr).splitlines()]
        for line in printed:
            found = next((i for i, p in enumerate(lines) if pattern(line).fullmatch(p)), None)
            assert found is not None, f"{command} does not print: {line}\n{ran.stdout}{ran.stderr}"
            lines = lines[found + 1 if line.strip() != "..." else 0 :]
