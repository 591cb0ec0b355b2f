# What people and CI run. Each target sets up what it needs, or says what it cannot find.
SHELL := /bin/bash
.DEFAULT_GOAL := help

JAR := search-service/target/image-search.jar
SOURCES := $(shell find pom.xml search-service/pom.xml search-service/src/main models/*/ -type f)
MAVEN := dev/maven -B -ntp

.PHONY: help run build test bench fuzz format clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: build ## Start the service with sample pictures and search them
	@dev/run $(JAR)

build: $(JAR) ## Build the jar

# Left alone when nothing changed: a running service reads from it.
$(JAR): $(SOURCES)
	@echo "Building …"
	@$(MAVEN) -q package -DskipTests
	@touch $@

test: ## Run every test that needs no cluster
	@dev/test

bench: ## Measure speed, memory and recall on this machine, beside others
	@dev/bench --write

fuzz: ## Send 24 000 mutated pictures through the picture pipeline
	@dev/fuzz

format: ## Format the sources
	@$(MAVEN) -q spotless:apply

clean: ## Remove what was built; the collection in data/ stays
	@rm -rf target */target
