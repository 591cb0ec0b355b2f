#!/bin/bash
KAFKA_HEAP_OPTS=-Xmx128m exec /opt/kafka/bin/run-class kafka.tools.StorageTool "$@"
