"""The case tables of this folder."""

from pathlib import Path
from typing import Any

import yaml


def cases(name: str) -> list[dict[str, Any]]:
    """Return the cases of a YAML table, in file order."""
    with (Path(__file__).parent / name).open(encoding="utf-8") as file:
        return list(yaml.safe_load(file))
