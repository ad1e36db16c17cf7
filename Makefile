# The commands of the repository: `make brief` and `make test` are the two to begin with.
# All is installed into .venv and written to out/; nothing outside this folder is touched.

PYTHON ?= python3
UV ?= uv
VENV ?= .venv
SAMPLE ?= 1
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet
WAREHOUSE = HINTERLAND_WAREHOUSE="$${HINTERLAND_WAREHOUSE:-$(CURDIR)/out/warehouse}"
BRIEF = out/anhui-2025.html
SOURCES := $(shell find src -type f ! -name '*.pyc') pyproject.toml
EXTRAS = $(addprefix --extra ,comtrade documents excel lsp models outlook pdf pictures sdmx serve)
LOCK = pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-find-links --no-emit-index-url \
	--custom-compile-command "make lock" --quiet $(LOCK_OPTIONS)

# Where the tools are installed the package is linked to this tree; else a copy of it is installed, anew when a file changed.
PACKAGE = $(if $(wildcard $(VENV)/.dev),$(VENV)/.dev,$(VENV)/.package)

.DELETE_ON_ERROR:
.PHONY: help brief site docs test test-all test-alone test-spark unit long lint format bench score lock dependencies schema embedded clean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

brief: $(PACKAGE)  ## install, and write the brief of Anhui's trade in 2025 to out/
	@mkdir -p out
	@$(WAREHOUSE) $(BIN)/hinterland brief CN-AH --period 2025 --output $(BRIEF) > /dev/null
	@echo "The brief stands in $(BRIEF); open it in a browser."

site: $(PACKAGE)  ## write the site of 2025 (the nation, the groups and all provinces, in both languages) to out/site/
	@mkdir -p out
	@$(WAREHOUSE) $(BIN)/hinterland site --period 2025 --output out/site

docs: $(VENV)/.docs  ## build the pages of docs/ and those of rules, measures, packs and Python as a site to out/docs/
	@PYTHONPATH=src NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
	@echo "The site stands in out/docs; its search needs a server: $(BIN)/python -m http.server -d out/docs"

test: lint unit  ## check the code and run the tests that take seconds

test-all: lint unit long test-alone  ## all of it

# What is compiled of the tests and the package is kept, whatever the surroundings say: compiling it anew takes each worker longer than many tests.
unit long test-alone: export PYTHONDONTWRITEBYTECODE =
# Its matrices are small: more threads only wait for each other.
unit long test-alone: export OPENBLAS_NUM_THREADS = 1

unit: $(VENV)/.dev  ## the tests that take seconds
	$(BIN)/python -m pytest -m "not long and not alone" -n 2 --dist loadfile

long: $(VENV)/.dev  ## the tests that take minutes; of the cases of each one in N with SAMPLE=N
	@$(BIN)/python -m pytest -m "long and not alone" -n 2 --durations=15 --sample $(SAMPLE) || { status=$$?; [ $$status -eq 5 ] && echo "There are no long tests."; } || exit $$status

test-alone: $(VENV)/.dev  ## the tests that rest on time, one at a time
	$(BIN)/python -m pytest -m alone

test-spark: $(VENV)/.spark  ## the tests on Spark (needs Java 17 or newer)
	@command -v java > /dev/null || { echo "make test-spark needs Java 17 or newer; on Debian and Ubuntu: apt-get install openjdk-17-jre-headless" >&2; exit 1; }
	$(BIN)/python -m pytest -m long -n 2 --dist loadfile tests/laws/test_engines.py tests/laws/test_cluster.py

lint: $(VENV)/.dev  ## style, types, layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.dev  ## put the code into its form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(PACKAGE)  ## measure what the README says of speed
	$(BIN)/python benchmarks/startup.py

score: $(VENV)/.dev  ## how well the reader and the checker do on the labelled texts
	$(BIN)/python benchmarks/score.py

dependencies: $(VENV)/.dev  ## write docs/reference/dependencies.md from the pins and the packages as installed
	$(BIN)/python scripts/write_dependencies.py $(DEPENDENCIES_OPTIONS)

schema: $(VENV)/.dev  ## write docs/reference/schema/ from the models
	$(BIN)/python scripts/write_schemas.py

embedded: $(VENV)/.dev  ## write docs/reference/embedded.md from the embedded tables
	$(BIN)/python scripts/write_embedded.py

lock:  ## pin what pyproject.toml asks for (needs uv; LOCK_OPTIONS=--upgrade takes newer releases)
	@command -v $(UV) > /dev/null || { echo "make lock needs uv: install it, or name it with UV=/path/to/uv" >&2; exit 1; }
	$(UV) $(LOCK) $(EXTRAS) --output-file requirements.txt
	$(UV) $(LOCK) $(EXTRAS) --group dev --constraint requirements.txt --output-file requirements-dev.txt
	$(UV) $(LOCK) $(EXTRAS) --extra spark --constraint requirements-dev.txt --output-file requirements-spark.txt
	$(UV) $(LOCK) --group docs --constraint requirements-dev.txt --output-file requirements-docs.txt

clean:  ## take away what the other targets made
	rm -rf .venv .venv313 out build dist .hypothesis .mypy_cache .ruff_cache .import_linter_cache
	find src tests benchmarks scripts -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Hinterland needs Python 3.11 or newer, and $(PYTHON) is not ($$($(PYTHON) --version 2>&1)). Name another one: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "$(PYTHON) could not make $(VENV); on Debian and Ubuntu it needs the package python3-venv" >&2; exit 1; }
	@touch $@

$(VENV)/.run: requirements.txt | $(VENV)/.made
	@echo "Installing what Hinterland needs into $(VENV) ..."
	@$(PIP) install --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.package: $(VENV)/.run $(SOURCES)
	@$(PIP) install --no-deps --force-reinstall .
	@touch $@

$(VENV)/.dev: requirements-dev.txt pyproject.toml | $(VENV)/.made
	@echo "Installing what Hinterland and its tests need into $(VENV) ..."
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@$(PIP) install --no-deps --editable .
	@touch $@

$(VENV)/.spark: requirements-spark.txt $(VENV)/.dev
	@echo "Installing Spark into $(VENV) ..."
	@$(PIP) install --require-hashes -r requirements-spark.txt
	@touch $@

$(VENV)/.docs: requirements-docs.txt | $(VENV)/.made
	@echo "Installing what the documentation is built with into $(VENV) ..."
	@$(PIP) install --require-hashes -r requirements-docs.txt
	@touch $@
