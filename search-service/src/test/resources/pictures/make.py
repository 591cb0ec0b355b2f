"""Makes the small pictures beside this file: 24 x 16, quarters red, green, blue and yellow when upright."""

import pathlib

import numpy as np
import png
from PIL import Image

here = pathlib.Path(__file__).parent
pixels = np.zeros((16, 24, 3), np.uint8)
pixels[:8, :12] = 250, 10, 10
pixels[:8, 12:] = 10, 200, 10
pixels[8:, :12] = 10, 10, 250
pixels[8:, 12:] = 240, 240, 20
rgb = Image.fromarray(pixels)
# The right half is transparent, so on white it must come out white.
mask = Image.fromarray(np.repeat(np.r_[np.full(12, 255), np.zeros(12)].astype(np.uint8)[None], 16, 0))
rgba = rgb.copy()
rgba.putalpha(mask)
grey = rgb.convert("L")
palette = rgb.quantize(16)


def save(image, name, **options):
    image.save(here / name, **options)


jpeg = {"quality": 95, "subsampling": 0}
save(rgb, "baseline.jpg", **jpeg)
save(rgb, "progressive.jpg", progressive=True, **jpeg)
save(rgb.convert("CMYK"), "cmyk.jpg", **jpeg)
save(grey, "grey.jpg", **jpeg)
undo = [None, None, 0, 3, 1, 5, 2, 6, 4]
for tag in range(1, 9):
    exif = Image.Exif()
    exif[274] = tag
    stored = rgb if tag == 1 else rgb.transpose(Image.Transpose(undo[tag]))
    save(stored, f"orientation-{tag}.jpg", exif=exif, **jpeg)
    if tag == 6:
        save(stored, "orientation-6.png", exif=exif)
        save(stored, "orientation-6.webp", exif=exif, lossless=True)
        save(stored, "orientation-6.tiff", tiffinfo={274: 6})

save(rgb, "rgb.png")
save(rgba, "rgba.png")
save(rgba.convert("LA"), "grey-alpha.png")
save(grey, "grey.png")
save(palette, "palette.png")
save(palette, "palette-transparent.png", transparency=palette.getpixel((20, 2)))
save(grey.convert("1"), "bits.png")
wide = pixels.astype(np.uint16) * 257
png.Writer(24, 16, greyscale=False, bitdepth=16).write((here / "rgb16.png").open("wb"), wide.reshape(16, -1))
png.Writer(24, 16, greyscale=True, bitdepth=16).write(
    (here / "grey16.png").open("wb"), np.array(grey).astype(np.uint16) * 257
)
png.Writer(24, 16, greyscale=False, interlace=True).write((here / "interlaced.png").open("wb"), pixels.reshape(16, -1))
other = rgb.rotate(180)
save(rgb, "animated.png", save_all=True, append_images=[other])

save(rgb, "lossy.webp", quality=95)
save(rgb, "lossless.webp", lossless=True)
save(rgba, "alpha.webp", quality=95)
save(rgba, "alpha-lossless.webp", lossless=True)
save(rgb, "animated.webp", save_all=True, append_images=[other], lossless=True)
save(palette, "still.gif")
save(palette, "interlaced.gif", interlace=True)
save(palette, "transparent.gif", transparency=palette.getpixel((20, 2)))
save(rgb, "animated.gif", save_all=True, append_images=[other])
save(rgb, "rgb.bmp")
save(palette, "palette.bmp")
save(rgba, "32-bits.bmp")
save(rgb, "raw.tiff")
save(rgb, "lzw.tiff", compression="tiff_lzw")
save(rgb, "deflate.tiff", compression="tiff_deflate")
save(rgb, "jpeg.tiff", compression="jpeg")
save(rgb.convert("CMYK"), "cmyk.tiff")

# What Pillow makes of a small picture: filter, source size, target size, then the target's bytes.
noise = np.random.default_rng(7).integers(0, 256, (9, 13, 3), np.uint8)
lines = [noise.tobytes().hex()]
for name, kind in (("BILINEAR", Image.Resampling.BILINEAR), ("BICUBIC", Image.Resampling.BICUBIC)):
    for size in ((5, 4), (7, 9), (20, 17), (13, 9), (1, 1)):
        made = Image.fromarray(noise).resize(size, kind)
        lines.append(f"{name} {size[0]} {size[1]} {made.tobytes().hex()}")
(here / "resampled.txt").write_text("\n".join(lines) + "\n")
