"""Makes the pictures that the benchmarks send: JPEGs of quality 90, all different.

    python pictures.py STAMPS OUT COUNT SIDE      SIDE: pixels of the long one
"""

import io
import itertools
import random
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageOps

SMALLEST = 200  # of a stamp's sides; less would be blown up to a blur


def on_white(path: Path) -> Image.Image:
    stamp = Image.open(path).convert("RGBA")
    page = Image.new("RGBA", stamp.size, "white")
    page.alpha_composite(stamp)
    return page.convert("RGB")


def resized(picture: Image.Image, side: int) -> Image.Image:
    scale = side / max(picture.size)
    return picture.resize([max(1, round(length * scale)) for length in picture.size], Image.LANCZOS)


def variant(picture: Image.Image, chance: random.Random) -> Image.Image:
    """Another picture of the same thing: nine tenths of each side, somewhere, perhaps mirrored."""
    width, height = (round(side * 0.9) for side in picture.size)
    left, top = chance.randint(0, picture.width - width), chance.randint(0, picture.height - height)
    part = picture.crop((left, top, left + width, top + height))
    return ImageOps.mirror(part) if chance.random() < 0.5 else part


def jpeg(picture: Image.Image, side: int) -> bytes:
    encoded = io.BytesIO()
    resized(picture, side).save(encoded, "JPEG", quality=90)
    return encoded.getvalue()


def make(stamps: Path, out: Path, count: int, side: int) -> None:
    """First the stamps themselves, some of which are the same, then variants of them."""
    chance = random.Random(1)
    sources = [path for path in sorted(stamps.rglob("*.png")) if min(Image.open(path).size) >= SMALLEST]
    seen: set[bytes] = set()
    for turn in itertools.count():
        for source in sources:
            encoded = jpeg(variant(on_white(source), chance) if turn else on_white(source), side)
            if encoded in seen:
                continue
            (out / f"{len(seen):04}.jpg").write_bytes(encoded)
            seen.add(encoded)
            if len(seen) == count:
                return


def main(stamps: str, out: str, count: str, side: str) -> None:
    folder = Path(out)
    folder.parent.mkdir(parents=True, exist_ok=True)
    # Published whole, or not at all.
    with tempfile.TemporaryDirectory(dir=folder.parent) as making:
        finished = Path(making) / "finished"
        finished.mkdir()
        make(Path(stamps), finished, int(count), int(side))
        finished.rename(folder)


if __name__ == "__main__":
    main(*sys.argv[1:])
