# `make demo` and `make test` need nothing but Python 3.11 or newer; both leave their environment in .venv.
PYTHON ?= python3
BIN := .venv/bin
RUNTIME := .venv/.takeoff-runtime
DEVELOPMENT := .venv/.takeoff-development
MODEL := automating-alignment
BEST := $(BIN)/takeoff pause $(MODEL) --maximise success --schedule caution=abrupt --over start

.PHONY: demo test test-browser pictures docs fuzz gradients agree fast bench bench-table load schema format clean

demo: $(RUNTIME)
	@mkdir -p demo
	$(BEST)
	$(BEST) --over depth
	$(BIN)/takeoff compare $(MODEL) --schedule "caution=abrupt" --schedule "caution=ramp(length=2 year, depth=0.5)" \
		--over start --equal lead_left --maximise success --figure demo/slowdowns

test: $(DEVELOPMENT)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --num-workers 2
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2 --dist loadfile --ignore tests/browser

test-browser: $(DEVELOPMENT)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[browser-tests]"
	$(BIN)/pytest tests/browser --timeout 600

pictures: $(DEVELOPMENT)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[browser-tests]"
	$(BIN)/python -m tests.browser.pictures

docs: $(DEVELOPMENT)
	$(BIN)/sphinx-build --fail-on-warning --keep-going --builder html docs docs/_build/html

fuzz: $(DEVELOPMENT)
	TAKEOFF_CASES=100000 $(BIN)/pytest tests/properties -n 2 --dist worksteal

gradients: $(DEVELOPMENT)
	TAKEOFF_GRADIENTS=all $(BIN)/pytest tests/solve/test_gradient.py -n 2 --dist worksteal --timeout 0

agree: $(DEVELOPMENT)
	TAKEOFF_AGREE=1000 $(BIN)/pytest tests/solve/batch/test_agreement.py -n 2 --dist worksteal --timeout 0

fast: $(DEVELOPMENT)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[fast]"
	$(BIN)/pytest tests/solve/fast tests/solve/batch

bench: $(DEVELOPMENT)
	$(BIN)/pytest tests/speed -o python_files="bench_*.py" --benchmark-enable --benchmark-only

bench-table: $(DEVELOPMENT)
	$(BIN)/pytest tests/speed/bench_engines.py -s --benchmark-enable --benchmark-only --benchmark-json=.benchmarks.json
	$(BIN)/python -m tests.speed.kept .benchmarks.json docs/data/speed.json
	rm .benchmarks.json

load: $(DEVELOPMENT)
	$(BIN)/pytest tests/load -o python_files="load_*.py" --timeout 0 --capture no

schema: $(DEVELOPMENT)
	$(BIN)/python -m takeoff.spec.schema

format: $(DEVELOPMENT)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf .venv demo build dist htmlcov *.egg-info .coverage .coverage.* .benchmarks
	rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	rm -rf docs/_build docs/theory docs/scenarios docs/models docs/drawn docs/compared docs/backcast docs/auto_gallery
	rm -f docs/commands/verbs.md docs/commands/kinds.md docs/speed.md
	find takeoff tests docs -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("takeoff needs Python 3.11 or newer; try make PYTHON=python3.12" \
		if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv

$(RUNTIME): pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(DEVELOPMENT): pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	@touch $@ $(RUNTIME)
