"""Libraries that read, show or ship pictures: imageio, matplotlib, scikit-learn."""

from __future__ import annotations

from flake8_topil.analysis.interval import Interval
from flake8_topil.analysis.values import Const, Dtype, Kind, LibObject, Numeric, Opaque, Seq, Value
from flake8_topil.models.arrays import bytes_array, nothing
from flake8_topil.models.registry import Call, model, register


def photograph(call: Call) -> Value:
    """An 8-bit picture, which is what image files hold unless one looks for others; some options make floats of it."""
    if _MAY_CONVERT & call.extra.keys() or call.flag("as_gray") is not False:
        return Numeric(Kind.NDARRAY, Dtype.UNKNOWN, Interval.BYTE)
    return bytes_array()


_MAY_CONVERT = frozenset({"as_gray", "pilmode", "mode", "dtype"})


def photographs(call: Call) -> Value:
    return Seq("list", middle=bytes_array())


# imageio

register(
    photograph,
    *(f"imageio.{module}imread(uri, format=None, **kwargs)" for module in ("", "v2.")),
    "imageio.v3.imread(uri, *, index=None, plugin=None, extension=None, format_hint=None, **kwargs)",
)
register(
    photographs,
    *(f"imageio.{module}mimread(uri, format=None, memtest=None, **kwargs)" for module in ("", "v2.")),
    "imageio.v3.imiter(uri, *, plugin=None, extension=None, format_hint=None, **kwargs)",
)
register(
    nothing,
    *(f"imageio.{module}imwrite(uri, im, format=None, **kwargs)" for module in ("", "v2.")),
    *(f"imageio.{module}imsave(uri, im, format=None, **kwargs)" for module in ("", "v2.")),
    *(f"imageio.{module}mimsave(uri, ims, format=None, **kwargs)" for module in ("", "v2.")),
    *(f"imageio.{module}mimwrite(uri, ims, format=None, **kwargs)" for module in ("", "v2.")),
    "imageio.v3.imwrite(uri, image, *, plugin=None, extension=None, format_hint=None, **kwargs)",
)


@model(
    *(f"imageio.{module}get_reader(uri, format=None, mode='?', **kwargs)" for module in ("", "v2.")),
)
def reader(call: Call) -> Value:
    return LibObject(_READER)


_READER = "imageio.core.format.Format.Reader"


@model(f"{_READER}(request)(index)", f"{_READER}.get_data(index, **kwargs)")
def next_photograph(call: Call) -> Value:
    return bytes_array()


register(photographs, f"{_READER}.iter_data()")


# matplotlib


@model(
    "matplotlib.pyplot.imread(fname, format=None)",
    "matplotlib.image.imread(fname, format=None)",
)
def plot_imread(call: Call) -> Value:
    """PNG files become floats from 0 to 1, all others are uint8."""
    named = (call.text("format") or call.text("fname") or "").lower()
    extension = named.rpartition(".")[2]
    if extension == "png":
        return Numeric.known(Kind.NDARRAY, Dtype.FLOAT, Interval.UNIT)
    if extension in ("jpg", "jpeg", "bmp", "gif", "webp"):
        return bytes_array()
    return Numeric(Kind.NDARRAY, Dtype.UNKNOWN, Interval.BYTE)


@model("matplotlib.pyplot.get_cmap(name=None, lut=None)")
def colormap(call: Call) -> Value:
    return LibObject("matplotlib.colors.Colormap", (Const("map"),))


def coloured(call: Call) -> Value:
    """RGBA from 0 to 1, or uint8 if `bytes`."""
    if isinstance(call.subject, Numeric) and call.subject.kind is Kind.NUMBER:
        limits = Interval.UNIT if call.flag("bytes") is False else Interval.BYTE
        return Seq("tuple", (Numeric(Kind.NUMBER, Dtype.UNKNOWN, limits),) * 4)
    as_bytes = call.flag("bytes")
    if as_bytes is None:
        return Numeric(Kind.NDARRAY, Dtype.UNKNOWN, Interval.BYTE)
    return bytes_array() if as_bytes else Numeric.known(Kind.NDARRAY, Dtype.FLOAT, Interval.UNIT)


register(coloured, "matplotlib.colors.Colormap(name, N=256)(X, alpha=None, bytes=False)")
register(
    coloured,
    *(
        f"matplotlib.{module}.{name}(X, alpha=None, bytes=False)"
        for module in ("cm", "pyplot.cm")
        for name in ("viridis", "plasma", "inferno", "magma", "jet", "hot", "gray", "turbo", "coolwarm", "bwr", "hsv")
    ),
)
register(
    nothing,
    "matplotlib.pyplot.imsave(fname, arr, **kwargs)",
    "matplotlib.pyplot.savefig(*args, **kwargs)",
)
register(nothing, "matplotlib.pyplot.show(*args, **kwargs)", unchecked="needs a screen")


@model(
    "matplotlib.pyplot.imshow(X, *args, **kwargs)",
    "matplotlib.pyplot.title(label, *args, **kwargs)",
    "matplotlib.pyplot.axis(*args, **kwargs)",
    "matplotlib.pyplot.close(fig=None)",
    "matplotlib.pyplot.figure(*args, **kwargs)",
    "matplotlib.pyplot.tight_layout(*args, **kwargs)",
)
def plotted(call: Call) -> Value:
    return Opaque("plot")


# scikit-learn

register(photograph, "sklearn.datasets.load_sample_image(image_name)")
