#!/usr/bin/env bash
# Install the wheel whose rooms are compiled into an environment of its own, and hold it to the
# tests of its source. Without a C compiler nothing is done, loudly.
set -euo pipefail
cd "$(dirname "$0")/.."
if ! command -v "${CC:-cc}" >/dev/null; then
  echo "NOT COMPILED: there is no C compiler; the rooms were tested as plain Python only." >&2
  exit 0
fi
venv=.venv-compiled
install=(.venv/bin/uv pip install --quiet --python "$venv/bin/python")
.venv/bin/python -m venv --clear "$venv"
"${install[@]}" --require-hashes -r requirements/dev.txt
"${install[@]}" --no-deps "$(tools/compiled_wheel.sh)"
"$venv/bin/python" -c '
import sys
import kept.check.room, kept.extract.room, kept.link.room

for name, module in sys.modules.copy().items():
    if name.startswith(("kept.extract.", "kept.link.", "kept.check.")) and module.__file__.endswith(".py"):
        sys.exit(f"not compiled: {name}")'
"$venv/bin/python" -m pytest -q tests/extract tests/link tests/check tests/annotated tests/test_whole_way.py
