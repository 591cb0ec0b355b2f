#!/usr/bin/env bash
# Makes the JDK's AOT caches for the service, so that it starts in a fraction of the time: unpacks the jar,
# since a cache needs plain jars on the class path, and trains them.
#   search-service/aot.sh [FOLDER]      by default search-service/target/aot
# FOLDER/start, whose path is printed, then starts the service. The caches fit this JDK and this very folder alone.
set -eu

cd "$(dirname "$0")/.."
folder=${1:-search-service/target/aot}
jar=search-service/target/image-search.jar
java="$(dev/jdk)/bin/java"
[ -f "$jar" ] || {
  echo "aot.sh: $jar is missing: make build" >&2
  exit 1
}

rm -rf "$folder"
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
"$java" -Djarmode=tools -jar "$jar" extract --destination "$folder" --force
PICTURES=examples/images search-service/install "$java" "$folder"
echo "$folder/start"
