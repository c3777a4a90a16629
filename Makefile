# make site         builds the demo edition into site/       (needs Python 3.11 or newer, nothing else)
# make serve        shows it on this machine while it is written, and each save at once; PORT=8001 for another port
# make test         checks the code and the finished site
# make bench        measures newsgen beside other generators, for docs/benchmarks.md; takes long
# make screenshot   takes the pictures of the README anew
# make clean        removes what the others made; stories are never touched

PYTHONS := python3 python3.14 python3.13 python3.12 python3.11
IS_NEW := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(firstword $(foreach each,$(PYTHONS),$(shell $(each) -c '$(IS_NEW)' 2>/dev/null && echo $(each))) python3)
PORT ?=
OPTIONS ?=
BENCH ?=
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --editable

.PHONY: site serve test bench screenshot tools clean

site: $(VENV)/installed
	@$(BIN)/newsgen build $(OPTIONS)
	@echo
	@echo "The site is in $(CURDIR)/site"
	@echo "To look at it:  make serve"

serve: $(VENV)/installed-for-serve
	@$(BIN)/newsgen serve $(if $(PORT),--port $(PORT))

test: $(VENV)/installed-for-tests tools
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2 --dist loadgroup

# make bench BENCH="--sizes 2000 --peers hugo"  measures less.
bench: $(VENV)/installed-for-bench
	@sh .ci/get-eleventy
	$(BIN)/python -m tests.bench.compare $(BENCH)

screenshot: $(VENV)/installed-for-tests tools
	$(BIN)/python docs/screenshots/make.py

# Chromium and the HTML checker, for the tests that look at finished pages.
tools:
	@sh .ci/get-tools

# An environment is made anew when pyproject.toml says something new.
$(VENV)/installed: pyproject.toml | $(VENV)/bin/python
	@echo "Installing newsgen into $(VENV) ..."
	@$(PIP) .
	@touch $@

$(VENV)/installed-for-serve: pyproject.toml | $(VENV)/bin/python
	@echo "Installing newsgen and its server into $(VENV) ..."
	@$(PIP) '.[serve]'
	@touch $@ $(VENV)/installed

$(VENV)/installed-for-tests: pyproject.toml | $(VENV)/bin/python
	@echo "Installing newsgen and what its tests need into $(VENV) ..."
	@$(PIP) '.[test]'
	@touch $@ $(VENV)/installed $(VENV)/installed-for-serve

$(VENV)/installed-for-bench: pyproject.toml | $(VENV)/bin/python
	@echo "Installing newsgen and its peers into $(VENV) ..."
	@$(PIP) '.[bench]'
	@touch $@ $(VENV)/installed

$(VENV)/bin/python:
	@$(PYTHON) -c '$(IS_NEW)' || \
	  { echo "newsgen needs Python 3.11 or newer; name one with  make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "Python could not make an environment; on Debian:  apt-get install python3-venv" >&2; exit 1; }

clean:
	rm -rf $(VENV) site .newsgen-cache .ci/tools build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
