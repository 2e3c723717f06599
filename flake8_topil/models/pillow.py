"""What PIL makes of images. Its 8-bit modes saturate everywhere, so only the mode matters."""

from __future__ import annotations

from flake8_topil.analysis.interval import INF, Interval
from flake8_topil.analysis.values import (
    NONE,
    Const,
    Dtype,
    Image,
    Kind,
    LibObject,
    Numeric,
    Opaque,
    Seq,
    Value,
)
from flake8_topil.models.arrays import as_array, nothing
from flake8_topil.models.registry import Call, Transfer, alternatives, model, register

_CHANNELS = {
    **dict.fromkeys(("L", "P", "1", "I", "F"), 1),
    "LA": 2,
    **dict.fromkeys(("RGB", "YCbCr", "HSV", "LAB"), 3),
    **dict.fromkeys(("RGBA", "CMYK"), 4),
}
_OF_DTYPE = {Dtype.BOOL: "1", Dtype.FLOAT: "F", Dtype.INT: "I"}


def picture(value: Value) -> Image:
    """The value as an image, of unknown mode where it is not known to be one."""
    images = [member for member in alternatives(value) if isinstance(member, Image)]
    return images[0] if len(images) == 1 == len(alternatives(value)) else Image()


def of_mode(mode: str | None) -> Transfer:
    return lambda call: Image(mode)


def same_mode(call: Call) -> Value:
    """An image like the first argument, which this function takes for one."""
    return picture(call.subject)


def method(transfer: Transfer) -> Transfer:
    """A method of an image; of an unknown object its name tells too little."""
    return lambda call: transfer(call) if isinstance(call.subject, Image) else Numeric.unknown()


# Making images


@model("PIL.Image.open(fp, mode='r', formats=None)")
def open_image(call: Call) -> Value:
    return Image()


@model(
    "PIL.Image.new(mode, size, color=0)",
    "PIL.Image.frombytes(mode, size, data, decoder_name='raw', *args)",
    "PIL.Image.frombuffer(mode, size, data, decoder_name='raw', *args)",
    "PIL.Image.merge(mode, bands)",
    "PIL.Image.linear_gradient(mode)",
    "PIL.Image.radial_gradient(mode)",
)
def new(call: Call) -> Value:
    return Image(call.text("mode") if isinstance(call.arg("mode"), Const) else None)


@model("PIL.Image.fromarray(obj, mode=None)")
def fromarray(call: Call) -> Value:
    """The element type fixes the mode: float arrays are mode F, wider integers I."""
    if not call.is_none("mode"):
        return Image(call.text("mode"))
    return Image(_OF_DTYPE.get(as_array(call.machine, call.subject).dtype))


register(of_mode("L"), "PIL.Image.effect_noise(size, sigma)", "PIL.Image.effect_mandelbrot(size, extent, quality)")
register(of_mode("RGBA"), "PIL.Image.alpha_composite(im1, im2)")
register(
    same_mode,
    "PIL.Image.blend(im1, im2, alpha)",
    "PIL.Image.composite(image1, image2, mask)",
    "PIL.Image.eval(image, *args)",
)
register(
    of_mode(None),
    "PIL.ImageGrab.grab(bbox=None, include_layered_windows=False, all_screens=False, xdisplay=None, window=None)",
    unchecked="needs a screen",
)


# Methods


@model("Image.convert(mode=None, matrix=None, dither=None, palette=0, colors=256)")
def convert(call: Call) -> Value:
    """Only images have a method that converts to a named mode."""
    mode = call.text("mode")
    if mode is None and not isinstance(call.subject, Image):
        return Numeric.unknown()
    return Image(mode)


register(
    method(same_mode),
    "Image.copy()",
    "Image.crop(box=None)",
    "Image.effect_spread(distance)",
    "Image.filter(filter)",
    "Image.reduce(factor, box=None)",
    "Image.resize(size, resample=None, box=None, reducing_gap=None)",
    "Image.rotate(angle, resample=0, expand=False, center=None, translate=None, fillcolor=None)",
    "Image.transform(size, method, data=None, resample=0, fill=1, fillcolor=None)",
    "Image.transpose(method)",
)


@model("Image.point(lut, mode=None)")
@method
def point(call: Call) -> Value:
    return call.subject if call.is_none("mode") else Image(call.text("mode"))


@model("Image.quantize(colors=256, method=None, kmeans=0, palette=None, dither=3)")
@method
def quantize(call: Call) -> Value:
    return Image("P")


@model("Image.getchannel(channel)")
@method
def getchannel(call: Call) -> Value:
    return _band(picture(call.subject))


@model("Image.split()")
@method
def split(call: Call) -> Value:
    """One image a channel."""
    image = picture(call.subject)
    count, band = _CHANNELS.get(image.mode or ""), _band(image)
    return Seq("tuple", middle=band) if count is None else Seq("tuple", (band,) * count)


def _band(image: Image) -> Image:
    return image if not image.is_8_bit or image.mode in ("P", None) else Image("L")


@model("Image.getdata(band=None)", "Image.get_flattened_data(band=None)")
@method
def getdata(call: Call) -> Value:
    """Numbers, or a tuple a pixel."""
    return Seq("sequence", middle=_pixel(picture(call.subject)))


@model("Image.getpixel(xy)")
@method
def getpixel(call: Call) -> Value:
    return _pixel(picture(call.subject))


def _pixel(image: Image) -> Numeric:
    if image.is_8_bit or image.mode == "1":
        return Numeric.known(Kind.ANY, Dtype.INT, Interval.BYTE)
    return Numeric(Kind.ANY, Dtype.FLOAT if image.mode == "F" else Dtype.INT)


register(
    method(nothing),
    "Image.close()",
    "Image.draft(mode, size)",
    "Image.paste(im, box=None, mask=None)",
    "Image.putalpha(alpha)",
    "Image.putpalette(data, rawmode='RGB')",
    "Image.putpixel(xy, value)",
    "Image.putdata(data, scale=1.0, offset=0.0)",
    "Image.seek(frame)",
    "Image.thumbnail(size, resample=3, reducing_gap=2.0)",
    "Image.verify()",
    "Image.alpha_composite(im, dest=(0, 0), source=(0, 0))",
)
register(method(nothing), "Image.show(title=None)", unchecked="needs a screen")
register(method(nothing), "Image.save(fp, format=None, **params)")


def opaque(what: str) -> Transfer:
    return lambda call: Opaque(what)


register(method(opaque("pixels")), "Image.load()")
register(method(opaque("bytes")), "Image.tobytes(encoder_name='raw', *args)", "Image.tobitmap(name='image')")
register(
    method(opaque("numbers")),
    "Image.getbbox(alpha_only=True)",
    "Image.getextrema()",
    "Image.getcolors(maxcolors=256)",
    "Image.histogram(mask=None, extrema=None)",
    "Image.getbands()",
    "Image.getexif()",
)


@model("Image.mode")
@method
def mode(call: Call) -> Value:
    image = picture(call.subject)
    return Opaque("mode") if image.mode is None else Const(image.mode)


@model("Image.size")
@method
def size(call: Call) -> Value:
    return Seq("tuple", (length(call), length(call)))


@model("Image.width", "Image.height")
@method
def length(call: Call) -> Value:
    return Numeric(Kind.NUMBER, Dtype.INT, Interval(0.0, INF))


# Modules


register(
    same_mode,
    "PIL.ImageOps.autocontrast(image, cutoff=0, ignore=None, mask=None, preserve_tone=False)",
    "PIL.ImageOps.contain(image, size, method=3)",
    "PIL.ImageOps.cover(image, size, method=3)",
    "PIL.ImageOps.crop(image, border=0)",
    "PIL.ImageOps.equalize(image, mask=None)",
    "PIL.ImageOps.expand(image, border=0, fill=0)",
    "PIL.ImageOps.fit(image, size, method=3, bleed=0.0, centering=(0.5, 0.5))",
    "PIL.ImageOps.flip(image)",
    "PIL.ImageOps.invert(image)",
    "PIL.ImageOps.mirror(image)",
    "PIL.ImageOps.pad(image, size, method=3, color=None, centering=(0.5, 0.5))",
    "PIL.ImageOps.posterize(image, bits)",
    "PIL.ImageOps.scale(image, factor, resample=3)",
    "PIL.ImageOps.solarize(image, threshold=128)",
)
register(
    of_mode("RGB"),
    "PIL.ImageOps.colorize(image, black, white, mid=None, blackpoint=0, whitepoint=255, midpoint=127)",
)
register(of_mode("L"), "PIL.ImageOps.grayscale(image)")


@model("PIL.ImageOps.exif_transpose(image, *, in_place=False)")
def exif_transpose(call: Call) -> Value:
    return NONE if call.flag("in_place") is True else picture(call.subject)


register(
    same_mode,
    "PIL.ImageChops.duplicate(image)",
    "PIL.ImageChops.invert(image)",
    "PIL.ImageChops.offset(image, xoffset, yoffset=None)",
    "PIL.ImageChops.blend(image1, image2, alpha)",
    "PIL.ImageChops.composite(image1, image2, mask)",
    "PIL.ImageChops.add(image1, image2, scale=1.0, offset=0)",
    "PIL.ImageChops.subtract(image1, image2, scale=1.0, offset=0)",
    *(
        f"PIL.ImageChops.{name}(image1, image2)"
        for name in (
            "add_modulo", "darker", "difference", "hard_light", "lighter", "logical_and", "logical_or", "logical_xor",
            "multiply", "overlay", "screen", "soft_light", "subtract_modulo",
        )
    ),
)  # fmt: skip
register(of_mode("L"), "PIL.ImageChops.constant(image, value)")


def library_object(call: Call) -> Value:
    """An object that is kept with its arguments until one of its methods is called."""
    return LibObject(call.name, tuple(call.arguments.values()))


ENHANCERS = tuple(f"PIL.ImageEnhance.{name}" for name in ("Brightness", "Color", "Contrast", "Sharpness"))


def enhance(call: Call) -> Value:
    """The image that the enhancer was made with has the mode of the result."""
    for value in call.arguments.values():
        if isinstance(value, LibObject) and value.name in ENHANCERS and value.args:
            return picture(value.args[0])
    return Image()


for _name in ENHANCERS:
    register(library_object, f"{_name}(image)")
    register(enhance, f"{_name}.enhance(factor)")


register(opaque("draw"), "PIL.ImageDraw.Draw(im, mode=None)")
register(
    opaque("filter"),
    *(
        f"PIL.ImageFilter.{signature}"
        for signature in (
            "BoxBlur(radius)",
            "GaussianBlur(radius=2)",
            "Kernel(size, kernel, scale=None, offset=0)",
            "MaxFilter(size=3)",
            "MedianFilter(size=3)",
            "MinFilter(size=3)",
            "ModeFilter(size=3)",
            "RankFilter(size, rank)",
            "UnsharpMask(radius=2, percent=150, threshold=3)",
        )
    ),
)
register(
    opaque("font"),
    "PIL.ImageFont.load_default(size=None)",
)
register(
    opaque("font"),
    "PIL.ImageFont.load(filename)",
    "PIL.ImageFont.truetype(font=None, size=10, index=0, encoding='', layout_engine=None)",
    unchecked="reads a font file",
)


@model("PIL.ImageSequence.Iterator(im)", "PIL.ImageSequence.all_frames(im, func=None)")
def frames(call: Call) -> Value:
    return Seq("list", middle=picture(call.subject))
