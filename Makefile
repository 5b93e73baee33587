# Two commands: `make serve` runs the site, `make test` checks everything. The rest serves them.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8000
VRU_DATA ?= data
export VRU_DATA
export HF_HUB_OFFLINE := 1

VENV := .venv
RUN := $(VENV)/bin
LOCKING := --strip-extras --no-annotate --no-header --no-emit-options --allow-unsafe --upgrade

.PHONY: help serve test lint types tests samples lock licences clean

help:
	@echo "make serve   install, read the sample publications once, serve http://127.0.0.1:$(PORT)"
	@echo "make test    install what tests need, then lint, types and every test"
	@echo "make samples make the sample publications again from their source"
	@echo "make lock    pin every requirement anew"
	@echo "make licences  list the licence of each again"

# torch comes first and pinned: asked for by others it would bring several gigabytes for GPUs.
$(VENV)/.installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "VRU Evidence needs Python 3.11 or newer; name one with: make PYTHON=python3.12 ..."; exit 1; }
	@test -x $(RUN)/python || $(PYTHON) -m venv $(VENV) \
	  || { echo "Python's venv module is missing; on Debian: apt-get install python3-venv"; exit 1; }
	$(RUN)/python -m pip install --quiet --disable-pip-version-check torch==2.13.0
	$(RUN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.lock
	$(RUN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.lock
	$(RUN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.lock
	@touch $@

serve: $(VENV)/.installed
	$(RUN)/vru serve --with-samples --port $(PORT)

test: $(VENV)/.installed-dev
	@tests/install-system-packages
	$(MAKE) --no-print-directory lint types tests

lint: $(VENV)/.installed-dev
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/lint-imports
	$(RUN)/bandit --quiet --configfile pyproject.toml --recursive corpus ingest index service clients \
	  2> >(grep -v "nosec encountered" >&2)

types: $(VENV)/.installed-dev
	$(RUN)/mypy

tests: $(VENV)/.installed-dev
	$(RUN)/pytest -rs

samples: $(VENV)/.installed-dev
	$(RUN)/python -m corpus.samples

lock:
	$(RUN)/pip-compile --quiet $(LOCKING) --output-file requirements.lock pyproject.toml
	$(RUN)/pip-compile --quiet $(LOCKING) --extra dev --output-file requirements-dev.lock pyproject.toml
	sed -i "s/+cpu$$//" requirements.lock requirements-dev.lock

licences: $(VENV)/.installed-dev
	$(RUN)/python -m tests.licences > docs/licences.md

clean:
	rm -rf $(VENV) dist build
