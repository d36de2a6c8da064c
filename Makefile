# Everything installs into .venv/; `make demo` and `make test` work in a bare clone.
PYTHON ?= python3
BIN := .venv/bin
# Virtual CPU devices need more threads than a small machine has cores (see docs in 06_parallelism).
export NPROC := 16

.PHONY: demo test lint attacks fuzz coverage lab bench docs pictures clean
.DEFAULT_GOAL := help

help: ## show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: .venv/installed ## from here to a graded class of 12 sample students
	@$(BIN)/gradax release
	@$(BIN)/gradax demo
	@$(BIN)/gradax grade 04_mlp
	@$(BIN)/gradax feedback 04_mlp
	@$(BIN)/gradax report 04_mlp
	@$(BIN)/gradax export 04_mlp --format csv --output report/04_mlp/grades.csv
	@echo "Look next at: report/04_mlp/ (the class, grades.csv), feedback/sofia/04_mlp/04_mlp.html (a student's page),"
	@echo "submitted/ (what was handed in), autograded/mallory/04_mlp/results.json (a forger's verdict); then 'make lab'."

# Targets that may run beside each other; what each one says stays together, where make can do that.
beside := $(MAKE) --no-print-directory --jobs 2 $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)
# Slow tests that look at nobody's processes, and whose limits of time are wide; many wait for a browser or a server.
sociable := $(addprefix tests/gradax/,browser authoring cli learning wire gradebook grading/robust/test_cluster.py \
  grading/test_mutations.py attacks/test_plain_pytest.py attacks/test_own_expectations.py)

test: .venv/installed ## every check and every test, fast ones first
	@$(beside) .programs .style .types
	$(BIN)/pytest -q -m "not slow" --numprocesses auto --dist loadfile  # the drift check and import contracts, too
	@$(beside) .slow .slow-sociable
	$(BIN)/pytest -q -m alone

lint: .venv/installed ## format, lint, types, imports, and release/ in step with source/
	@$(beside) .style .types .imports .drift

.PHONY: .programs .style .types .imports .drift .slow .slow-sociable
.programs:
	@sh tools/install-chromium
	@sh tools/install-postgresql
.style:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
.types:
	$(BIN)/mypy
.imports:
	$(BIN)/lint-imports --no-logo
	$(BIN)/deptry gradax
.drift:
	$(BIN)/gradax release --check
.slow:
	$(BIN)/pytest -q -m "slow and not alone" $(addprefix --ignore=,$(sociable))
.slow-sociable:
	$(BIN)/pytest -q -m "slow and not alone" --numprocesses 2 --dist loadfile $(sociable)

coverage: .venv/installed ## which lines of the package the fast tests run, for whoever wants to know
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -q -m "not slow" --numprocesses auto --dist loadfile
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage report

attacks: .venv/installed ## everything a submission could try, for each user and tier, and what became of it
	$(BIN)/pytest -q tests/gradax/attacks --attacks-everywhere --attacks-table

SECONDS ?= 60
fuzz: .venv/installed ## look for bytes that break either end of the wire, for SECONDS (60) each
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --group fuzz
	$(BIN)/python tools/fuzz_wire.py grader $(SECONDS)
	$(BIN)/python tools/fuzz_wire.py guest $(SECONDS)

lab: .venv/installed ## JupyterLab for the instructor, with nbgrader's formgrader
	$(BIN)/jupyter lab

bench: .venv/installed ## what grading costs, against stock nbgrader and otter
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --group bench
	$(BIN)/python -m benchmarks $(BENCH)

docs: .venv/installed ## the documentation as a site, in site/
	$(BIN)/python -m tools.site

pictures: .venv/installed ## take the README's pictures anew, of a graded class in Chromium
	@sh tools/install-chromium
	$(BIN)/python -m tools.pictures

clean: ## remove what the targets above have made
	rm -rf .venv .gradax gradebook.db site

.venv/installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "gradax needs Python 3.11 or newer; name one: make PYTHON=python3.11 $(MAKECMDGOALS)"; exit 2; }
	@sh tools/install-bubblewrap
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --constraint constraints.txt pip  # dependency groups need 25.1
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[lab,grader,cluster,postgres,mnist]' --group dev --group docs
	@touch $@
