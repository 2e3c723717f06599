"""Expressions that exercise every model of PIL; the values they use are in `prelude`."""

from __future__ import annotations

SETUP = (
    "import PIL, io, tempfile\n"
    "from PIL import ImageFont, ImageSequence\n"
    "grey = pil.convert('L')\n"
    "folder = tempfile.TemporaryDirectory()\n"
    "path = folder.name + '/x.png'\n"
    "pil.save(path)"
)
"""What these expressions need besides the prelude."""

_METHODS = {
    "copy": ("",),
    "crop": ("(0, 0, 5, 5)",),
    "effect_spread": ("3",),
    "filter": ("ImageFilter.GaussianBlur(2)", "ImageFilter.SHARPEN"),
    "reduce": ("2",),
    "resize": ("(20, 20), Image.BICUBIC", "(5, 5)", "size=(30, 30), resample=Image.LANCZOS"),
    "rotate": ("30", "10, expand=True"),
    "transform": ("(8, 8), Image.Transform.EXTENT, (0, 0, 5, 5)",),
    "transpose": ("Image.Transpose.FLIP_LEFT_RIGHT",),
}
_FILTERS = {
    "BoxBlur": "2",
    "GaussianBlur": "radius=2",
    "Kernel": "(3, 3), [0, -1, 0, -1, 9, -1, 0, -1, 0]",
    "MaxFilter": "3",
    "MedianFilter": "3",
    "MinFilter": "3",
    "ModeFilter": "3",
    "RankFilter": "3, 1",
    "UnsharpMask": "radius=2, percent=300",
}
_OPS = {
    "autocontrast": "",
    "contain": ", (8, 8)",
    "cover": ", (8, 8)",
    "crop": ", 2",
    "equalize": "",
    "expand": ", 3, fill=(1, 2, 3)",
    "fit": ", (8, 8)",
    "flip": "",
    "invert": "",
    "mirror": "",
    "pad": ", (20, 30)",
    "posterize": ", 3",
    "scale": ", 2.0",
    "solarize": ", threshold=99",
    "exif_transpose": "",
}
_TWO_IMAGES = (
    "add subtract add_modulo darker difference hard_light lighter multiply overlay screen soft_light subtract_modulo"
)

EXAMPLES: dict[str, list[str]] = {
    **{
        f"Image.{name}": [f"{image}.{name}({a})" for a in calls for image in ("pil", "grey")]
        + [f"np.asarray(pil.{name}({a})) / 255" for a in calls]
        for name, calls in _METHODS.items()
    },
    **{f"PIL.ImageFilter.{name}": [f"pil.filter(ImageFilter.{name}({a}))"] for name, a in _FILTERS.items()},
    **{
        f"PIL.ImageOps.{name}": [f"ImageOps.{name}(pil{a})", f"np.array(ImageOps.{name}(pil{a}))"]
        for name, a in _OPS.items()
    },
    **{
        f"PIL.ImageChops.{name}": [f"ImageChops.{name}(pil, pil.rotate(90))", f"np.array(ImageChops.{name}(pil, pil))"]
        for name in _TWO_IMAGES.split()
    },
    **{
        f"PIL.ImageChops.logical_{name}": [f"ImageChops.logical_{name}(pil.convert('1'), pil.convert('1'))"]
        for name in ("and", "or", "xor")
    },
    **{
        f"PIL.ImageEnhance.{name}": [f"ImageEnhance.{name}(pil).enhance(1.5)"]
        for name in ("Brightness", "Color", "Contrast", "Sharpness")
    },
    **{
        f"PIL.ImageEnhance.{name}.enhance": [
            f"ImageEnhance.{name}(pil).enhance(3.0)",
            f"np.array(ImageEnhance.{name}(grey).enhance(factor=-1))",
        ]
        for name in ("Brightness", "Color", "Contrast", "Sharpness")
    },
    "PIL.Image.new": [
        "Image.new('RGB', (8, 8), (300, 0, -5))",
        "Image.new('L', (8, 8))",
        "np.array(Image.new('F', (8, 8), 3.5))",
        "Image.new(mode='RGBA', size=(4, 4))",
        "np.array(Image.new('1', (4, 4), 1))",
        "np.array(Image.new('I', (4, 4), 70000))",
    ],
    "PIL.Image.open": ["Image.open(path)", "Image.open(path).convert('L')", "np.array(Image.open(path)) / 255"],
    "Image.save": ["pil.save(path)"],
    "PIL.Image.frombytes": ["Image.frombytes('RGB', (16, 16), ab.tobytes())"],
    "PIL.Image.frombuffer": ["Image.frombuffer('RGB', (16, 16), ab.tobytes(), 'raw', 'RGB', 0, 1)"],
    "PIL.Image.merge": ["Image.merge('RGB', (grey, grey, grey))", "Image.merge('RGB', pil.split())"],
    "PIL.Image.linear_gradient": ["Image.linear_gradient('L')"],
    "PIL.Image.radial_gradient": ["Image.radial_gradient('L')"],
    "PIL.Image.fromarray": [
        "Image.fromarray(ab)",
        "Image.fromarray(ab[..., 0])",
        "np.array(Image.fromarray(a[..., 0].astype(np.float32)))",
        "np.array(Image.fromarray(a[..., 0] > 0))",
        "np.array(Image.fromarray((a[..., 0] * 1000).astype(np.int32)))",
        "np.array(Image.fromarray((au[..., 0] * 1000).astype(np.uint16)))",
        "Image.fromarray(np.uint8(au * 255)).convert('RGB')",
    ],
    "PIL.Image.effect_noise": ["Image.effect_noise((8, 8), 50)"],
    "PIL.Image.effect_mandelbrot": ["Image.effect_mandelbrot((8, 8), (0, 0, 1, 1), 20)"],
    "PIL.Image.alpha_composite": ["Image.alpha_composite(pil.convert('RGBA'), pil.convert('RGBA'))"],
    "PIL.Image.blend": ["Image.blend(pil, pil.rotate(90), 2.0)", "Image.blend(im1=pil, im2=pil, alpha=0.5)"],
    "PIL.Image.composite": ["Image.composite(pil, pil.rotate(90), grey)"],
    "PIL.Image.eval": ["Image.eval(pil, lambda v: v * 3)"],
    "Image.convert": [
        "pil.convert('L')",
        "np.array(pil.convert('F')) / 255",
        "np.array(pil.convert('I'))",
        "np.array(pil.convert(mode='1'))",
        "np.array(pil.convert('CMYK'))",
        "pil.convert('RGBA')",
        "np.array(pil.convert('HSV'))",
        "pil.convert('P')",
    ],
    "Image.point": ["pil.point(lambda v: v * 3)", "np.array(grey.point(lambda v: v > 9, '1'))"],
    "Image.quantize": ["pil.quantize(16)", "np.array(pil.quantize(16))"],
    "Image.getchannel": ["pil.getchannel('R')", "np.array(pil.getchannel(0))"],
    "Image.split": [
        "pil.split()",
        "pil.split()[0]",
        "np.array(pil.convert('F').split()[0])",
        "pil.convert('RGBA').split()[3]",
    ],
    "Image.getdata": ["np.array(grey.getdata())", "np.array(pil.getdata())"],
    "Image.get_flattened_data": ["np.array(grey.get_flattened_data())"],
    "Image.getpixel": ["grey.getpixel((0, 0))", "np.array(pil.getpixel((1, 1)))", "pil.convert('F').getpixel((0, 0))"],
    "Image.close": ["pil.copy().close()"],
    "Image.draft": ["pil.copy().draft('L', (4, 4))"],
    "Image.paste": ["[c := pil.copy(), c.paste(pil.crop((0, 0, 4, 4)), (2, 2)), c][2]"],
    "Image.putalpha": ["[c := pil.copy(), c.putalpha(128), np.array(c)][2]"],
    "Image.putpalette": ["pil.quantize(16).putpalette([0, 1, 2] * 16)"],
    "Image.putpixel": ["[c := pil.copy(), c.putpixel((0, 0), (300, 1, 2)), c][2]"],
    "Image.putdata": ["[c := grey.copy(), c.putdata([300] * 9), c][2]"],
    "Image.seek": ["pil.seek(0)"],
    "Image.thumbnail": ["[c := pil.copy(), c.thumbnail((4, 4)), c][2]"],
    "Image.verify": ["pil.copy().verify()"],
    "Image.alpha_composite": ["[c := pil.convert('RGBA'), c.alpha_composite(pil.convert('RGBA')), c][2]"],
    "Image.load": ["pil.load()"],
    "Image.tobytes": ["pil.tobytes()"],
    "Image.tobitmap": ["pil.convert('1').tobitmap()"],
    "Image.getbbox": ["pil.getbbox()"],
    "Image.getextrema": ["pil.getextrema()"],
    "Image.getcolors": ["pil.getcolors(99999)"],
    "Image.histogram": ["pil.histogram()"],
    "Image.getbands": ["pil.getbands()"],
    "Image.getexif": ["pil.getexif()"],
    "Image.mode": ["pil.convert('L').mode", "Image.new(pil.mode, (3, 3))"],
    "Image.size": ["pil.size", "pil.size[0]"],
    "Image.width": ["pil.width"],
    "Image.height": ["pil.height"],
    "PIL.ImageOps.colorize": ["ImageOps.colorize(grey, 'black', 'white')"],
    "PIL.ImageOps.grayscale": ["ImageOps.grayscale(pil)", "np.array(ImageOps.grayscale(pil))"],
    "PIL.ImageChops.duplicate": ["ImageChops.duplicate(pil)"],
    "PIL.ImageChops.invert": ["ImageChops.invert(pil)"],
    "PIL.ImageChops.offset": ["ImageChops.offset(pil, 3)"],
    "PIL.ImageChops.blend": ["ImageChops.blend(pil, pil, 2.0)"],
    "PIL.ImageChops.composite": ["ImageChops.composite(pil, pil, grey)"],
    "PIL.ImageChops.constant": ["ImageChops.constant(pil, 9)"],
    "PIL.ImageDraw.Draw": ["[c := pil.copy(), ImageDraw.Draw(c).rectangle((0, 0, 4, 4), fill=(999, 0, 0)), c][2]"],
    "PIL.ImageFont.load_default": ["ImageFont.load_default()"],
    "PIL.ImageSequence.Iterator": ["[f for f in ImageSequence.Iterator(pil)][0]"],
    "PIL.ImageSequence.all_frames": ["ImageSequence.all_frames(pil)"],
}
