# Everything that is done in this checkout: `make` lists it. Works with the make of macOS (3.81), too.

PYTHON = .venv/bin/python
LOCKS = --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11

.PHONY: help run test test-all check schema knowledge-page lock

help:
	@echo "make run       start the bot: on Discord with DISCORD_TOKEN, else in your browser"
	@echo "make test      run the tests, in under 90 seconds"
	@echo "make test-all  run all tests, the slow ones (killed processes, browser, packaging) too"
	@echo "make check     check format, lint, types, architecture, Dockerfile and the knowledge base"
	@echo "make schema    write the knowledge base's JSON Schema anew, for editors"
	@echo "make knowledge-page   write docs/KNOWLEDGE.md, what the bot knows on one page, anew"
	@echo "make lock      take over newer versions of the packages that we build on"

run: .venv/.installed-run
	@exec $(PYTHON) -m bot

test: .venv/.installed-dev
	$(PYTHON) -m pytest -m "not slow"

test-all: .venv/.installed-dev
	$(PYTHON) -m pytest

check: .venv/.installed-dev
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	.venv/bin/pyright
	.venv/bin/lint-imports --no-logo
	.venv/bin/hadolint Dockerfile
	$(PYTHON) -m bot check

schema: .venv/.installed-run
	@$(PYTHON) -c "from pathlib import Path; from bot.catalog.schema import write_schemas; \
		print(*write_schemas(Path('knowledge/schema')), sep='\n')"

knowledge-page: .venv/.installed-run
	@$(PYTHON) -c "from bot.catalog.load import default_directory, load; \
		from bot.terminal.knowledge_page import PLACE, page; \
		PLACE.write_text(page(load(default_directory())), encoding='utf-8'); print(PLACE)"

lock: .venv/.installed-dev
	$(PYTHON) -m pip install --quiet --disable-pip-version-check "uv>=0.9"
	.venv/bin/uv pip compile pyproject.toml $(LOCKS) --upgrade -o requirements/run.lock --extra playground
	.venv/bin/uv pip compile pyproject.toml $(LOCKS) --upgrade -o requirements/bot.lock \
		--extra postgres --extra metrics --extra sentry
	.venv/bin/uv pip compile pyproject.toml $(LOCKS) --upgrade -o requirements/dev.lock \
		--extra playground --extra postgres --extra metrics --extra sentry --group dev

.venv/.installed-run: requirements/run.lock scripts/install.sh
	@sh scripts/install.sh run

.venv/.installed-dev: requirements/dev.lock scripts/install.sh
	@sh scripts/install.sh dev
