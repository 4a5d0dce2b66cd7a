# `make demo` and `make test` are all a newcomer needs: each builds its own .venv from the committed lock.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO_DIR ?= demo
SMOKE ?=
# Tests start many processes; each would compile every module anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test check lint types imports messages reference docs axe release-check lock bench reliability reliability-quick mutants mutants-quick samples wheel clean

demo: $(VENV)/.run
	$(BIN)/asn demo $(DEMO_DIR)

# In the order of names: files of few but long tests would come last otherwise, and one processor wait for the other.
test: $(VENV)/.dev
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder --deselect tests/test_reliability_quick.py::test_short_form $(SMOKE)

check: lint types imports

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

imports: $(VENV)/.dev
	$(BIN)/lint-imports

# Collect new sentences, then compile the catalogues that people translated.
messages: $(VENV)/.dev
	$(BIN)/pybabel -q extract -F babel.cfg -k N_ -k message --no-location --sort-output --omit-header -o src/asnkarier/locale/asnkarier.pot src/asnkarier
	$(BIN)/pybabel -q update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date -i src/asnkarier/locale/asnkarier.pot -d src/asnkarier/locale -D asnkarier
	$(BIN)/pybabel -q compile -d src/asnkarier/locale -D asnkarier

samples: $(VENV)/.dev
	$(BIN)/python benchmarks/agency.py --people 400 --seed 2026 --out data/samples
	$(BIN)/python benchmarks/evaluated.py data/samples/evaluasi

reference: $(VENV)/.dev
	$(BIN)/python docs/reference/generate.py

# The documentation site, into site/; a link that leads nowhere is an error.
docs: $(VENV)/.dev
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --quiet --strict --site-dir site

# axe-core, by which a test looks for obstacles in the page of `asn report`; without npm that test is skipped.
AXE := 4.14.1
axe: .axe/axe.min.js
.axe/axe.min.js:
	mkdir -p .axe && cd .axe && npm pack --silent axe-core@$(AXE) && tar -xzf axe-core-$(AXE).tgz --strip-components=1 package/axe.min.js && rm axe-core-$(AXE).tgz && echo '29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c  axe.min.js' | sha256sum --check --quiet

# The wheel and the sdist, installed and tried on every Python from 3.11 on that this machine offers.
release-check: $(VENV)/.dev
	$(BIN)/python tests/release/check.py

bench: $(VENV)/.dev
	$(BIN)/python benchmarks/run.py --people 20000

# Full forms of the scripts in tests/reliability, about a quarter of an hour on two quiet processors; the figures go to docs/reliability.md.
reliability: $(VENV)/.dev
	$(BIN)/python tests/reliability/run.py

# Their short forms, a few seconds each: the checks run them after the tests.
reliability-quick: $(VENV)/.dev
	$(BIN)/python -m pytest -n 2 tests/test_reliability_quick.py

# Small changes of the code that a test should notice (decision 0016): hours on two processors, or a few minutes for a few files.
mutants: $(VENV)/.dev
	$(BIN)/python tests/mutants/run.py --whole

mutants-quick: $(VENV)/.dev
	$(BIN)/python tests/mutants/run.py --files 6 --analysis 12 --sheets 12 --rules 12 --seconds 15 --least 90

# Extras stay in the locks and pip resolves nothing: no later release of anything can break a clone. tests/test_locks.py
# holds that every requirement of every locked distribution is met inside the lock.
lock:
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --no-strip-extras -q --extra build -o requirements.lock
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --no-strip-extras -q --extra build --extra dev --extra surat --extra pdf --extra parquet --extra cluster --extra docs -c requirements.lock -o requirements-dev.lock

wheel: $(VENV)/.dev
	$(BIN)/python -m hatchling build -t wheel

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("asnkarier needs Python 3.11 or newer, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m pip --disable-pip-version-check check
	touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m pip --disable-pip-version-check check
	touch $@ $(VENV)/.run

clean:
	rm -rf $(VENV) demo dist site mutants .pytest_cache .mypy_cache .ruff_cache .hypothesis
