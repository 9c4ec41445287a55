#!/usr/bin/env bash
# Build the wheel whose rooms `extract`, `link` and `check` are compiled, from a copy: compiled
# modules that lie beside their sources would shadow every later edit. Needs a C compiler. Prints
# the wheel's path.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=$PWD/.venv/bin
out=$PWD/build/compiled
rm -rf "$out"
mkdir -p "$out/source"
git ls-files --cached --others --exclude-standard -z -- src pyproject.toml README.md LICENSE NOTICE \
  | xargs -0 cp --parents --target-directory "$out/source"
cd "$out/source"
HATCH_BUILD_HOOKS_ENABLE=1 "$bin/uv" build --quiet --wheel --no-build-isolation \
  --python "$bin/python" --out-dir "$out" . >"$out/log" 2>&1 || { tail -n 30 "$out/log" >&2; exit 1; }
ls "$out"/*.whl
