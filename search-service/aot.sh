#!/usr/bin/env bash
# Makes the JDK's AOT cache for the service, so that it starts in a fraction of the time: unpacks the jar,
# since the cache needs plain jars on the class path, and lets the service take in the sample pictures, each
# many times over, and search them, so that what real requests use is in the cache, and which of it is hot.
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

scratch=$(mktemp -d)
service=
stop() {
  trap - EXIT INT TERM
  if [ -n "$service" ]; then kill "$service" 2>/dev/null && wait "$service" || true; fi
  rm -rf "$scratch"
}
trap stop EXIT
trap 'stop; exit 130' INT TERM

mkdir "$scratch/pictures"
# Two bytes into a JPEG, a comment makes another picture of it for the service.
for picture in examples/images/*/*.jpg; do
  for copy in $(seq 10 49); do
    { head -c 2 "$picture" && printf '\377\376\000\004%s' "$copy" && tail -c +3 "$picture"; } >"$scratch/pictures/$copy-${picture##*/}"
  done
done

log="$folder/training.log"
"$java" @search-service/jvm.options -XX:AOTCacheOutput="$folder/service.aot" -jar "$folder/image-search.jar" \
  --server.port=0 --image-search.data="$scratch/data" >"$log" 2>&1 &
service=$!
until grep -qs "Started ImageSearchApplication" "$log"; do
  kill -0 "$service" 2>/dev/null || {
    tail -n 20 "$log" >&2
    exit 1
  }
  sleep 0.1
done
port=$(sed -n 's/.*Tomcat started on port \([0-9]*\).*/\1/p' "$log")
client() { "$java" -jar "$jar" "$@" --url "http://127.0.0.1:$port" >/dev/null 2>>"$log"; }
client ingest "$scratch/pictures"
for query in examples/images/*/*shoe*.jpg; do
  client search "$query"
done
client status

echo "aot.sh: the service ends, and the JDK writes the cache …" >&2
kill "$service"
wait "$service" || true # ended by a signal
service=
[ -f "$folder/service.aot" ] || {
  tail -n 20 "$log" >&2
  exit 1
}
echo "$java @search-service/jvm.options -XX:AOTCache=$folder/service.aot -jar $folder/image-search.jar"
