# `make graph` and `make test` need nothing but Python 3.11 or newer and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STORE := zone.kg
FORMATS := turtle:graph.ttl nquads:graph.nq graphml:graph.graphml gexf:graph.gexf documents:documents.jsonl

.PHONY: graph test check model judge relations clean

$(VENV)/installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	touch $@

$(VENV)/tested: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	touch $@

graph: $(VENV)/installed
	mkdir -p build
	$(BIN)/kg build seeds/articles --store $(STORE)
	@for f in $(FORMATS); do $(BIN)/kg export $${f%%:*} -o build/$${f##*:} --store $(STORE) || exit 1; done
	@echo; $(BIN)/kg info --store $(STORE)
	@echo; $(BIN)/kg list PARK --part-of 一区十园 --store $(STORE)
	@echo; $(BIN)/kg show 一区十园 --store $(STORE)
	@echo; $(BIN)/kg who-leads 科技创新局 --store $(STORE)

test: $(VENV)/tested
	$(BIN)/python -m pytest

check: $(VENV)/tested
	$(BIN)/ruff check kg tests benchmarks
	$(BIN)/mypy

# Trains the recogniser again from seeds/training and the public sets in DATA (see README); needs PyTorch.
DATA ?= data
model: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[train]'
	$(BIN)/python -m kg.nlp.training --data $(DATA) --articles seeds/training --out kg/nlp/recogniser/model.npz

# Trains what weighs recognised names by their document again.
judge: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[train]'
	$(BIN)/python -m kg.nlp.training.judge --articles seeds/training --found benchmarks/held_back_names.jsonl.gz \
	  --news $(DATA)/news --out kg/nlp/names/judge.npz

# Trains the relation stage again; the names that it has to work with were found by recognisers that had not seen the articles.
relations: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[train]'
	$(BIN)/python -m kg.nlp.relations.training --articles seeds/training --found benchmarks/held_back_names.jsonl.gz \
	  --vectors $(DATA)/vectors/char.npz --news $(DATA)/news --out kg/nlp/relations/model.npz

clean:
	rm -rf build $(STORE) $(VENV)
