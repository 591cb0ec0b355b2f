# What people and CI run. Each target sets up what it needs, or says what it cannot find.
SHELL := /bin/bash
.DEFAULT_GOAL := help

JAR := search-service/target/image-search.jar
SOURCES := $(shell find pom.xml docs/openapi.* search-service/pom.xml search-service/src/main models/*/ openvino/*.* dev/openvino -type f)
MAVEN := dev/maven -B -ntp

.PHONY: help run build test e2e e2e-long images release site bench fuzz cluster-up cluster-down cluster-status format clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

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

e2e: ## Run the tests on a real Kubernetes cluster, made and removed for them
	@k8s-tests/e2e

e2e-long: ## The same with the tests that take long: faults, autoscaling, full volumes, backups
	@k8s-tests/e2e --long

images: build ## Build the images of the operator and of the service
	@images/build

release: ## Make jars, chart, definitions, image archives and checksums of the last commit
	@dev/release

site: ## Make a site of the documents
	@dev/site

bench: ## Measure speed, memory and recall on this machine, beside others
	@dev/bench --write

fuzz: ## Send 24 000 mutated pictures through the picture pipeline
	@dev/fuzz

cluster-up: ## Start a real Kubernetes cluster of two nodes on this machine
	@k8s-tests/cluster/up

cluster-down: ## Remove the cluster
	@k8s-tests/cluster/down

cluster-status: ## Show whether the cluster is ready, and what it runs
	@k8s-tests/cluster/status

format: ## Format the sources
	@$(MAVEN) -q spotless:apply

clean: ## Remove what was built; the collection in data/ stays
	@rm -rf target */target
