# The commands of the house. `make run` shows the demo; `make test` is every check there is.
.DEFAULT_GOAL := help
PORT ?= 8000
PYTHON := .venv/bin/python
CODE := main.py civic proposals votes councils tests bench

.PHONY: help environment run test bench messages migrations format lock

help: ## what there is
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1@\2/' | column -t -s @

environment: ## make .venv from requirements.lock
	@.ci/environment

run: environment ## the demo community on http://localhost:8000 (PORT to change)
	@PORT=$(PORT) $(PYTHON) main.py serve --demo

test: environment ## every check: format, lint, types, contracts, migrations, both engines, live, browser, seed
	@.ci/machine
	@.ci/test

bench: environment ## measurements, each a ratio against a limit measured in the same run
	@for bench in bench/[a-z]*.py; do echo "== $$bench" && $(PYTHON) -m bench.$$(basename $$bench .py) || exit 1; done

messages: environment ## collect the texts for translation into civic/locale
	@$(PYTHON) -m babel.messages.frontend extract -q -F babel.cfg -k N_ -k _ --omit-header --sort-by-file --no-location \
		-o civic/locale/messages.pot .
	@$(PYTHON) -m babel.messages.frontend update -q -i civic/locale/messages.pot -d civic/locale -l en \
		--omit-header --no-fuzzy-matching --ignore-obsolete

migrations: environment ## write the migrations that changed models ask for
	@$(PYTHON) -m tortoise -c main.TORTOISE_ORM makemigrations

format: environment ## put code into the house's format
	@.venv/bin/ruff format -q $(CODE)
	@.venv/bin/ruff check -q --fix $(CODE)

lock: environment ## write requirements.lock anew from pyproject.toml (exact versions and hashes, no addresses)
	@.venv/bin/uv lock -q --upgrade
	@.venv/bin/uv export -q --no-header --no-annotate --no-emit-project --no-emit-package gurobipy --all-groups --format requirements-txt \
		> requirements.lock
	@rm -f uv.lock
