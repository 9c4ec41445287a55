"""The command line as its users run it: a process of its own, with its own streams."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

KEPT = Path(sys.executable).with_name("kept")
Result = subprocess.CompletedProcess[str]

ANNOUNCEMENT = """Ruritania plans 40 new mills

The Ministry of Forests said on Monday that timber exports rose 18 % in 2023 and that it will
plant 40 million trees by 2030.
"""


@pytest.fixture(scope="session")
def command() -> Path:
    return KEPT


@pytest.fixture
def kept() -> Callable[..., Result]:
    """Run `kept` with arguments; keywords as of subprocess.run, and `env` for variables to add."""

    def run(*arguments: object, env: dict[str, str] | None = None, **more: Any) -> Result:
        clean = {key: value for key, value in os.environ.items() if key != "COLUMNS"}
        return subprocess.run(
            [KEPT, *map(str, arguments)],
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
            env=clean | (env or {}),
            **more,
        )

    return run


@pytest.fixture
def announcement(tmp_path) -> Path:
    path = tmp_path / "announcement.txt"
    path.write_text(ANNOUNCEMENT, encoding="utf-8")
    return path
