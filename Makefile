# The front door. `make` alone lists what there is.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
PATIENTLY := sh tools/patiently.sh

.PHONY: help demo test lint types contracts docs picture pictures cases bench lock clean
help: ## list the commands
	@sed -nE 's/^([a-z]+):.*## (.*)/make \1\t\2/p' Makefile | expand -t 18

$(VENV)/ready: pyproject.toml requirements/dev.txt
	@sh tools/environment.sh $(PYTHON) $(VENV)
	@touch $@

demo: $(VENV)/ready ## the chamber with an invented assembly in mid-debate, and the report on its answers
	@$(BIN)/onevoice demo

test: lint types contracts ## style, types, directions of import, and every test
	@$(BIN)/pytest -q -n 2 --dist worksteal

lint: $(VENV)/ready ## style of the code
	@$(PATIENTLY) "Style" $(BIN)/ruff format --check .
	@$(PATIENTLY) "Rules" $(BIN)/ruff check .

types: $(VENV)/ready ## types of the code
	@$(PATIENTLY) "Types" $(BIN)/mypy

contracts: $(VENV)/ready ## directions of import
	@$(PATIENTLY) "Imports" $(BIN)/lint-imports --no-cache

docs: $(VENV)/ready ## write the generated pages, then run every example in the documentation
	@$(BIN)/python -m tools.cli_reference docs/cli.md
	@$(BIN)/python -m tools.settings_reference docs/settings.md
	@$(BIN)/python -m tools.permissions docs/permissions.md
	@$(BIN)/pytest -q tests/test_docs.py

picture: $(VENV)/ready ## draw docs/picture.svg from the demonstration
	@$(BIN)/python -m tools.picture docs/picture.svg

pictures: $(VENV)/ready ## take the pictures of docs/first-evening.md from the evening that the tests play
	@mkdir -p docs/pictures
	@ONEVOICE_PICTURES=docs/pictures $(BIN)/pytest -q tests/chamber/browser/test_evening.py -k english

cases: $(VENV)/ready ## write docs/cases from the real record, where it is beside the checkout
	@$(BIN)/python -m tools.kings_speech docs/cases/kings-speech.md
	@$(BIN)/python -m tools.indicative_votes docs/cases/27-march-2019.md
	@$(BIN)/python -m tools.conversations docs/cases/conversations.md
	@$(BIN)/python -m tools.european_parliament docs/cases/european-parliament.md

bench: $(VENV)/ready ## measure the figures of docs/measured.md (long; one alone: make bench FIGURES=speed)
	@$(BIN)/python -m benchmarks $(FIGURES)

lock: $(VENV)/ready ## pin the newest versions of all dependencies
	@$(BIN)/uv pip compile --quiet --no-emit-index-url --no-header --group dev --extra parquet --extra pdf --extra postgres pyproject.toml -o requirements/dev.txt
	@$(BIN)/uv pip compile --quiet --no-emit-index-url --no-header --group bench pyproject.toml -o requirements/bench.txt

clean: ## remove the environment and what the tools left
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis demo
	find src tests benchmarks tools -name __pycache__ -type d -prune -exec rm -rf {} +
