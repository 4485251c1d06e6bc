"""The import contracts of the house hold."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]


def test_every_import_contract_holds() -> None:
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    if not project["tool"].get("importlinter", {}).get("contracts"):
        pytest.skip("pyproject.toml has no import contracts yet")
    command = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(cache_dir=None))"

    done = subprocess.run(
        [sys.executable, "-c", command], cwd=_ROOT, capture_output=True, text=True, timeout=120, check=False
    )

    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
