# Two commands do all on a fresh machine: `make demo` and `make test`. Both make .venv first, if it is not there yet.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
TOOLS := .venv-check

.PHONY: demo test check bench serve clean

demo: $(VENV)/.installed ## compare a bundled story
	@$(BIN)/python -m service compare platform-x

# With byte code, wherever the environment forbids it: the tests start hundreds of processes.
test: $(VENV)/.tested ## all tests; names what it lacks
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n 2 --dist loadfile

check: $(TOOLS)/.installed test ## format, lint, types, import rules, tests
	$(TOOLS)/bin/ruff format --check .
	$(TOOLS)/bin/ruff check .
	$(TOOLS)/bin/mypy --python-executable $(BIN)/python
	PYTHONPATH=. $(BIN)/lint-imports

bench: $(VENV)/.tested ## the benchmarks, each with one line of JSON last
	@for each in benchmarks/*.py; do echo "== $$each"; PYTHONPATH=. $(BIN)/python $$each --quick || exit 1; done

serve: $(VENV)/.installed ## the HTTP service on 127.0.0.1
	@$(BIN)/python -m service serve

clean:
	rm -rf $(VENV) $(TOOLS)

# pip leaves no byte code (--no-compile): Python writes that of the modules it really uses, which saves 70 MB.
$(VENV)/.installed: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile -r requirements.txt
	@touch $@

$(VENV)/.tested: requirements-dev.txt $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile -r requirements-dev.txt
	@touch $@

# The checkers are as large as the program: they live apart and are not needed to run or test it.
$(TOOLS)/.installed: requirements-check.txt
	$(PYTHON) -m venv $(TOOLS)
	$(TOOLS)/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-check.txt
	@touch $@
