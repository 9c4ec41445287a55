# Everything is done by make, in an environment of its own, from pinned and hashed requirements.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
SECONDS ?= 30
UV     := $(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode

.DEFAULT_GOAL := help
.PHONY: help check test system compiled fuzz lint types contracts bench bench-passwords password-tables snapshot schema golden faults scores bench-extract requirements clean parameters backtest

help: ## List what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

$(VENV)/core: requirements/bootstrap.txt requirements/core.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bootstrap.txt
	$(UV) --require-hashes -r requirements/core.txt
	$(UV) --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q src
	@touch $@

$(VENV)/dev: $(VENV)/core requirements/dev.txt
	$(UV) --require-hashes -r requirements/dev.txt
	@touch $@

check: $(VENV)/core ## Check a sample announcement: the main job
	$(BIN)/kept check --sample pakistan-it

test: $(VENV)/dev system lint types contracts ## All that CI runs
	$(BIN)/python -m pytest
	$(MAKE) compiled fuzz

system: ## Install the browser and the database server that tests need, where that is possible
	tools/system_packages.sh

$(VENV)/fuzz: $(VENV)/dev requirements/fuzz.txt
	$(UV) --require-hashes -r requirements/fuzz.txt
	@touch $@

$(VENV)/compile: $(VENV)/dev requirements/compile.txt
	$(UV) --require-hashes -r requirements/compile.txt
	@touch $@

compiled: $(VENV)/compile ## Compile extraction, linking and checks, and hold them to the same tests
	tools/compiled_tests.sh

fuzz: $(VENV)/fuzz ## Half a minute each of guided fuzzing: make fuzz SECONDS=600
	$(BIN)/python tests/fuzz/whole_way.py reader -max_total_time=$(SECONDS)
	$(BIN)/python tests/fuzz/whole_way.py extractor -max_total_time=$(SECONDS)

lint: $(VENV)/dev ## Style, dead imports, formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/dev ## Strict types
	$(BIN)/mypy

contracts: $(VENV)/dev ## Layers, cycles, declared dependencies
	$(BIN)/lint-imports
	$(BIN)/deptry src

snapshot: $(VENV)/dev ## Build the statistics anew: make snapshot DATA=folder
	$(BIN)/python tools/build_snapshot.py --shared $(DATA)

password-tables: $(VENV)/dev requirements/bench.txt ## Train the password tables anew: make password-tables DATA=folder
	$(UV) --require-hashes -r requirements/bench.txt
	$(BIN)/python tools/train_passwords.py $(DATA)

bench-passwords: $(VENV)/dev requirements/bench.txt ## Passwords against their peers: make bench-passwords [SETS=folder]
	$(UV) --require-hashes -r requirements/bench.txt
	$(BIN)/python benchmarks/passwords $(if $(SETS),--sets $(SETS))

parameters: $(VENV)/dev ## Learn the forecast's parameters anew from the shipped statistics
	OMP_NUM_THREADS=1 $(BIN)/python tools/fit_forecast.py

$(VENV)/forecast: $(VENV)/dev requirements/forecast.txt
	$(UV) --require-hashes -r requirements/forecast.txt
	@touch $@

backtest: $(VENV)/forecast ## Test the odds against the past and write docs/odds.md: some minutes
	OMP_NUM_THREADS=1 $(BIN)/python tools/write_backtest.py

schema: $(VENV)/dev ## Write the JSON Schema anew
	$(BIN)/python tools/write_schema.py

golden: $(VENV)/dev ## Write the golden results anew, to be looked at before a commit
	KEPT_GOLDEN=write $(BIN)/python -m pytest -q tests/test_whole_way.py tests/record/test_pages.py

scores: $(VENV)/dev ## Score the extractor on the annotated texts, both halves: WRITE=1
	$(BIN)/python tests/annotated/scoring.py $(if $(WRITE),--write)

faults: $(VENV)/dev ## The ledger's fault tests at length: 300 kills, many writers, restarts
	KEPT_FAULTS=long $(BIN)/python -m pytest tests/record/test_faults.py

bench: $(VENV)/dev ## Time each room, print the tables and write docs/benchmarks.md
	$(BIN)/python tools/write_benchmarks.py

.venv-bench/peers: $(VENV)/dev requirements/bench-extract.txt
	$(PYTHON) -m venv .venv-bench
	-$(BIN)/uv pip install --quiet --python .venv-bench/bin/python --require-hashes -r requirements/bench-extract.txt
	@touch $@

bench-extract: .venv-bench/peers ## Score and time extraction beside its peers: GOLD=file.json, WRITE=1
	$(BIN)/python benchmarks/extract.py --floors $(if $(GOLD),--gold $(GOLD)) $(if $(WRITE),--write)

requirements: $(VENV)/dev ## Pin every dependency again, with hashes
	tools/pin_requirements.sh

clean: ## Remove the environment and every cache
	rm -rf $(VENV) .venv-compiled .venv-bench .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist
