"""A picture's vector as the compared stack makes it: Pillow, torchvision and eager PyTorch, one picture in a forward pass."""

import io
import os
import sys
from pathlib import Path

import torch
from PIL import Image

sys.path.append(str(Path(__file__).resolve().parents[2] / "models"))
from network import BUNDLED_NETWORK, BUNDLED_PREPROCESSING, Preprocessing, load_network  # noqa: E402

NETWORK = os.environ.get("NETWORK", BUNDLED_NETWORK)
IMAGENET = Preprocessing(224, 256, "bicubic", (0.485, 0.456, 0.406), (0.229, 0.224, 0.225))

# The same weights as the service has: the bundled ones, or random ones from the same seed.
bundled = NETWORK == BUNDLED_NETWORK
network = load_network(NETWORK, "bundled" if bundled else "random", seed=0)
prepare = BUNDLED_PREPROCESSING if bundled else IMAGENET


def vector(data: bytes) -> list[float]:
    """The picture's vector, of length one."""
    picture = Image.open(io.BytesIO(data)).convert("RGB")
    with torch.no_grad():
        row = network(prepare(picture)[None])[0]
    return torch.nn.functional.normalize(row, dim=0).tolist()
