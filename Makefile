# One word for each thing one does with this project; `make` prints them.

SHELL := /bin/bash
BUILD := .build/release
REACTION := $(BUILD)/reaction
DEMO_DATABASE := demo.sqlite

.DEFAULT_GOAL := help
.PHONY: help setup build demo test lint format faults fuzz sanitize bench validation mutation commands docs extension install clean

help: ## print the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install the C libraries the build needs (Debian; asks for root when needed)
	@scripts/setup.sh

build: setup ## build the command, optimized, into .build/release
	@swift build -c release --product reaction --static-swift-stdlib

demo: build ## run two studies of US-China trade news on the bundled data and print their reports
	@$(REACTION) demo --db $(DEMO_DATABASE)

test: setup ## lint, build and run all tests
	@scripts/test.sh

lint: ## check the format of all sources
	@swift format lint --strict --recursive Package.swift Sources Tests Benchmarks

format: ## format all sources
	@swift format --in-place --recursive Package.swift Sources Tests Benchmarks

faults: build ## break things around the command and look at what is left (LONG=1: as often as the titles say)
	@Tests/Faults/run.py $(REACTION) $(if $(LONG),--long)

fuzz: setup ## give the parsers random input for a minute each (SECONDS=600: for longer)
	@scripts/fuzz.sh $(or $(SECONDS),60)

sanitize: setup ## run the tests of what uses C libraries or threads with the address and the thread sanitizer
	@scripts/sanitize.sh address
	@scripts/sanitize.sh thread

bench: build ## measure against other programs and print the ratios of docs/benchmarks.md
	@Benchmarks/run.sh $(REACTION)

validation: build ## simulate the size and power of every test and rewrite docs/size.md
	@scripts/validation.sh $(REACTION)

mutation: setup ## put small errors into the statistics and print the share that the tests catch
	@scripts/mutation.py

commands: build ## run the commands that README.md and docs/ show, and compare what they print
	@scripts/documented-commands.py $(REACTION)

docs: build ## rewrite the generated pages, notebooks-export/ and the DocC archive
	@scripts/docs.sh $(REACTION)

extension: setup ## build .build/reaction_prices.so, which shows table prices to sqlite3, Python and Datasette
	@scripts/extension.sh

install: build extension ## copy command, extension, manual page and shell completions below PREFIX (default /usr/local)
	@scripts/install.sh $(REACTION) $(or $(PREFIX),/usr/local)

clean: ## remove the build and the demo's database
	@rm -rf .build $(DEMO_DATABASE) $(DEMO_DATABASE)-wal $(DEMO_DATABASE)-shm
