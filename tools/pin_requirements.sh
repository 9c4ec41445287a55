#!/usr/bin/env bash
# Write requirements/*.txt anew from pyproject.toml: pinned, hashed, for every platform.
set -euo pipefail
cd "$(dirname "$0")/.."
uv=${UV_BIN:-.venv/bin/uv}
compile() {
  "$uv" pip compile --quiet --universal --generate-hashes --python-version 3.11 \
    --no-emit-index-url --no-emit-find-links --no-annotate \
    --custom-compile-command "make requirements" "$@"
}
compile pyproject.toml requirements/build.in -o requirements/core.txt
compile pyproject.toml requirements/build.in --extra accounts --group dev -o requirements/dev.txt
compile requirements/bench.in -o requirements/bench.txt
compile pyproject.toml requirements/build.in --extra forecast -o requirements/forecast.txt
compile requirements/bootstrap.in -o requirements/bootstrap.txt
compile requirements/fuzz.in -o requirements/fuzz.txt
compile requirements/compile.in --constraint requirements/dev.txt -o requirements/compile.txt
compile requirements/bench-extract.in -o requirements/bench-extract.txt
