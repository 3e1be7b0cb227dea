# What this file decides: the commands of the project. `make` lists them; each sets up what it needs.

PYTHON ?= $(shell tools/find-python any)
VERSIONS := 3.11 3.12 3.13
PACKAGES := recurrence sync frontdesk
PROFILE ?= ci
WORKERS ?= 2
OTHERS = $(filter-out $(shell $(BIN)/python -c 'import sys; print("%d.%d" % sys.version_info[:2])'),$(VERSIONS))
comma := ,

BIN := .venv/bin
# Only what is there: an archive of a part of the tree can be checked too.
CODE := $(wildcard $(PACKAGES) tests property_tests benchmarks)
DOCUMENTS := $(wildcard README.md docs)
STAGE := @tools/stage
# With each suite a report of all that its tests printed and logged, for the search for secrets.
PYTEST = $(BIN)/python -m pytest -q --junitxml=.build/logs/$@.xml

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup demo web test bench campaign screenshots lock clean \
        format fix lint types imports doctests repository tests properties wheel pythons others secrets start summary

help: ## list these commands
	@awk -F':.*## ' '/^[a-z]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

setup: .venv/.installed ## make or refresh .venv from the lock

demo: setup ## see what recur does, on data that comes with it
	@$(BIN)/recur demo

web: setup ## the planner in your browser, with the sample studio
	@$(BIN)/recur web examples/studio.json examples/scenario.toml

bench: setup ## measure against the peers, and docs/performance.md; ONLY="lists arrays" RESUME=1
	@$(BIN)/python -m benchmarks $(subst $(comma), ,$(ONLY)) $(if $(RESUME),--resume)

screenshots: setup ## take the pictures of the local page that README and docs show
	@tools/need-chromium
	@$(BIN)/python -m tests.web.screenshots

test: start others format lint types imports doctests repository tests properties wheel pythons secrets summary ## set up and run every check

fix: setup ## format, and mend what the linter can
	@$(BIN)/ruff format --quiet .
	@$(BIN)/ruff check --fix .

format: setup ## check the format
	$(STAGE) "Format" $(BIN)/ruff format --check --quiet --diff .

lint: setup ## ruff, every rule but those with a reason
	$(STAGE) "Lint" $(BIN)/ruff check --quiet .

types: setup ## mypy --strict, tests included
	$(STAGE) "Types" $(BIN)/mypy --strict $(CODE)

imports: setup ## which way imports go
	$(STAGE) "Imports" $(BIN)/lint-imports --no-logo

doctests: setup ## the examples in docstrings, README and docs
	$(STAGE) "Doctests" $(PYTEST) --doctest-modules --doctest-glob='*.md' \
	    $(wildcard $(PACKAGES)) $(DOCUMENTS)

repository: setup ## what holds for the files of this repository
	$(STAGE) "Repository" $(PYTEST) tests/repository

# A third worker, since many of these tests wait: for answers that never come, for killed processes, for their turn.
tests: setup ## the examples, tables and contracts
	@tools/need-chromium
	$(STAGE) "Tests" $(PYTEST) -n 3 --dist worksteal \
	    --ignore=tests/repository --ignore=tests/wheel tests

properties: setup ## what holds for all inputs; PROFILE=dev|ci|campaign
	$(STAGE) "Properties ($(PROFILE))" env HYPOTHESIS_PROFILE=$(PROFILE) \
	    $(PYTEST) -n $(WORKERS) $(if $(filter campaign,$(PROFILE)),--timeout=0) property_tests

wheel: setup ## build the wheel, install it in an empty folder, test it there
	$(STAGE) "Wheel" tools/test-wheel

pythons: setup ## the test suites on the other Pythons found here
	@for version in $(OTHERS); do \
	    if tools/find-python $$version >/dev/null; then tools/stage "Python $$version" tools/test-on $$version; \
	    else tools/stage "Python $$version: not found here, left out" true; fi || exit 1; \
	done

# Beside the first stages, which leave a core idle.
others: setup
	@mkdir -p .build && tools/test-on --prepare $(OTHERS) >.build/environments.log 2>&1 </dev/null &

secrets: setup ## none of what the stages before wrote, logged or printed holds a token
	$(STAGE) "Secrets" $(BIN)/python -m tests.canaries

start:
	@tools/stage --start

summary:
	@tools/stage --summary

campaign: .venvs/campaign/.installed ## the long proofs, and docs/campaign.md; ONLY=C2,C10 SEED=1 MINUTES=25
	@.venvs/campaign/bin/python -m tests.campaign $(foreach one,$(subst $(comma), ,$(ONLY)),--only $(one)) \
	    $(if $(SEED),--seed $(SEED)) $(if $(MINUTES),--minutes $(MINUTES)) --workers $(WORKERS)

lock: .venvs/relock/.installed ## resolve the dependencies again and write requirements/*.lock
	tools/lock

clean: ## remove environments, caches and built things
	rm -rf .venv .venvs .build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

# --- environments: a stamp is older than what it was made from, or it is made again -----------------------------

.venv/.locked: requirements/dev.lock
	@tools/make-env .venv "$(PYTHON)" requirements/dev.lock
	@touch $@

.venvs/%/.locked: requirements/quick.lock
	@tools/make-env .venvs/$* "$(FOUND)" requirements/quick.lock
	@touch $@

.venvs/campaign/.locked: requirements/campaign.lock
	@tools/make-env .venvs/campaign "$(PYTHON)" requirements/campaign.lock
	@touch $@

.venvs/relock/.installed: requirements/relock.lock
	@tools/make-env .venvs/relock "$(PYTHON)" requirements/relock.lock
	@touch $@

%/.installed: %/.locked pyproject.toml
	@tools/pip $* install --no-deps --no-build-isolation -e .
	@touch $@

.PRECIOUS: .venv/.locked .venvs/%/.locked
