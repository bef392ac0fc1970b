# The front door. `make` alone lists what there is.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help demo test lint types bench docs lock clean
help: ## list the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(VENV)/ready: pyproject.toml requirements/dev.txt
	@sh tools/environment.sh $(PYTHON) $(VENV)
	@touch $@

demo: $(VENV)/ready ## analyse a simulated assembly and say where the report lies
	@$(BIN)/onevoice demo

test: $(VENV)/ready lint types ## lint, types, import contracts and the tests
	@$(BIN)/lint-imports --no-cache > $(VENV)/contracts.txt || { cat $(VENV)/contracts.txt; exit 1; }
	@$(BIN)/pytest -n 2 --dist worksteal

lint: $(VENV)/ready ## style of the code
	@$(BIN)/ruff format --check --quiet . && $(BIN)/ruff check --quiet .

types: $(VENV)/ready ## types of the code
	@$(BIN)/mypy --no-error-summary

bench: $(VENV)/ready ## measure the figures of docs/measured.md (long)
	@$(BIN)/python -m benchmarks

docs: $(VENV)/ready ## run every example in the documentation
	@$(BIN)/pytest -q tests/test_docs.py

lock: $(VENV)/ready ## pin the newest versions of all dependencies
	@$(BIN)/uv pip compile --quiet --no-emit-index-url --no-header --group dev --extra parquet pyproject.toml -o requirements/dev.txt
	@$(BIN)/uv pip compile --quiet --no-emit-index-url --no-header --group bench pyproject.toml -o requirements/bench.txt

clean: ## remove the environment and what the tools left
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis demo
