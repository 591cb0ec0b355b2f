#!/bin/bash
exec /opt/kafka/bin/run-class kafka.Kafka "$@"
