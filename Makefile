# Everything a newcomer needs. `make demo` and `make test` set up what they use.
PY := .venv/bin/python
STAMP := .venv/.ready

.DEFAULT_GOAL := help
.PHONY: help setup demo test check fix docs bench mistakes security

help: ## what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 10

setup: $(STAMP) ## install what is needed; starts nothing
	@$(PY) tools/build_face.py
	@$(PY) tools/translations.py compile

$(STAMP): requirements/dev.txt tools/setup.sh
	@sh tools/setup.sh
	@touch $@

demo: setup ## the demo county at http://127.0.0.1:8000
	@.venv/bin/samsyn demo

test: setup ## all tests, the browser ones too
	@$(PY) -m pytest -n $${SAMSYN_WORKERS:-auto} --dist worksteal

check: setup ## lint, types, the house, migrations, generated docs, translations
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/lint-imports --no-cache
	@.venv/bin/mypy
	@.venv/bin/bandit -q -c pyproject.toml -r src
	@$(PY) tools/openapi_open_data.py --check
	@$(PY) tools/asvs.py --check
	@.venv/bin/djlint src --lint --quiet
	@SAMSYN_DATABASE_ROLE=owner DJANGO_SETTINGS_MODULE=samsyn.config.settings .venv/bin/django-admin makemigrations --check --dry-run
	@$(PY) tools/generate_docs.py --check
	@$(PY) tools/translations.py check

fix: setup ## format and mend what can be mended
	@.venv/bin/ruff check --fix -q . || true
	@.venv/bin/ruff format -q .

docs: setup ## generated docs and the handbook's pictures
	@$(PY) tools/generate_docs.py
	@$(PY) tools/asvs.py
	@$(PY) tools/openapi_open_data.py
	@$(PY) tools/take_pictures.py

bench: setup ## a large county, timed page by page
	@$(PY) bench/run.py

mistakes: setup ## plants five kinds of mistake; a wall or a test must stop each
	@$(PY) tools/plant_mistakes.py

security: setup ## scanners over the code and the running demo, on this machine only
	@test -x .cache/security/venv/bin/python || python3 -m venv .cache/security/venv
	@.cache/security/venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/security.txt
	@$(PY) tools/security.py
