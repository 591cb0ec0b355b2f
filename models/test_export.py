"""Tests of export.py: what it writes, and what it refuses to write."""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import timm
import torch
from PIL import Image

import export
import formats
from network import BUNDLED_PREPROCESSING, ExportError

SMALL = ["--network", "resnet18", "--name", "small", "--version", "1", "--source", "a test", "--licence", "none", "--size", "64", "--resize", "72"]


def arguments(out: Path, weights: str = "random", *more: str) -> argparse.Namespace:
    return export.parser().parse_args([*SMALL, "--weights", weights, "--out", str(out), *more])


def run_command(out: Path) -> None:
    # A process of its own, because PyTorch numbers the classes of everything that a process has traced.
    subprocess.run([sys.executable, export.__file__, *SMALL, "--weights", "random", "--seed", "3", "--out", str(out)], check=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("models") / "small"
    run_command(out)
    return out


def test_describes_the_model(folder: Path) -> None:
    described = json.loads((folder / "model.json").read_text(encoding="utf-8"))

    assert (described["name"], described["version"], described["dimension"], described["licence"]) == ("small", "1", 512, "none")
    assert described["input"] == {
        "size": 64, "resize": 72, "interpolation": "bicubic", "mean": [0.485, 0.456, 0.406], "std": [0.229, 0.224, 0.225]}
    assert described["madeWith"]["timm"] == timm.__version__


def test_gives_the_digest_of_every_file(folder: Path) -> None:
    files = json.loads((folder / "model.json").read_text(encoding="utf-8"))["files"]

    assert {entry["file"]: entry["sha256"] for entry in files} == {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir() if file.name != "model.json"}
    assert [(entry["format"], entry["device"], entry["precision"]) for entry in files] == [
        ("torchscript", "cpu", "float32"), ("torchscript", "cpu", "bfloat16"), ("onnx", "cpu", "float32"),
        ("torchscript", "cuda", "float16"), ("openvino", "cpu", "bfloat16")]


@pytest.mark.parametrize("file", ["model.pt", "model-bf16.pt", "model-fp16-cuda.pt"])
@pytest.mark.parametrize("batch", [1, 2, 5])
def test_answers_unit_vectors(folder: Path, file: str, batch: int) -> None:
    vectors = formats.run_torchscript(folder / file, torch.rand(batch, 3, 64, 64))

    assert vectors.shape == (batch, 512)
    assert vectors.dtype == torch.float32
    assert torch.allclose(vectors.norm(dim=1), torch.ones(batch), atol=1e-5)


def test_names_no_path_of_this_machine(folder: Path) -> None:
    home = str(Path(__file__).resolve().parent).encode()

    assert not [file.name for file in folder.iterdir() if home in file.read_bytes() or b"site-packages" in file.read_bytes()]


def test_gives_the_same_bytes_for_the_same_command(folder: Path, tmp_path: Path) -> None:
    run_command(tmp_path / "small")

    assert (tmp_path / "small" / "model.json").read_bytes() == (folder / "model.json").read_bytes()


def test_refuses_a_file_that_deviates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    exact = formats.float32_torchscript

    def corrupted(network: torch.nn.Module, size: int) -> bytes:
        other = formats.fold_batch_norms(network)
        torch.nn.init.normal_(other.layer4[1].conv2.weight)
        return exact(other, size)

    monkeypatch.setattr(formats, "float32_torchscript", corrupted)

    with pytest.raises(ExportError, match="model.pt deviates from the network"):
        export.export(arguments(tmp_path / "small"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("answer", [torch.full((3, 4), torch.nan), torch.ones(3, 4), torch.eye(4)[:2], torch.eye(4)[:3].to(torch.bfloat16)])
def test_counts_anything_but_unit_vectors_in_float32_as_deviation(answer: torch.Tensor) -> None:
    assert not export.worst_cosine(lambda batch: answer, [torch.zeros(3, 3, 8, 8)], [torch.eye(4)[:3]]) > 0


def test_keeps_the_older_folder_when_the_new_one_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "small"
    out.mkdir()
    (out / "model.json").write_text("{}")
    monkeypatch.setattr(formats, "run_torchscript", lambda file, pictures: torch.ones(len(pictures), 512))

    with pytest.raises(ExportError):
        export.export(arguments(out))
    assert (out / "model.json").read_text() == "{}"


def test_keeps_what_a_person_wrote_beside_an_older_model(tmp_path: Path) -> None:
    making, out = tmp_path / "making", tmp_path / "small"
    for folder, content in ((making, "new"), (out, "old")):
        folder.mkdir()
        (folder / "model.json").write_text(content)
    (out / "README.md").write_text("mine")

    export.publish(making, out)

    assert {file.name: file.read_text() for file in out.iterdir()} == {"model.json": "new", "README.md": "mine"}


def test_does_not_replace_a_folder_that_holds_no_model(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("")

    with pytest.raises(ExportError, match="not a model folder"):
        export.export(arguments(tmp_path))


def test_loads_a_checkpoint_with_its_own_classifier(tmp_path: Path) -> None:
    tuned = timm.create_model("resnet18", num_classes=7).eval()
    torch.save(tuned.state_dict(), tmp_path / "tuned.pth")

    network = export.load_network("resnet18", str(tmp_path / "tuned.pth"))

    tuned.reset_classifier(0)
    pictures = torch.rand(1, 3, 64, 64)
    with torch.no_grad():
        assert torch.equal(network(pictures), tuned(pictures))


def test_refuses_a_checkpoint_of_another_network(tmp_path: Path) -> None:
    torch.save(timm.create_model("resnet10t").state_dict(), tmp_path / "other.pth")

    with pytest.raises(ExportError, match="other.pth"):
        export.load_network("resnet18", str(tmp_path / "other.pth"))


@pytest.mark.parametrize(("more", "message"), [
    (["--network", "resnet17"], "timm has no network named 'resnet17'"),
    (["--weights", "nowhere.pth"], "no such weights file: nowhere.pth"),
    (["--weights", "bundled"], "bundled weights exist for efficientnet_lite0 only"),
    (["--float32-layers", "conv9"], "the network has no layer 'conv9'"),
])
def test_says_in_one_line_what_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], more: list[str], message: str
) -> None:
    monkeypatch.setattr(sys, "argv", ["export.py", *SMALL, "--weights", "random", "--out", str(tmp_path / "small"), *more])

    assert export.main() == 1
    said = capsys.readouterr().err
    assert message in said
    assert said.count("\n") == 1


def test_prepares_a_picture_as_the_bundled_weights_expect() -> None:
    grey = Image.fromarray(np.full((300, 500, 3), 127, np.uint8))

    tensor = BUNDLED_PREPROCESSING(grey)

    assert tensor.shape == (3, 224, 224)
    assert torch.allclose(tensor, torch.full((3, 224, 224), (127 / 255 - 0.498) / 0.502))
