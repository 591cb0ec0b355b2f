#!/usr/bin/env python3
"""Draws the sample pictures: goods from a colour emoji font set up like product shots, and free photographs."""

from __future__ import annotations

import argparse
import colorsys
import os
import random
import subprocess
import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from skimage import data

SIDE = 320
# The only size of the bitmaps in the font.
FONT_SIZE = 109
FONT_PACKAGE = "fonts-noto-color-emoji"

# Per group: name of the picture and its character; a name may be followed by colours to draw it in as well.
GOODS: dict[str, dict[str, str]] = {
    "shoes": {
        "running-shoe red purple": "👟", "loafer": "👞", "high-heel blue": "👠", "sandal": "👡", "boot": "👢",
        "hiking-boot": "🥾", "ballet-flat": "🥿", "ballet-shoes": "🩰", "roller-skate": "🛼", "ice-skate": "⛸",
    },
    "bags": {
        "handbag red green": "👜", "purse": "👛", "clutch": "👝", "backpack blue green": "🎒", "briefcase": "💼", "suitcase": "🧳", "shopping-bags": "🛍",
    },
    "hats": {
        "top-hat": "🎩", "sun-hat": "👒", "cap green red": "🧢", "graduation-cap": "🎓", "rescue-helmet": "⛑", "army-helmet": "🪖", "crown": "👑",
    },
    "clothes": {
        "t-shirt red green": "👕", "blouse": "👚", "shirt-and-tie": "👔", "jeans": "👖", "dress red": "👗", "coat": "🧥", "lab-coat": "🥼",
        "safety-vest": "🦺", "kimono": "👘", "shorts": "🩳",
    },
    "fruit": {
        "red-apple": "🍎", "green-apple": "🍏", "pear": "🍐", "orange": "🍊", "lemon": "🍋", "peach": "🍑", "cherries": "🍒",
        "strawberry": "🍓", "grapes": "🍇", "pineapple": "🍍", "mango": "🥭", "kiwi": "🥝",
    },
    "cups": {
        "coffee-cup": "☕", "tea-cup": "🍵", "milk-glass": "🥛", "bubble-tea": "🧋", "beer-mug": "🍺", "wine-glass": "🍷", "tumbler": "🥃",
        "cocktail-glass": "🍸", "tropical-drink": "🍹", "paper-cup": "🥤",
    },
    "tools": {
        "hammer": "🔨", "axe": "🪓", "pickaxe": "⛏", "wrench": "🔧", "screwdriver": "🪛", "saw": "🪚", "hammer-and-pick": "⚒",
        "hammer-and-wrench": "🛠",
    },
    "instruments": {
        "guitar blue green": "🎸", "violin": "🎻", "banjo": "🪕", "trumpet": "🎺", "saxophone": "🎷", "drum blue green": "🥁", "long-drum": "🪘",
        "accordion blue": "🪗",
    },
    "balls": {
        "football": "⚽", "basketball green": "🏀", "american-football": "🏈", "baseball": "⚾", "softball red": "🥎", "volleyball": "🏐",
        "rugby-ball green": "🏉", "billiard-ball": "🎱",
    },
    "vehicles": {
        "car blue green": "🚗", "taxi": "🚕", "off-roader": "🚙", "bus": "🚌", "police-car": "🚓", "ambulance": "🚑", "fire-engine": "🚒",
        "lorry": "🚚", "tractor": "🚜", "scooter": "🛵", "motorcycle": "🏍",
    },
    "cameras": {
        "camera": "📷", "camera-with-flash": "📸", "video-camera": "📹", "film-camera": "🎥", "telescope": "🔭",
        "microscope": "🔬", "projector": "📽",
    },
}
HUES = {"red": 0.99, "green": 0.36, "blue": 0.60, "purple": 0.78}
# What scikit-image's own documentation gives as CC0 or public domain, with whom to thank.
PHOTOGRAPHS = {
    "astronaut": ("public domain", "NASA, portrait of Eileen Collins"),
    "brick": ("CC0", "CC0Textures, Bricks25"),
    "camera": ("CC0", "Lav Varshney"),
    "chelsea": ("CC0", "Stefan van der Walt"),
    "coffee": ("CC0", "Rachel Michetti"),
    "grass": ("CC0", "linolafett on DeviantArt, Grass-01"),
    "gravel": ("CC0", "CC0Textures, Gravel04"),
    "hubble_deep_field": ("public domain", "NASA, Hubble eXtreme Deep Field"),
    "rocket": ("public domain", "SpaceX, Falcon 9"),
}
# A few pictures in other formats, as a real shop has them.
SUFFIXES = {3: ".webp", 7: ".png"}


def font_file(given: Path | None) -> Path:
    """The font: the given one, or Debian's, unpacked into the cache without installing it."""
    if given is not None:
        return given
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "image-search" / FONT_PACKAGE
    font = cache / "usr/share/fonts/truetype/noto/NotoColorEmoji.ttf"
    if not font.is_file():
        cache.mkdir(parents=True, exist_ok=True)
        subprocess.run(["apt-get", "-qq", "-o", "APT::Sandbox::User=", "download", FONT_PACKAGE], cwd=cache, check=True)
        package = next(cache.glob(f"{FONT_PACKAGE}_*.deb"))
        subprocess.run(["dpkg-deb", "-x", package, cache], check=True)
    return font


def glyph(character: str, font: ImageFont.FreeTypeFont) -> Image.Image:
    """The character alone, cut to its outline."""
    canvas = Image.new("RGBA", (2 * FONT_SIZE, 2 * FONT_SIZE))
    ImageDraw.Draw(canvas).text((20, 20), character, font=font, embedded_color=True)
    box = canvas.getbbox()
    if box is None:
        raise ValueError(f"the font has no {character}")
    return canvas.crop(box)


def recolour(item: Image.Image, hue: float) -> Image.Image:
    """Gives the colourful parts another hue and leaves greys as they are."""
    hsv = np.asarray(item.convert("RGB").convert("HSV")).copy()
    # Moved by one angle, so that parts of different colours stay different; the largest colour decides by how much.
    saturated = (hsv[..., 1] > 60) & (np.asarray(item.getchannel("A")) > 128)
    counts = np.bincount(hsv[..., 0][saturated], minlength=256)
    hsv[..., 0] += np.uint8((round(hue * 255) - int(counts.argmax())) % 256)
    coloured = Image.merge("HSV", [Image.fromarray(channel) for channel in np.moveaxis(hsv, 2, 0)]).convert("RGB")
    coloured.putalpha(item.getchannel("A"))
    return coloured


def backdrop(chance: random.Random) -> Image.Image:
    """A light studio backdrop: wall and table of one pale hue, brighter where the lamp is."""
    hue, saturation = chance.random(), chance.uniform(0.02, 0.09)
    wall = np.array(colorsys.hsv_to_rgb(hue, saturation, chance.uniform(0.93, 0.98)))
    table = np.array(colorsys.hsv_to_rgb(hue, saturation * 1.5, chance.uniform(0.86, 0.92)))
    y, x = np.mgrid[0:SIDE, 0:SIDE] / SIDE
    edge = 1 / (1 + np.exp(-(y - chance.uniform(0.62, 0.74)) * chance.uniform(14, 28)))
    lamp = 0.06 * np.exp(-((x - chance.uniform(0.25, 0.75)) ** 2 + (y - 0.3) ** 2) / 0.18)
    shade = wall * (1 - edge[..., None]) + table * edge[..., None] + lamp[..., None]
    return Image.fromarray((np.clip(shade, 0, 1) * 255).round().astype(np.uint8))


def product_shot(item: Image.Image, chance: random.Random) -> Image.Image:
    """Puts the item on a backdrop with a soft shadow under it."""
    if chance.random() < 0.3:
        item = item.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    item = item.rotate(chance.uniform(-5, 5), Image.Resampling.BICUBIC, expand=True)
    scale = chance.uniform(0.64, 0.76) * SIDE / max(item.size)
    item = item.resize([round(side * scale) for side in item.size], Image.Resampling.LANCZOS)
    item = item.filter(ImageFilter.UnsharpMask(1.6, 70, 2))
    item = item.crop(item.getbbox())
    left, bottom = (SIDE - item.width) // 2 + chance.randint(-10, 10), round(SIDE * chance.uniform(0.85, 0.89))
    if item.height < SIDE * 0.45:
        bottom -= SIDE // 12
    shadow = Image.new("L", (SIDE, SIDE))
    draw = ImageDraw.Draw(shadow)
    draw.ellipse((left + item.width * 0.06, bottom - 13, left + item.width * 0.94, bottom + 9), fill=120)
    shadow = shadow.filter(ImageFilter.GaussianBlur(7))
    picture = backdrop(chance)
    picture.paste((52, 48, 60), (0, 0), shadow)
    picture.paste(item, (left, bottom - item.height), item)
    return picture


def save(picture: Image.Image, stem: Path, number: int) -> Path:
    """Writes the picture; its number decides on the format."""
    path = stem.with_suffix(SUFFIXES.get(number, ".jpg"))
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".png":
        picture.quantize(200, dither=Image.Dither.FLOYDSTEINBERG).save(path, optimize=True)
    else:
        picture.save(path, quality=88, optimize=True)
    return path


def draw_goods(out: Path, font: ImageFont.FreeTypeFont) -> list[str]:
    """Draws every group and answers the rows of SOURCES.tsv."""
    rows = []
    for group, members in GOODS.items():
        for number, (names, character) in enumerate(members.items()):
            name, *colours = names.split()
            item = glyph(character, font)
            for colour in ("", *colours):
                stem = out / group / (f"{colour}-{name}" if colour else name)
                drawn = recolour(item, HUES[colour]) if colour else item
                # Seeded with the name: a new picture leaves the others as they are.
                picture = product_shot(drawn, random.Random(f"{group}/{stem.name}"))
                path = save(picture, stem, number if not colour else 0)
                rows.append(f"{path.relative_to(out)}\tNoto Color Emoji, U+{ord(character[0]):04X}\tOFL-1.1\tGoogle Inc. (font)")
    return rows


def draw_photographs(out: Path) -> list[str]:
    """Writes the photographs and answers the rows of SOURCES.tsv."""
    rows = []
    for name, (licence, author) in PHOTOGRAPHS.items():
        photograph = Image.fromarray(getattr(data, name)()).convert("RGB")
        photograph.thumbnail((400, 400), Image.Resampling.LANCZOS)
        path = save(photograph, out / "photos" / name.replace("_", "-"), 0)
        rows.append(f"{path.relative_to(out)}\tscikit-image, skimage.data.{name}\t{licence}\t{author}")
    return rows


def main() -> int:
    """Runs the command and answers its exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "images", help="where to draw (default: %(default)s)")
    parser.add_argument("--font", type=Path, help=f"NotoColorEmoji.ttf (default: that of Debian's {FONT_PACKAGE}, fetched with apt-get)")
    arguments = parser.parse_args()
    try:
        font = ImageFont.truetype(str(font_file(arguments.font)), FONT_SIZE)
    except (OSError, subprocess.CalledProcessError) as failure:
        print(f"draw_samples: no font: {failure}", file=sys.stderr)
        return 1
    rows = draw_goods(arguments.out, font) + draw_photographs(arguments.out)
    header = "file\tsource\tlicence\tauthor"
    (arguments.out.parent / "SOURCES.tsv").write_text("\n".join([header, *sorted(rows)]) + "\n", encoding="utf-8")
    print(f"{len(rows)} pictures in {arguments.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
