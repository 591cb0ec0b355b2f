"""The compared stack's collection: Milvus Lite in the file that DATABASE names."""

import os

from pymilvus import MilvusClient

from vectors import network

NAME = "pictures"

client = MilvusClient(os.environ["DATABASE"])
if not client.has_collection(NAME):
    client.create_collection(NAME, dimension=network.num_features, metric_type="COSINE", auto_id=True)
client.load_collection(NAME)


def add(rows: list[dict]) -> None:
    """Rows of `vector` and `filename`."""
    client.insert(NAME, rows)


def nearest(vector: list[float], count: int) -> list[dict]:
    """The most similar pictures, best first."""
    hits = client.search(NAME, data=[vector], limit=count, output_fields=["filename"])[0]
    return [{"filename": hit["entity"]["filename"], "score": hit["distance"]} for hit in hits]
