# Sets itself up: `make demo` shows the main job, `make test` runs every test. README.md has the plain commands.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test check bench golden samples words vectors sentences likeness model clean

demo: $(READY)
	$(BIN)/litlode demo

test: $(READY)
	$(BIN)/python -m pytest

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python bench/floors.py

bench: $(READY)
	$(BIN)/python bench/reading.py corpus/samples

golden: $(READY)
	$(BIN)/python -m tests.golden.build

samples: $(READY)
	$(BIN)/python -m pip install --quiet "typst>=0.13"
	$(BIN)/python corpus/samples/build.py

words: $(READY)
	$(BIN)/python -m models.lookup

vectors: $(READY)
	$(BIN)/python -m pip install --quiet --group vectors
	$(BIN)/python -m models.embed

sentences: $(READY)
	$(BIN)/python -m pip install --quiet --group sentences
	PYTHONPATH=. $(BIN)/python bench/sentence_learning.py $(LIBRARY)

likeness: $(READY)
	PYTHONPATH=. $(BIN)/python bench/likeness_learning.py

model: $(READY)
	$(BIN)/python -m models.fit

$(READY): pyproject.toml $(wildcard extract/native/*.c) extract/native/build.py
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable . --group dev
	@touch $(READY)

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache build dist
