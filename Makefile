# Everything a developer runs. `make demo` shows Cursus at work, `make test` proves that it does.
VENV   ?= .venv
PYTHON ?= python3
BIN     = $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: help demo serve-demo install test lint test-slow test-browser test-spark eval bench docs clean

help:
	@echo "make demo          install Cursus, read the example articles, print a dossier"
	@echo "make serve-demo    the same, then open the site on http://127.0.0.1:8000/"
	@echo "make test          lint, types and the quick suite"
	@echo "make test-slow     the suites that need a minute: whole corpus, hostile input, kills"
	@echo "make test-browser  the site in Debian's Chromium"
	@echo "make test-spark    a Spark cluster on this machine, one worker of which is killed; needs Java 17"
	@echo "make eval          claims against annotated articles: CURSUS_CORPUS=folder SCORER=script"
	@echo "make docs          the documentation as a web site, in build/docs"
	@echo "make bench         measured speed"

$(VENV)/pyvenv.cfg:
	$(PYTHON) -m venv $(VENV)

# The stamps hold what is installed: run-time parts for the demo, the test parts on top for the suites.
$(VENV)/.installed: pyproject.toml $(VENV)/pyvenv.cfg
	$(BIN)/pip install --quiet -e .
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	$(BIN)/pip install --quiet -e '.[test,api-test]'
	@touch $@

$(VENV)/.installed-browser: $(VENV)/.installed-test
	$(BIN)/pip install --quiet -e '.[browser]'
	@touch $@

$(VENV)/.installed-spark: $(VENV)/.installed-test
	$(BIN)/pip install --quiet -e '.[spark]'
	@touch $@

install: $(VENV)/.installed

demo: $(VENV)/.installed
	@rm -f demo.db demo.db-wal demo.db-shm
	@$(BIN)/cursus add --db demo.db examples/skobelev.txt examples/urabi.wikitext examples/togo.html
	@echo
	@$(BIN)/cursus show --db demo.db "Ahmed Urabi"
	@echo
	@$(BIN)/cursus check examples/skobelev.txt examples/urabi.wikitext examples/togo.html || test $$? -eq 1
	@echo
	@echo "Open the site:  $(BIN)/cursus serve --db demo.db --open"

serve-demo: demo
	$(BIN)/cursus serve --db demo.db --open

lint: $(VENV)/.installed-test
	$(BIN)/ruff check src tests bench eval
	$(BIN)/ruff format --check --quiet src tests bench eval
	$(BIN)/mypy

test: lint
	$(BIN)/pytest -n 2 -m "not slow and not browser and not spark"

$(VENV)/.installed-docs: $(VENV)/.installed-test
	$(BIN)/pip install --quiet -e '.[docs]'
	@touch $@

test-slow: $(VENV)/.installed-docs
	$(BIN)/pytest -n 2 -m slow

test-browser: $(VENV)/.installed-browser
	$(BIN)/pytest -m browser

test-spark: $(VENV)/.installed-spark
	$(BIN)/pytest -m spark

eval: $(VENV)/.installed-test
	$(BIN)/python eval/gold.py $(CURSUS_CORPUS)/gold $(SCORER)

docs: $(VENV)/.installed-docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build

bench: $(VENV)/.installed-test
	@for f in bench/*.py; do echo "== $$f"; $(BIN)/python $$f || exit 1; done

clean:
	rm -rf $(VENV) demo.db demo.db-wal demo.db-shm .mypy_cache .ruff_cache .pytest_cache .hypothesis
