# The newcomer's commands. Everything lives in .venv, built from the pinned and hashed requirements.lock.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
ARGS ?=

.PHONY: run setup test check lock pictures faults benchmark
.DEFAULT_GOAL := run

run: setup
	@$(PY) -m bot run $(ARGS)

setup: $(VENV)/.installed

# Debian ships venv without pip unless python3-venv is installed; the outer pip then fills the venv.
$(VENV)/.installed: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	@test -x $(PY) && $(PY) -m pip --version >/dev/null 2>&1 \
	  || $(PYTHON) -m venv --clear $(VENV) >/dev/null 2>&1 \
	  || { $(PYTHON) -m venv --clear --without-pip $(VENV) && $(PYTHON) -m pip --python $(PY) install --quiet pip; }
	@echo "Installing what requirements.lock names into $(VENV) (the first time takes a minute) ..."
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	@touch $@

test: setup
	@$(PY) -m pytest $(ARGS)

check: setup
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports --no-cache

lock: setup
	@$(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-annotate --custom-compile-command "make lock" --upgrade --output-file requirements.lock requirements.in

# The pictures in the README and in docs/, from the stories that the browser tests go through.
pictures: setup
	@PICTURES=docs $(PY) -m pytest tests/browser/test_story.py tests/browser/test_each_home.py

# Kills the bot at every named point and at random, brings every trouble, and judges: ARGS="--seed 7 --kills 300".
faults: setup
	@$(PY) -m tests.faults $(ARGS)

# How long what people open takes to be built after a term of 5,000 requests, and how large it is: ARGS="--requests 500".
benchmark: setup
	@$(PY) -m tests.benchmarks $(ARGS)
