# Everything one does here. Only Python 3.11 or later is needed; see `make help`.

PORT ?= 8000
ARGS ?=
export PORT

VENV := .venv/bin
SET_UP = python=$$(sh deploy/find_python.sh) && "$$python" deploy/set_up.py
LOCK = $$(command -v uv || echo $(VENV)/uv) pip compile pyproject.toml --no-config --quiet \
	--universal --python-version 3.11 --generate-hashes --no-header --no-annotate
TEMPLATES = find templates -name '*.html'

.PHONY: help run test check format screenshots bench bundle lock clean

help: ## List these commands
	@awk -F ': ## ' '/^[a-z]+: ## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## Set up what is missing and serve the site at 127.0.0.1:8000 (PORT=8001 for another)
	@python=$$(sh deploy/find_python.sh) && exec "$$python" deploy/run.py

test: ## Set up what is missing and run every test (ARGS="-k board" for some)
	@$(SET_UP) --tests
	@$(VENV)/python -m pytest -n 2 $(ARGS)

check: ## Look at the code without running it: lint, format, imports, migrations, deployment
	@$(SET_UP) --tests
	$(VENV)/ruff check .
	$(VENV)/ruff format --check .
	$(TEMPLATES) -exec $(VENV)/djhtml --tabwidth 2 --check {} +
	$(VENV)/lint-imports --no-cache
	DEMO=1 ALLOWED_HOSTS=127.0.0.1 $(VENV)/python manage.py makemigrations --check --dry-run
	DEMO=0 DEBUG=0 ALLOWED_HOSTS=tracker.example \
		SECRET_KEY=$$($(VENV)/python -c 'import secrets; print(secrets.token_urlsafe(64))') \
		$(VENV)/python manage.py check --deploy --fail-level WARNING

format: ## Put code and templates into the house form
	@$(SET_UP) --tests
	$(VENV)/ruff check --fix-only .
	$(VENV)/ruff format .
	$(TEMPLATES) -exec $(VENV)/djhtml --tabwidth 2 {} +

screenshots: ## Take pictures of the pages with Chromium
	@$(SET_UP) --tests
	$(VENV)/python -m tests.screenshots $(ARGS)

bench: ## Measure the pages beside the admin's list
	@$(SET_UP) --tests
	$(VENV)/python -m tests.bench $(ARGS)

bundle: ## Ask npm once more for the light plotly.js
	@$(SET_UP) --bundle

lock: ## Resolve the versions of pyproject.toml anew (ARGS=--upgrade for the latest)
	$(LOCK) --all-extras --output-file requirements-dev.txt $(ARGS)
	$(LOCK) --constraints requirements-dev.txt --output-file requirements.txt

clean: ## Remove what set-up made, except the data in var/
	rm -rf .venv node_modules staticfiles
