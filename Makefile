# Two commands for a newcomer: `make demo` and `make test`. Both set up .venv first, from the locked versions.
PYTHON ?= $(firstword $(foreach name,python3.11 python3.12 python3.13 python3,$(shell command -v $(name))))
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PORT := 8765
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# One worker a core, four at most: each loads the models. A file's tests stay together, for they share what they read.
AT_ONCE := -n auto --maxprocesses 4 --dist loadfile

.PHONY: demo test test-fast lint audit benchmarks lock clean

demo: $(STAMP)
	@mkdir -p demo
	$(BIN)/whimbrel read -c demo/chronicle.db examples/reports
	$(BIN)/whimbrel events -c demo/chronicle.db
	$(BIN)/whimbrel page -c demo/chronicle.db -o demo/chronicle.html
	@echo "demo/chronicle.html is the whole chronology in one file; every line there opens to its sources."
	@if [ -t 1 ]; then \
	  echo "To look through it, search, map and correct it, open the address below:"; \
	  exec $(BIN)/whimbrel serve -c demo/chronicle.db --title "Demo" --port $(PORT); \
	else \
	  echo "To look through it, search, map and correct it: $(BIN)/whimbrel serve -c demo/chronicle.db"; \
	  echo "then open http://127.0.0.1:8765/"; \
	fi

test: $(STAMP)  # the slow ones one after the other: servers, browsers and kills want the machine to themselves
	$(BIN)/python -m pytest $(AT_ONCE) -m "not slow"
	$(BIN)/python -m pytest -m slow

test-fast: $(STAMP)  # something of every part, in some three minutes
	WHIMBREL_EXAMPLES=few $(BIN)/python -m pytest $(AT_ONCE) -m "not slow"

lint: $(STAMP)
	$(BIN)/ruff check src tests benchmarks training hatch_build.py hatch_assets.py
	$(BIN)/ruff format --check src tests benchmarks training hatch_build.py hatch_assets.py
	$(BIN)/mypy
	$(BIN)/lint-imports

audit: $(STAMP)  # known faults of the locked versions; where their list cannot be reached it says so and does not fail
	@$(BIN)/python -m pip_audit --version >/dev/null 2>&1 || $(PIP) pip-audit || echo "pip-audit cannot be had here" >&2
	@$(BIN)/python -m pip_audit --disable-pip --no-deps -r requirements/core.lock >.audit.log 2>&1; code=$$?; cat .audit.log; \
	if grep -qE "^Found [0-9]+ known" .audit.log; then rm -f .audit.log; exit 1; fi; \
	if [ $$code -ne 0 ] || grep -q "could not be audited" .audit.log; then \
	  echo "NOT AUDITED: the list of known faults could not be reached from here for all of these; run it where pypi.org can be" >&2; \
	fi; rm -f .audit.log

benchmarks: $(STAMP)  # the cluster's with fewer reports than the 5,000 that it is meant for
	WHIMBREL_SCALE=$${WHIMBREL_SCALE:-300} $(BIN)/python -m benchmarks --check

$(STAMP): pyproject.toml hatch_build.py hatch_assets.py requirements/dev.lock src/whimbrel/almanac/gazetteer_fold.py
	@test -n "$(PYTHON)" && $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Whimbrel needs Python 3.11 or newer: install it, or name yours with 'make PYTHON=/path/to/python …'" >&2; exit 2; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV) || \
	  { echo "Python came without its venv module: on Debian and Ubuntu, apt install python3-venv" >&2; exit 2; }
	@echo "Installing into $(VENV): a minute or two the first time"
	@$(PIP) --no-deps -r requirements/dev.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@$(BIN)/python hatch_assets.py --dev || echo "The web pages do without these: see above" >&2
	@touch $@

lock:  # writes the versions of every dependency, after a change of pyproject.toml
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --no-header --no-emit-index-url --no-emit-find-links --universal --python-version 3.11 --all-extras --group dev pyproject.toml -o requirements/dev.lock
	$(BIN)/uv pip compile --quiet --no-header --no-emit-index-url --no-emit-find-links --universal --python-version 3.11 pyproject.toml -o requirements/core.lock

clean:
	rm -rf $(VENV) demo .mypy_cache .ruff_cache .pytest_cache
