#!/usr/bin/env bash
# Makes the JDK's AOT cache for the service, so that it starts in a fraction of the time: unpacks the jar,
# since the cache needs plain jars on the class path, and trains it.
#   search-service/aot.sh [FOLDER]      by default search-service/target/aot
# What is printed at the end starts the service with it. It fits this JDK and this very folder alone.
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
OPTIONS=search-service/jvm.options PICTURES=examples/images \
  search-service/train "$java" "$folder/image-search.jar" "$folder/service.aot"
echo "$java @search-service/jvm.options -XX:AOTCache=$folder/service.aot -jar $folder/image-search.jar"
