"""How many pictures a second other engines run through a network, all cores at work.

    python limits.py MODEL.onnx SIZE SECONDS      prints a line with name and value for each
"""

import os
import sys
import threading
import time

import numpy
import onnxruntime
import openvino

CORES = len(os.sched_getaffinity(0))
BATCHES = (1, 4, 8)


def rate(run, batch: int, threads: int, seconds: float) -> float:
    """Pictures a second of so many threads that call `run` again and again."""
    done = [0] * threads
    run(0)
    begin = time.perf_counter()
    end = begin + seconds

    def work(number: int) -> None:
        while time.perf_counter() < end:
            run(number)
            done[number] += batch

    workers = [threading.Thread(target=work, args=(number,)) for number in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return sum(done) / (time.perf_counter() - begin)


def onnx_runtime(model: str, batch: int, streams: int, size: int):
    """One session a stream, the cores shared among them."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = CORES // streams
    sessions = [onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"]) for _ in range(streams)]
    pictures = numpy.random.default_rng(1).random((batch, 3, size, size), dtype=numpy.float32)
    return lambda number: sessions[number].run(None, {"pictures": pictures})


def open_vino(model: str, batch: int, streams: int, size: int, precision: openvino.Type):
    """As many streams as asked for, in one compiled network."""
    core = openvino.Core()
    network = core.read_model(model)
    network.reshape([batch, 3, size, size])
    compiled = core.compile_model(network, "CPU", {
        "NUM_STREAMS": streams, "INFERENCE_NUM_THREADS": CORES, "INFERENCE_PRECISION_HINT": precision})
    if compiled.get_property("INFERENCE_PRECISION_HINT") != precision:
        return None
    requests = [compiled.create_infer_request() for _ in range(streams)]
    pictures = numpy.random.default_rng(1).random((batch, 3, size, size), dtype=numpy.float32)
    return lambda number: requests[number].infer({0: pictures}, share_inputs=True)


def main(model: str, size: str, seconds: str) -> None:
    engines = {
        "onnxruntime-float32": onnx_runtime,
        "openvino-float32": lambda *how: open_vino(*how, openvino.Type.f32),
        "openvino-bfloat16": lambda *how: open_vino(*how, openvino.Type.bf16),
    }
    for name, engine in engines.items():
        rates = []
        for batch in BATCHES:
            for streams in sorted({1, CORES}):
                run = engine(model, batch, streams, int(size))
                if run:
                    rates.append(rate(run, batch, streams, float(seconds)))
        if rates:
            print(name, max(rates), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
