#!/usr/bin/env python3
"""Makes the pictures and reference vectors that hold the service's own preprocessing to PyTorch's and Pillow's."""

from __future__ import annotations

import argparse
import random
import shutil
import sys
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Callable

import numpy as np
import png
import torch
from PIL import Image, ImageOps
from skimage import data
from torch.nn.functional import normalize

from network import BUNDLED_NETWORK, BUNDLED_PREPROCESSING, load_network

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "examples" / "images"
# All CC0 or in the public domain by scikit-image's own documentation.
PHOTOGRAPHS = ("astronaut", "chelsea", "coffee", "rocket", "camera", "hubble_deep_field", "retina", "brick")
LOSSY_SIDES = (40, 64, 97, 150, 200, 224, 255, 256, 257, 301, 333, 400, 448, 517, 640, 801, 1000, 1200)
LOSSLESS_SIDES = (40, 57, 83, 96, 121, 144, 160, 200, 224)
ASPECTS = ((1, 1), (4, 3), (3, 4), (3, 2), (2, 3), (16, 9), (9, 16), (4, 1), (1, 4))
# What was done to the stored pixels so that the orientation puts them upright again.
UPRIGHT_TO_STORED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_270,
}
ORIENTATION = 0x0112

Write = Callable[[Image.Image, Path, random.Random], str]


@dataclass(frozen=True)
class Kind:
    """A way to store a picture, and how many of the set are stored so."""

    name: str
    suffix: str
    count: int
    sides: tuple[int, ...]
    write: Write


@cache
def sources() -> list[tuple[str, Image.Image]]:
    """What the pictures are cut from."""
    goods = sorted(path for path in SAMPLES.glob("*/*.jpg") if path.parent.name != "photos")
    photographs = [(name, Image.fromarray(getattr(data, name)()).convert("RGB")) for name in PHOTOGRAPHS]
    return photographs * 6 + [(f"{path.parent.name}/{path.stem}", Image.open(path).convert("RGB")) for path in goods]


def cut(picture: Image.Image, side: int, aspect: tuple[int, int], chance: random.Random) -> Image.Image:
    """A part of the picture in the given shape, `side` pixels long."""
    across, down = aspect
    scale = min(picture.width / across, picture.height / down) * chance.uniform(0.8, 1.0)
    width, height = round(across * scale), round(down * scale)
    left, top = chance.randint(0, picture.width - width), chance.randint(0, picture.height - height)
    factor = side / max(across, down)
    # One more pixel here and there, for odd sizes.
    size = (max(1, round(across * factor) + chance.choice((0, 0, 1))), max(1, round(down * factor)))
    return picture.crop((left, top, left + width, top + height)).resize(size, Image.Resampling.LANCZOS)


def soft_alpha(picture: Image.Image, chance: random.Random) -> Image.Image:
    """An alpha channel with opaque, transparent and half transparent parts."""
    y, x = np.mgrid[-1:1:picture.height * 1j, -1:1:picture.width * 1j]
    distance = np.hypot(x - chance.uniform(-0.2, 0.2), y - chance.uniform(-0.2, 0.2))
    return Image.fromarray((np.clip((chance.uniform(0.9, 1.2) - distance) * 4, 0, 1) * 255).astype(np.uint8))


def with_alpha(picture: Image.Image, mode: str, chance: random.Random) -> Image.Image:
    """The picture in RGBA or LA; the colours under transparent pixels stay, as cameras and shops leave them."""
    picture = picture.convert(mode[:-1])
    picture.putalpha(soft_alpha(picture, chance))
    return picture


def cmyk(picture: Image.Image) -> Image.Image:
    """The picture in CMYK with a black plate, which Pillow's own conversion leaves empty."""
    inks = 255 - np.asarray(picture).astype(np.int32)
    black = inks.min(axis=2, keepdims=True) * 3 // 4
    coloured = (inks - black) * 255 // np.maximum(255 - black, 1)
    return Image.merge("CMYK", [Image.fromarray(plate.astype(np.uint8)) for plate in np.moveaxis(np.concatenate([coloured, black], 2), 2, 0)])


def write_jpeg(picture: Image.Image, path: Path, chance: random.Random, mode: str = "RGB", **options: object) -> str:
    """JPEG in the given mode."""
    quality = chance.choice((60, 70, 75, 80, 85, 90, 95))
    (cmyk(picture) if mode == "CMYK" else picture.convert(mode)).save(path, quality=quality, **options)
    return f"quality {quality}"


def write_oriented(picture: Image.Image, path: Path, chance: random.Random, orientation: int = 1, **options: object) -> str:
    """Any format that holds Exif data, with the pixels stored so that the orientation is needed."""
    if orientation in UPRIGHT_TO_STORED:
        picture = picture.transpose(UPRIGHT_TO_STORED[orientation])
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    picture.save(path, exif=exif, **options)
    return f"orientation {orientation}"


def write_plain(picture: Image.Image, path: Path, chance: random.Random, mode: str = "RGB", **options: object) -> str:
    """The picture in the given mode, as Pillow writes it."""
    if mode in ("RGBA", "LA"):
        picture = with_alpha(picture, mode, chance)
    elif mode == "P":
        picture = picture.quantize(chance.choice((16, 64, 255)))
    elif mode == "CMYK":
        picture = cmyk(picture)
    picture = picture if picture.mode in (mode, "P") else picture.convert(mode)
    picture.save(path, **options)
    return f"{mode} {' '.join(f'{key}={value}' for key, value in options.items())}".strip()


def write_transparent_palette(picture: Image.Image, path: Path, chance: random.Random) -> str:
    """A palette one colour of which is transparent."""
    picture = picture.quantize(32)
    # The commonest colour: mostly the backdrop.
    transparent = int(np.bincount(np.asarray(picture).ravel()).argmax())
    picture.save(path, transparency=transparent)
    return "palette, one colour transparent"


def write_half_transparent_palette(picture: Image.Image, path: Path, chance: random.Random) -> str:
    """A palette with an alpha value for each of its colours."""
    picture = picture.quantize(64)
    picture.save(path, transparency=bytes(chance.choice((0, 64, 128, 255, 255, 255)) for _ in range(64)))
    return "palette, alpha per colour"


def write_animation(picture: Image.Image, path: Path, chance: random.Random) -> str:
    """An animation, of which the first frame counts."""
    frames = [ImageOps.invert(picture), picture.transpose(Image.Transpose.ROTATE_180)]
    picture.quantize(64).save(path, save_all=True, append_images=[frame.quantize(64) for frame in frames], duration=100)
    return "animation of 3 frames"


def write_png_library(picture: Image.Image, path: Path, chance: random.Random, mode: str, depth: int, interlaced: bool = False) -> str:
    """PNG that Pillow cannot write: 16 bits for each of several channels, and interlaced."""
    picture = with_alpha(picture, mode, chance) if mode in ("RGBA", "LA") else picture.convert(mode)
    samples = np.asarray(picture).astype(np.uint16)
    if depth == 16:
        # A low byte of its own, or else every way to get back to 8 bits would look right.
        samples = samples * 256 + np.random.default_rng(chance.getrandbits(32)).integers(0, 256, samples.shape, dtype=np.uint16)
    writer = png.Writer(*picture.size, greyscale=mode in ("L", "LA"), alpha=mode in ("RGBA", "LA"), bitdepth=depth, interlace=interlaced)
    with path.open("wb") as file:
        writer.write(file, samples.reshape(picture.height, -1).tolist())
    return f"{mode}, {depth} bits{', interlaced' if interlaced else ''}"


def kinds() -> list[Kind]:
    """Everything the set holds."""
    small, tiny = LOSSLESS_SIDES, LOSSLESS_SIDES[:6]

    def jpeg(name: str, count: int, **options: object) -> Kind:
        return Kind(f"jpeg-{name}", ".jpg", count, LOSSY_SIDES, partial(write_jpeg, **options))

    def plain(name: str, suffix: str, count: int, sides: tuple[int, ...], **options: object) -> Kind:
        return Kind(name, suffix, count, sides, partial(write_plain, **options))

    def library(name: str, count: int, *how: object) -> Kind:
        return Kind(f"png-{name}", ".png", count, tiny[:5], lambda picture, path, chance: write_png_library(picture, path, chance, *how))

    def oriented(name: str, suffix: str, orientations: range, sides: tuple[int, ...], **options: object) -> list[Kind]:
        return [Kind(f"{name}-{n}", suffix, 3 if suffix == ".jpg" else 1, sides, partial(write_oriented, orientation=n, **options))
                for n in orientations]

    return [
        jpeg("444", 16, subsampling=0), jpeg("420", 26, subsampling=2), jpeg("422", 6, subsampling=1),
        jpeg("progressive", 16, progressive=True), jpeg("grey", 12, mode="L"), jpeg("cmyk", 12, mode="CMYK"),
        *oriented("jpeg-exif", ".jpg", range(1, 9), LOSSY_SIDES[:-3], quality=85),
        *oriented("png-exif", ".png", range(5, 9), small), *oriented("webp-exif", ".webp", range(2, 9, 2), LOSSY_SIDES[:-3], quality=85),
        *oriented("tiff-exif", ".tif", range(3, 9), tiny, compression="tiff_adobe_deflate"),
        plain("png-rgb", ".png", 12, small), plain("png-rgba", ".png", 10, small, mode="RGBA"), plain("png-la", ".png", 6, small, mode="LA"),
        plain("png-palette", ".png", 8, small, mode="P"), plain("png-grey", ".png", 8, small, mode="L"), plain("png-1bit", ".png", 5, small, mode="1"),
        Kind("png-transparent", ".png", 5, small, write_transparent_palette),
        Kind("png-palette-alpha", ".png", 5, small, write_half_transparent_palette),
        library("grey16", 8, "L", 16), library("rgb16", 6, "RGB", 16), library("rgba16", 4, "RGBA", 16), library("la16", 2, "LA", 16),
        library("interlaced", 5, "RGB", 8, True), library("interlaced-rgba", 3, "RGBA", 8, True), library("interlaced-grey", 2, "L", 8, True),
        plain("webp", ".webp", 12, LOSSY_SIDES, quality=80), plain("webp-lossless", ".webp", 6, small, lossless=True),
        plain("webp-alpha", ".webp", 8, LOSSY_SIDES[:-3], mode="RGBA", quality=80),
        plain("gif", ".gif", 8, small, mode="P"), Kind("gif-transparent", ".gif", 6, small, write_transparent_palette),
        Kind("gif-animation", ".gif", 4, tiny, write_animation),
        plain("bmp", ".bmp", 6, tiny), plain("bmp-palette", ".bmp", 4, tiny, mode="P"),
        plain("tiff", ".tif", 5, tiny), plain("tiff-lzw", ".tif", 6, tiny, compression="tiff_lzw"),
        plain("tiff-deflate", ".tif", 6, tiny, compression="tiff_adobe_deflate"), plain("tiff-packbits", ".tif", 3, tiny, compression="packbits"),
        plain("tiff-rgba", ".tif", 4, tiny, mode="RGBA", compression="tiff_lzw"), plain("tiff-grey", ".tif", 4, tiny, mode="L"),
        plain("tiff-cmyk", ".tif", 3, tiny, mode="CMYK", compression="tiff_lzw"),
    ]


def decode(path: Path) -> tuple[tuple[int, int], Image.Image]:
    """The size as stored, and the upright RGB picture on white: the reference for what the service does."""
    with Image.open(path) as picture:
        # For TIFF, Pillow's size is the upright one already.
        stored = (picture.tag_v2[256], picture.tag_v2[257]) if picture.format == "TIFF" else picture.size
        picture = ImageOps.exif_transpose(picture)
    if picture.mode.startswith("I"):
        # convert() would clip 16 bits; the high byte is what Pillow takes of 16-bit colours too.
        picture = Image.fromarray((np.asarray(picture).astype(np.uint32) >> 8).astype(np.uint8))
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    return stored, picture.convert("RGB")


def write_pictures(out: Path) -> list[tuple[Path, str]]:
    """Writes every picture and answers it with its note."""
    written = []
    for kind in kinds():
        for number in range(1, kind.count + 1):
            path = out / f"{kind.name}-{number:02}{kind.suffix}"
            # Seeded with the name: a new kind leaves the others as they are.
            chance = random.Random(path.name)
            name, source = chance.choice(sources())
            note = kind.write(cut(source, chance.choice(kind.sides), chance.choice(ASPECTS), chance), path, chance)
            written.append((path, f"{name}; {note}"))
    return written


def main() -> int:
    """Runs the command and answers its exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "search-service/src/test/resources/parity", help="where to write (default: %(default)s)")
    out = parser.parse_args().out
    pictures = out / "pictures"
    shutil.rmtree(pictures, ignore_errors=True)
    pictures.mkdir(parents=True)
    written = write_pictures(pictures)
    decoded = [decode(path) for path, _ in written]
    network = load_network(BUNDLED_NETWORK, "bundled")
    inputs = torch.stack([BUNDLED_PREPROCESSING(picture) for _, picture in decoded])
    with torch.inference_mode():
        vectors = torch.cat([normalize(network(batch), dim=1) for batch in inputs.split(16)])
    (out / "vectors.f32").write_bytes(vectors.numpy().astype("<f4").tobytes())
    rows = [f"{path.relative_to(out)}\t{width}\t{height}\t{note}" for (path, note), ((width, height), _) in zip(written, decoded)]
    (out / "pictures.tsv").write_text("\n".join(["file\twidth\theight\tnote", *rows]) + "\n", encoding="utf-8")
    total = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    print(f"{len(rows)} pictures, {total / 1e6:.1f} MB with vectors, in {out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
