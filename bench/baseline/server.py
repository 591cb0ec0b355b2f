"""The compared stack's service: FastAPI before `vectors` and `collection`, as in a student report on image search."""

import sys
import time

import uvicorn
from fastapi import FastAPI, UploadFile

import collection
from vectors import vector

app = FastAPI()


@app.post("/upload")
def upload(file: UploadFile):
    collection.add([{"vector": vector(file.file.read()), "filename": file.filename}])
    return {"filename": file.filename}


@app.post("/search")
def search(file: UploadFile):
    began = time.perf_counter()
    results = collection.nearest(vector(file.file.read()), 10)
    return {"results": results, "ms": round((time.perf_counter() - began) * 1000, 1)}


@app.get("/health")
def health():
    return {"status": "ok"}


if __name__ == "__main__":
    uvicorn.run(app, port=int(sys.argv[1]), access_log=False, log_level="warning")
