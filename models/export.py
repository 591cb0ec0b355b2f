#!/usr/bin/env python3
"""Makes a model folder for the search service from any timm network, and refuses one that does not match the network."""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
import tempfile
import warnings
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Callable

import timm
import torch
from PIL import Image
from torch.nn.functional import cosine_similarity, normalize

import formats
from network import BUNDLED_NETWORK, ExportError, Preprocessing, default_preprocessing, load_network

BATCH_SIZES = (1, 3, 8)
# The photographs that scikit-image's wheel carries: among them smooth, busy, dark and grey ones.
CHECK_PHOTOGRAPHS = (
    "astronaut", "chelsea", "coffee", "rocket", "camera", "hubble_deep_field", "moon", "brick", "grass", "gravel", "coins", "clock")
BUNDLED_FLOAT32_LAYERS = ("conv_stem", "blocks.0.0.conv_dw")


@dataclass(frozen=True)
class Format:
    """One file of the folder: how it is made, how it is run, and how far it may be from the network."""

    file: str
    kind: str
    device: str
    precision: str
    minimum_cosine: float
    make: Callable[[torch.nn.Module, int], bytes]
    run: Callable[[Path, torch.Tensor], torch.Tensor]


def all_formats(float32_layers: tuple[str, ...]) -> list[Format]:
    """Every file of a model folder."""
    return [
        Format("model.pt", "torchscript", "cpu", "float32", 0.9999, formats.float32_torchscript, formats.run_torchscript),
        Format("model-bf16.pt", "torchscript", "cpu", "bfloat16", 0.998,
               lambda network, size: formats.bfloat16_torchscript(network, size, float32_layers), formats.run_torchscript),
        Format("model.onnx", "onnx", "cpu", "float32", 0.9999, formats.onnx, formats.run_onnx),
        Format("model-fp16-cuda.pt", "torchscript", "cuda", "float16", 0.998, formats.float16_torchscript, formats.run_on_gpu),
        Format("model-bf16-openvino.zip", "openvino", "cpu", "bfloat16", 0.998,
               lambda network, size: formats.bfloat16_openvino(network, size, float32_layers), formats.run_openvino),
    ]


def check_batches(preprocessing: Preprocessing) -> list[torch.Tensor]:
    """Photographs as the network gets them, in batches of every size that is checked."""
    from skimage import data

    photographs = torch.stack([preprocessing(Image.fromarray(getattr(data, name)()).convert("RGB")) for name in CHECK_PHOTOGRAPHS])
    return list(photographs.split(BATCH_SIZES))


def worst_cosine(run: Callable[[torch.Tensor], torch.Tensor], batches: list[torch.Tensor], expected: list[torch.Tensor]) -> float:
    """The lowest cosine between what an exported file answers and what is expected; 0 for an answer of the wrong kind."""
    worst = 1.0
    for batch, vectors in zip(batches, expected):
        answer = run(batch)
        unit = answer.shape == vectors.shape and answer.dtype == torch.float32 and torch.allclose(answer.norm(dim=1), torch.ones(len(batch)), atol=1e-4)
        worst = min(worst, cosine_similarity(answer, vectors).min().item() if unit else 0.0)
    return worst


def write_folder(
    folder: Path, network: torch.nn.Module, preprocessing: Preprocessing, files: list[Format], description: dict[str, str]
) -> list[tuple[str, int, float]]:
    """Writes every file and model.json into `folder` and answers name, bytes and worst cosine of each; raises on the first that deviates."""
    batches = check_batches(preprocessing)
    with torch.inference_mode():
        expected = [normalize(network(batch), dim=1) for batch in batches]
    if expected[0].dim() != 2:
        raise ExportError(f"the network answers {tuple(expected[0].shape)} for one picture, not one vector")
    entries, outcome = [], []
    for format in files:
        path = folder / format.file
        content = format.make(network, preprocessing.size)
        path.write_bytes(content)
        cosine = worst_cosine(lambda batch: format.run(path, batch), batches, expected)
        if cosine < format.minimum_cosine:
            advice = "; see --float32-layers" if format.precision == "bfloat16" else ""
            raise ExportError(f"{format.file} deviates from the network: cosine {cosine:.5f}, at least {format.minimum_cosine} is needed{advice}")
        entries.append({"file": format.file, "format": format.kind, "device": format.device, "precision": format.precision,
                        "sha256": hashlib.sha256(content).hexdigest()})
        outcome.append((format.file, len(content), cosine))
    document = {
        "name": description["name"],
        "version": description["version"],
        "dimension": expected[0].shape[1],
        "input": preprocessing.as_json(),
        "files": entries,
        "source": description["source"],
        "licence": description["licence"],
        "madeWith": {"torch": torch.__version__.split("+")[0], "timm": timm.__version__, "openvino": version("openvino")},
    }
    (folder / "model.json").write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return outcome


def export(arguments: argparse.Namespace) -> list[tuple[str, int, float]]:
    """Makes the folder beside its destination and moves it there only when all of it is right."""
    if arguments.out.exists() and not (arguments.out / "model.json").is_file():
        raise ExportError(f"{arguments.out} exists and is not a model folder")
    network = load_network(arguments.network, arguments.weights, arguments.seed)
    preprocessing = replace(default_preprocessing(network, arguments.weights), **overrides(arguments))
    float32_layers = BUNDLED_FLOAT32_LAYERS if arguments.float32_layers is None and arguments.weights == "bundled" else tuple(
        arguments.float32_layers or ())
    unknown = set(float32_layers) - {name for name, _ in network.named_modules()}
    if unknown:
        raise ExportError(f"the network has no layer {sorted(unknown)[0]!r}")
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(prefix=f".{arguments.out.name}.", dir=arguments.out.parent))
    try:
        outcome = write_folder(making, network, preprocessing, all_formats(float32_layers), vars(arguments))
        publish(making, arguments.out)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return outcome


def publish(making: Path, out: Path) -> None:
    """Puts the finished folder in place; of an older one, only what a person wrote (a README, a licence) is kept."""
    if out.exists():
        made_here = {format.file for format in all_formats(())} | {"model.json"}
        for kept in out.iterdir():
            if kept.name not in made_here:
                kept.rename(making / kept.name)
        shutil.rmtree(out)
    making.chmod(0o755)
    making.rename(out)


def overrides(arguments: argparse.Namespace) -> dict[str, object]:
    """What the command line says about preprocessing, over what is known of the network."""
    given = {name: getattr(arguments, name) for name in ("size", "resize", "interpolation", "mean", "std")}
    return {name: tuple(value) if isinstance(value, list) else value for name, value in given.items() if value is not None}


def parser() -> argparse.ArgumentParser:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    required = parser.add_argument_group("what to export")
    required.add_argument("--network", required=True, metavar="NAME", help="name of a timm network, such as resnet34")
    required.add_argument("--weights", required=True, metavar="bundled|random|PATH",
                          help=f"a checkpoint (.pt, .pth or .safetensors) of that network, the weights that come with this project (for {BUNDLED_NETWORK}), or random ones")
    required.add_argument("--out", required=True, type=Path, metavar="FOLDER", help="the model folder to make; an older one is replaced once the new one is right")
    required.add_argument("--name", required=True, help="the model's name; with the version it tells its vectors from others")
    required.add_argument("--version", required=True, help="the model's version; raise it when the weights or the preprocessing change")
    required.add_argument("--source", required=True, metavar="TEXT", help="where the weights come from")
    required.add_argument("--licence", required=True, metavar="TEXT", help="the licence of the weights")
    parser.add_argument("--seed", type=int, default=0, help="for random weights (default: 0)")
    parser.add_argument("--float32-layers", nargs="*", metavar="LAYER",
                        help="layers that stay in float32 in the bfloat16 files, where they would deviate too much without; often the first depthwise convolution")
    picture = parser.add_argument_group("how a picture is prepared (default: as the network was trained, as far as timm knows)")
    picture.add_argument("--size", type=int, metavar="PIXELS", help="side of the square that the network gets")
    picture.add_argument("--resize", type=int, metavar="PIXELS", help="the picture's short side before that square is cut from its middle")
    picture.add_argument("--interpolation", choices=("bilinear", "bicubic"), help="how it is resized")
    picture.add_argument("--mean", type=float, nargs=3, metavar=("R", "G", "B"), help="subtracted from each channel (0 to 1)")
    picture.add_argument("--std", type=float, nargs=3, metavar=("R", "G", "B"), help="then divided by")
    return parser


def main() -> int:
    """Runs the command and answers its exit code."""
    # Tracing and the ONNX exporter warn about things that the check below decides better.
    warnings.filterwarnings("ignore")
    try:
        outcome = export(parser().parse_args())
    except (ExportError, OSError) as failure:
        print(f"export: {failure}", file=sys.stderr)
        return 1
    print(f"{'file':24} {'size':>10} {'worst cosine':>13}")
    for name, size, cosine in outcome:
        print(f"{name:24} {size / 1e6:7.1f} MB {cosine:13.6f}")
    if not torch.cuda.is_available():
        print("no GPU here: the file for CUDA was checked on the CPU only")
    return 0


if __name__ == "__main__":
    sys.exit(main())
