"""Turns a network into the files of a model folder."""

from __future__ import annotations

import copy
import io
import tempfile
import zipfile
from pathlib import Path
from typing import Sequence
from xml.etree import ElementTree

import numpy as np
import torch
from torch import fx, nn
from torch.nn.functional import normalize
from torch.nn.utils.fusion import fuse_conv_bn_weights

ONNX_OPSET = 17


class Embedder(nn.Module):
    """The network between a normalised float32 NCHW batch and unit vectors in float32, whatever it computes in."""

    def __init__(self, network: nn.Module, precision: torch.dtype, memory_format: torch.memory_format) -> None:
        super().__init__()
        self.network = network.to(memory_format=memory_format)
        self.precision = precision
        self.memory_format = memory_format

    def forward(self, pictures: torch.Tensor) -> torch.Tensor:
        """Answers one row of length one for each picture."""
        pictures = pictures.to(self.precision, memory_format=self.memory_format)
        return normalize(self.network(pictures).to(torch.float32), dim=1)


class InFloat32(nn.Module):
    """A layer that stays in float32 inside a network of lower precision."""

    def __init__(self, layer: nn.Module, outside: torch.dtype) -> None:
        super().__init__()
        self.layer = layer
        self.outside = outside

    def forward(self, features: torch.Tensor) -> torch.Tensor:
        """Applies the layer."""
        return self.layer(features.to(torch.float32)).to(self.outside)


class _Tracer(fx.Tracer):
    def is_leaf_module(self, module: nn.Module, qualified_name: str) -> bool:
        # timm's batch norms carry their activation; seen from inside they would no longer be recognised.
        return isinstance(module, nn.BatchNorm2d) or super().is_leaf_module(module, qualified_name)


def fold_batch_norms(network: nn.Module) -> nn.Module:
    """A copy whose convolutions have taken in the batch norms behind them; where the graph cannot be traced, a plain copy.

    Freezing would do this too, but only after a conversion to bfloat16 has rounded both, which costs most of the accuracy.
    """
    network = copy.deepcopy(network)
    try:
        graph = _Tracer().trace(network)
    except Exception:  # fx raises whatever the network's own Python does with a proxy
        return network
    modules = dict(network.named_modules())
    for node in graph.nodes:
        norm = modules.get(node.target) if node.op == "call_module" else None
        if not isinstance(norm, nn.BatchNorm2d) or not norm.track_running_stats:
            continue
        before = node.args[0]
        convolution = modules.get(before.target) if before.op == "call_module" else None
        if not isinstance(convolution, nn.Conv2d) or len(before.users) != 1:
            continue
        convolution.weight, convolution.bias = fuse_conv_bn_weights(
            convolution.weight, convolution.bias, norm.running_mean, norm.running_var, norm.eps, norm.weight, norm.bias)
        network.set_submodule(node.target, getattr(norm, "act", nn.Identity()))
    return network


def float32_torchscript(network: nn.Module, size: int) -> bytes:
    """TorchScript in float32. Channels last, because oneDNN's depthwise convolutions are much slower on planar input."""
    return _torchscript(Embedder(fold_batch_norms(network), torch.float32, torch.channels_last), size)


def bfloat16_torchscript(network: nn.Module, size: int, float32_layers: Sequence[str] = ()) -> bytes:
    """TorchScript in bfloat16 but for the named layers, for CPUs that have bfloat16 instructions."""
    exact = fold_batch_norms(network)
    rounded = copy.deepcopy(exact).to(torch.bfloat16)
    for name in float32_layers:
        rounded.set_submodule(name, InFloat32(exact.get_submodule(name), torch.bfloat16))
    return _torchscript(Embedder(rounded, torch.bfloat16, torch.channels_last), size)


def float16_torchscript(network: nn.Module, size: int) -> bytes:
    """TorchScript in float16 for CUDA devices. Traced on the CPU: a frozen trace names no device, so it goes where it is loaded."""
    return _torchscript(Embedder(fold_batch_norms(network).to(torch.float16), torch.float16, torch.channels_last), size)


def onnx(network: nn.Module, size: int) -> bytes:
    """ONNX in float32 with any batch size."""
    buffer = io.BytesIO()
    torch.onnx.export(
        Embedder(copy.deepcopy(network), torch.float32, torch.contiguous_format).eval(), (_example(size),), buffer, dynamo=False,
        opset_version=ONNX_OPSET, input_names=["pictures"], output_names=["vectors"],
        dynamic_axes={"pictures": {0: "batch"}, "vectors": {0: "batch"}})
    return buffer.getvalue()


def bfloat16_openvino(network: nn.Module, size: int, float32_layers: Sequence[str] = ()) -> bytes:
    """OpenVINO's two files in one archive, for CPUs that have bfloat16 instructions, with any batch size.

    What it computes in is said when it is compiled; here the named layers are marked, which then stay in float32.
    """
    import openvino

    exact = Embedder(fold_batch_norms(network), torch.float32, torch.contiguous_format).eval()
    model = openvino.convert_model(exact, example_input=_example(size), input=[-1, 3, size, size])
    with tempfile.TemporaryDirectory() as folder:
        # The weights in float16: half the size, and more digits than bfloat16 has.
        openvino.save_model(model, Path(folder) / "model.xml", compress_to_fp16=True)
        graph = ElementTree.parse(Path(folder) / "model.xml").getroot()
        weights = (Path(folder) / "model.bin").read_bytes()
    _mark_float32(graph, tuple(f"__module.network.{name}{end}" for name in float32_layers for end in "./"))
    _without_chance(graph)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as files:
        for name, content in (("model.xml", ElementTree.tostring(graph)), ("model.bin", weights)):
            files.writestr(zipfile.ZipInfo(name), content)
    return archive.getvalue()


def run_torchscript(file: Path, pictures: torch.Tensor) -> torch.Tensor:
    """What a TorchScript file answers for a batch."""
    with torch.inference_mode():
        return torch.jit.load(str(file))(pictures)


def run_on_gpu(file: Path, pictures: torch.Tensor) -> torch.Tensor:
    """What a TorchScript file answers for a batch on the first GPU; without one, what it answers in the same precision on the CPU."""
    device = "cuda" if torch.cuda.is_available() else "cpu"
    with torch.inference_mode():
        return torch.jit.load(str(file), map_location=device)(pictures.to(device)).cpu()


def run_onnx(file: Path, pictures: torch.Tensor) -> torch.Tensor:
    """What an ONNX file answers for a batch."""
    import onnxruntime

    session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    return torch.from_numpy(session.run(None, {"pictures": pictures.numpy()})[0])


def run_openvino(file: Path, pictures: torch.Tensor) -> torch.Tensor:
    """What an archive for OpenVINO answers for a batch; in float32 on a CPU without bfloat16 instructions."""
    import openvino

    with zipfile.ZipFile(file) as files:
        graph, weights = files.read("model.xml"), np.frombuffer(files.read("model.bin"), np.uint8)
    model = openvino.Core().read_model(graph, openvino.Tensor(weights))
    compiled = openvino.compile_model(model, "CPU", {"INFERENCE_PRECISION_HINT": "bf16"})
    return torch.from_numpy(compiled(pictures.numpy())[0].copy())


def _mark_float32(graph: ElementTree.Element, scopes: tuple[str, ...]) -> None:
    for layer in graph.iter("layer"):
        if layer.get("type") != "Const" and layer.get("name").startswith(scopes):
            information = layer.find("rt_info")
            if information is None:
                information = ElementTree.SubElement(layer, "rt_info")
            ElementTree.SubElement(information, "attribute", name="precise", version="0")


def _without_chance(graph: ElementTree.Element) -> None:
    """Leaves out names that count what the process has made before, and which build of OpenVINO wrote the file."""
    for layer in graph.iter("layer"):
        layer.set("name", f"{layer.get('type')}{layer.get('id')}")
    for port in graph.iter("port"):
        port.attrib.pop("names", None)
    graph.set("name", "network")
    information = graph.find("rt_info")
    if information is not None:
        graph.remove(information)


def _example(size: int) -> torch.Tensor:
    # Two pictures: with a batch of one, a network that squeezes would be recorded without its batch dimension.
    return torch.zeros(2, 3, size, size)


def _torchscript(embedder: Embedder, size: int) -> bytes:
    with torch.no_grad():
        traced = torch.jit.trace(embedder.eval(), _example(size), check_trace=False)
    buffer = io.BytesIO()
    torch.jit.save(torch.jit.freeze(traced), buffer)
    return _without_debug_records(buffer)


def _without_debug_records(archive: io.BytesIO) -> bytes:
    """Leaves out the source positions, which hold the paths of the machine that made the file and so differ between machines."""
    archive.seek(0)
    reader = torch._C.PyTorchFileReader(archive)
    stripped = io.BytesIO()
    writer = torch._C.PyTorchFileWriter(stripped)
    for name in reader.get_all_records():
        # The writer adds these two itself.
        if name in ("version", ".data/serialization_id", "byteorder") or name.endswith(".debug_pkl"):
            continue
        content = reader.get_record(name)
        writer.write_record(name, content, len(content))
    writer.write_end_of_file()
    return stripped.getvalue()
