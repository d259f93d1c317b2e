# Ebb's own commands. Each installs what it needs and may be run again at any time.

SWIFT_BUILD = swift build -c release --explicit-target-dependency-import-check error $(TRAITS)
BIN = .build/release
STORE = sample/ebb.sqlite
YEAR = .build/year.sqlite
# The logs that the ingest is measured with: 4 GB, made once.
BENCH = .build/bench
# ebb built with ISA-L, measured too where it is there: make isal
ISAL_EBB = .build-isal/release/ebb
# Where `make run` serves the sample: make run LISTEN=127.0.0.1:9000
LISTEN = 127.0.0.1:8080
LIBRARIES = libsqlite3-dev zlib1g-dev
SUDO = $(shell [ "$$(id -u)" = 0 ] || echo sudo)

# ISA-L in place of zlib: make build ISAL=1, make test ISAL=1
ifdef ISAL
TRAITS = --traits ISAL
LIBRARIES += libisal-dev
endif

.PHONY: run test bench isal benchmark lint build sample setup clean

## Builds ebb, makes sixty days of sample logs, ingests them, prints the answers and serves them as pages.
run: build sample
	@echo
	$(BIN)/ebb ingest --store sqlite:$(STORE) sample/*.log.gz
	@echo
	$(BIN)/ebb query summary --store sqlite:$(STORE)
	@echo
	$(BIN)/ebb query timeseries --store sqlite:$(STORE) --by week
	@echo
	$(BIN)/ebb query images --store sqlite:$(STORE) --endpoint legacy --limit 10
	@echo
	$(BIN)/ebb query tools --store sqlite:$(STORE) --endpoint legacy --limit 10
	@echo
	@echo "Logs and store of the sample lie in sample/. Look at them on http://$(LISTEN)/ ; Ctrl-C ends the service."
	@echo "Then go on with the tour in README.md."
	$(BIN)/ebb serve --store sqlite:$(STORE) --listen $(LISTEN)

## Installs what the tests need and runs them all.
test: lint build
	Tests/install
	swift test -c release --disable-testable-imports $(TRAITS)
	Tests/run

## Times ebb ingest of a large registry's day beside gzip -dc, DuckDB and what else is installed; judges nothing.
bench: build
	$(BIN)/benchmarks ingest --data $(BENCH) $(if $(wildcard $(ISAL_EBB)),--isal $(ISAL_EBB)) $(BENCH_OPTIONS)

## Builds ebb with ISA-L, in a folder of its own.
isal:
	$(MAKE) setup ISAL=1
	$(SWIFT_BUILD) --traits ISAL --scratch-path .build-isal --product ebb

## Makes the store of a year, once, and times every answer and page over it beside a running ingest; then the formats.
benchmark: build
	@command -v wrk >/dev/null || { $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq wrk curl; }
	[ -e $(YEAR) ] || { rm -f $(YEAR).part && $(BIN)/benchmarks year-store --output $(YEAR).part && mv $(YEAR).part $(YEAR); }
	$(BIN)/benchmarks serve --store $(YEAR)
	$(BIN)/benchmarks formats

## Style and format, strictly.
lint:
	swift format lint --strict --recursive Package.swift Sources Tests Schemas

build: setup
	$(SWIFT_BUILD)

sample: build
	$(BIN)/generate-logs sample --output sample

## The libraries that the build needs.
setup:
	@for package in $(LIBRARIES); do \
		dpkg-query --show --showformat='$${db:Status-Status}' $$package 2>/dev/null | grep -qx installed || missing=1; \
	done; \
	[ -z "$$missing" ] || { $(SUDO) apt-get update -qq && \
		$(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(LIBRARIES); }

clean:
	rm -rf .build sample
