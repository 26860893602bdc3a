# What a person and a CI machine do with this repository. `make help` lists it.

HOST ?= 127.0.0.1
PORT ?= 8000
PYTHON ?= python3

BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
IMAGE ?= ai-factories-portal

# Tests and checks configure themselves; a shell's configuration of a real portal must not leak in.
UNCONFIGURED := env -u ADMIN_PATH -u ALLOWED_HOSTS -u CORRECTIONS_EMAIL -u CORRECTIONS_URL \
	-u DATABASE_URL -u DEBUG -u LOGIN_ATTEMPTS \
	-u LOGIN_LOCKOUT_MINUTES -u LOG_LEVEL -u PG_PROGRAMS -u PROXIES -u PUBLIC_URL \
	-u PUBLISHER_NAME -u PUBLISHER_URL -u REQUIRE_SECOND_FACTOR -u SECRET_KEY \
	-u SECURITY_CONTACT -u SECURITY_POLICY -u SESSION_HOURS -u STATIC_ROOT -u TRUST_PROXY -u VAR_DIR
PYTEST := $(BIN)/python -m pytest --numprocesses auto
SPEED := slow or not slow

.SILENT:
.PHONY: help serve admin test test-all bench lint format chromium programs lock image clean

help:  ## List what can be made
	awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

serve: .venv/runtime  ## Serve the portal at HOST:PORT (127.0.0.1:8000), data kept in DATABASE_URL
	$(MANAGE) migrate --verbosity 0
	$(MANAGE) load_directory || case $$? in \
	    1) echo "Records that were edited here and in fixtures/ were kept as edited (see above).";; \
	    *) exit 1;; \
	esac
	$(MANAGE) publish_due || [ $$? -eq 1 ]
	$(MANAGE) collectstatic --noinput --verbosity 0
	case "$(HOST)" in \
	    localhost|127.0.0.1|'[::1]') ;; \
	    0.0.0.0|'[::]') [ -n "$$ALLOWED_HOSTS$$PUBLIC_URL" ] || \
	        echo "Other machines get an answer once ALLOWED_HOSTS has the name they ask for.";; \
	    *) export ALLOWED_HOSTS="$(HOST),$$ALLOWED_HOSTS";; \
	esac; \
	echo "Serving at http://$(HOST):$(PORT)/ (Ctrl-C stops it; 'make admin' makes an administrator)"; \
	exec $(BIN)/python -m gunicorn --bind "$(HOST):$(PORT)" --workers "$${WEB_CONCURRENCY:-2}" \
	    --threads 4 --no-control-socket --forwarded-allow-ips '' --log-level warning \
	    factories_portal.wsgi

admin: .venv/runtime  ## Make an administrator for the admin
	$(MANAGE) migrate --verbosity 0
	$(MANAGE) createsuperuser

.venv/runtime: requirements.lock
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "Python 3.11 or newer is needed: install it, or name one: make PYTHON=python3.12 ..."; \
	    exit 1; } >&2
	$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	    echo "This Python has no venv module: install it (on Debian the package python3-venv)."; \
	    exit 1; } >&2
	$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv
	echo "Installing what requirements.lock lists into .venv"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	touch $@

.venv/dev: requirements-dev.lock .venv/runtime
	echo "Installing what requirements-dev.lock lists into .venv"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	touch $@

# What would ask every database the same, or none.
ON_SQLITE_ONLY := tests/accounts tests/cluster tests/guidance $(wildcard tests/test_*.py) \
	$(wildcard tests/pages/test_estimate*.py) \
	$(patsubst %,tests/pages/test_%.py,glossary help picture report) \
	$(patsubst %,tests/editing/test_%.py,canonical coordinates differences tabular vocabulary) \
	tests/admin/test_borders.py $(patsubst %,tests/api/ogc/test_%.py,gdal resources)

# On SQLite everything; then on PostgreSQL what asks, filters, sorts, pages and writes, and of the
# browser tests the journeys only; `make test-all` asks pages and admin there too. No test is ever
# skipped: what the machine lacks makes the run fail.
test: SPEED := not slow
test: ON_SQLITE_ONLY += $(addprefix tests/,pages admin evidence columns api/ogc formats/linked)
test: test-all  ## Lint, then every test but the slow ones, on SQLite and on PostgreSQL

test-all: .venv/dev chromium programs lint  ## The same with the slow tests
	$(UNCONFIGURED) $(PYTEST) -m "($(SPEED)) and not postgres_only"
	$(UNCONFIGURED) $(BIN)/python -m tests.cluster.postgres -- \
	    $(PYTEST) -m "($(SPEED)) and (not browser or journey)" \
	    $(addprefix --ignore=,$(ON_SQLITE_ONLY))

bench: .venv/dev  ## Print how much memory downloads of 100 and of 100,000 rows need
	$(UNCONFIGURED) $(BIN)/python -m benchmarks.downloads

lint: .venv/dev  ## Check style, types, import directions, migrations and deployment settings
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/djlint --quiet --lint templates
	$(BIN)/hadolint Dockerfile
	$(BIN)/mypy --no-error-summary
	report=$$($(BIN)/lint-imports --no-logo) || { echo "$$report"; exit 1; }
	$(UNCONFIGURED) DATABASE_URL=sqlite://:memory: $(MANAGE) makemigrations --check --dry-run
	$(UNCONFIGURED) PUBLIC_URL=https://example.org $(MANAGE) check --deploy --fail-level WARNING

format: .venv/dev  ## Rewrite code in the one style
	$(BIN)/ruff check --quiet --fix .
	$(BIN)/ruff format --quiet .

chromium:
	for name in $${CHROMIUM:-chromium chromium-browser google-chrome}; do \
	    command -v "$$name" >/dev/null && exit; \
	done; \
	{ [ "$$(id -u)$$CHROMIUM" = 0 ] && grep -q '^ID=debian' /etc/os-release && \
	    echo "Installing Chromium for the browser tests" && apt-get update -qq && \
	    apt-get install -y -qq --no-install-recommends chromium >/dev/null; } || { \
	    echo "The browser tests need Chromium: install it (on Debian the package chromium)," \
	    "or set CHROMIUM to its program."; exit 1; } >&2

programs:
	missing=; \
	for name in ogr2ogr ogrinfo curl; do command -v "$$name" >/dev/null || missing="$$missing $$name"; done; \
	[ -n "$$missing" ] || exit 0; \
	{ [ "$$(id -u)" = 0 ] && grep -q '^ID=debian' /etc/os-release && \
	    echo "Installing GDAL and curl for the tests of the data" && apt-get update -qq && \
	    apt-get install -y -qq --no-install-recommends gdal-bin curl >/dev/null; } || { \
	    echo "The tests of the data need$$missing: install them (on Debian the packages gdal-bin" \
	    "and curl)."; exit 1; } >&2

COMPILE := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --upgrade --quiet

lock: .venv/dev  ## Renew the locked versions of all dependencies
	$(COMPILE) --output-file requirements.lock
	$(COMPILE) --extra dev --output-file requirements-dev.lock

# The format docker has health checks, which buildah's usual one leaves out.
image:  ## Build the container image with buildah or docker (BUILD_OPTIONS: further options)
	if command -v buildah >/dev/null; then set -- buildah build --format docker; \
	elif command -v docker >/dev/null; then set -- docker build; \
	else echo "Building the image needs buildah or docker: install one of them." >&2; exit 1; fi; \
	"$$@" $(BUILD_OPTIONS) --tag $(IMAGE) .

clean:  ## Remove the virtual environment and caches; never the data in var/
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
