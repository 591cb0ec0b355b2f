"""The compared stack's ingest program: walks a folder, one picture in a forward pass, inserts of a hundred rows.

    python ingest.py FOLDER      prints pictures and seconds, without the start of Python and the loading of the network
"""

import sys
import time
from pathlib import Path

import collection
from vectors import vector

ROWS = 100

began = time.perf_counter()
rows: list[dict] = []
pictures = 0
for path in sorted(Path(sys.argv[1]).rglob("*.jpg")):
    try:
        rows.append({"vector": vector(path.read_bytes()), "filename": path.name})
    except OSError as unreadable:
        print(f"skipped {path}: {unreadable}", file=sys.stderr)
        continue
    pictures += 1
    if len(rows) == ROWS:
        collection.add(rows)
        rows = []
if rows:
    collection.add(rows)
print(pictures, time.perf_counter() - began)
