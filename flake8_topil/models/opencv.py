"""What OpenCV's Python functions do to a range. On uint8 they saturate, on floats nothing does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from flake8_topil.analysis import arithmetic
from flake8_topil.analysis.interval import INF, Interval
from flake8_topil.analysis.values import Dtype, Kind, Lib, LibObject, Numeric, Opaque, Seq, Value
from flake8_topil.models.arrays import (
    as_array,
    bytes_array,
    copied,
    evident,
    gathered,
    joined,
    nothing,
    operand,
    overshooting,
    padding_fill,
    preserving,
    within_dtype,
)
from flake8_topil.models.registry import Call, Transfer, model, register

OVERSHOOT = {
    **dict.fromkeys(("inter_nearest", "inter_linear", "inter_area", "inter_linear_exact", "inter_nearest_exact"), 0.0),
    "inter_cubic": 0.4454,
    "inter_lanczos4": 0.98,
}
"""How far beyond the range of the image, as a fraction of its width; measured on OpenCV 5.0.0."""
_NUMBERED = (
    "inter_nearest",
    "inter_linear",
    "inter_cubic",
    "inter_area",
    "inter_lanczos4",
    "inter_linear_exact",
    "inter_nearest_exact",
)

_DEPTHS = {
    **dict.fromkeys(("cv_8u", "0"), Dtype.UINT8),
    **dict.fromkeys(("cv_8s", "cv_16u", "cv_16s", "cv_32s", "1", "2", "3", "4"), Dtype.INT),
    **dict.fromkeys(("cv_32f", "cv_64f", "5", "6"), Dtype.FLOAT),
}


def choice(call: Call, *names: str) -> str | None:
    """A flag argument as the lower case name of the constant, or as a decimal number; None if it is not known."""
    value = call.arg(*names)
    if isinstance(value, Lib):
        return call.text(*names)
    number = call.number(*names)
    return None if number is None else str(int(number))


def interpolation(call: Call, *names: str) -> float:
    """The overshoot of the interpolation asked for; the worst where it is not known."""
    chosen = choice(call, *names)
    if chosen is not None and chosen.isdigit():
        chosen = _NUMBERED[int(chosen)] if int(chosen) < len(_NUMBERED) else None
    return OVERSHOOT.get(chosen or "", max(OVERSHOOT.values()))


def black(x: Numeric) -> Numeric:
    """The image, with borders that are 0."""
    return joined(x, Interval(0.0, 0.0))


# Reading

_READS_8_BIT = frozenset(
    {"0", "1", "imread_color", "imread_color_bgr", "imread_color_rgb", "imread_grayscale"}
    | {f"imread_reduced_{kind}_{size}" for kind in ("color", "grayscale") for size in (2, 4, 8)}
)


def decoded(call: Call) -> Value:
    """uint8, unless the flags ask for the depth of the file."""
    if choice(call, "flags") in _READS_8_BIT:
        return bytes_array()
    return Numeric(Kind.NDARRAY, Dtype.UNKNOWN, Interval(0.0, INF))


register(decoded, "cv2.imread(filename, flags=1)", "cv2.imdecode(buf, flags)")


@model("cv2.imencode(ext, img, params=None)")
def imencode(call: Call) -> Value:
    return Seq("tuple", (truth(call), bytes_array()))


def truth(call: Call) -> Value:
    return Numeric.known(Kind.NUMBER, Dtype.BOOL, Interval.UNIT)


def number(call: Call) -> Value:
    return Numeric(Kind.NUMBER, Dtype.FLOAT)


@model("cv2.VideoCapture(*args)")
def video_capture(call: Call) -> Value:
    return LibObject("cv2.VideoCapture")


@model("cv2.VideoCapture.read(image=None)", "cv2.VideoCapture.retrieve(image=None, flag=0)")
def frame(call: Call) -> Value:
    return Seq("tuple", (truth(call), bytes_array()))


register(truth, *(f"cv2.VideoCapture.{s}" for s in ("isOpened()", "grab()", "open(*args)", "set(propId, value)")))
register(number, "cv2.VideoCapture.get(propId)")
register(nothing, "cv2.VideoCapture.release()")


# Colour

_PLAIN = frozenset({"bgr", "rgb", "bgra", "rgba", "gray"})


@model("cv2.cvtColor(src, code, dst=None, dstCn=0)")
def convert_colour(call: Call) -> Value:
    """Reordered or averaged channels stay in range; other colour spaces have ranges of their own."""
    x = operand(call)
    source, _, target = (choice(call, "code") or "").removeprefix("color_").partition("2")
    if x.dtype is Dtype.UINT8:
        return copied(x) if {source, target} <= _PLAIN and not target.endswith("a") else x.fresh(Interval.BYTE)
    if not {source, target} <= _PLAIN:
        return x.fresh(Interval.TOP, x.seen if x.seen.is_empty else Interval.TOP)
    if target.endswith("a") and not source.endswith("a"):
        return joined(x, Interval(1.0, 65535.0 if x.dtype is not Dtype.FLOAT else 1.0))
    return copied(x)


@model("cv2.applyColorMap(src, colormap, dst=None)", "cv2.convertScaleAbs(src, dst=None, alpha=1, beta=0)")
def coloured(call: Call) -> Value:
    return bytes_array()


@model("cv2.LUT(src, lut, dst=None)")
def look_up(call: Call) -> Value:
    return copied(operand(call, "lut"))


def byte_image(call: Call) -> Value:
    """Functions that take and give uint8."""
    return bytes_array()


register(
    byte_image,
    "cv2.Canny(image, threshold1, threshold2, edges=None, apertureSize=3, L2gradient=False)",
    "cv2.equalizeHist(src, dst=None)",
    "cv2.inRange(src, lowerb, upperb, dst=None)",
    "cv2.adaptiveThreshold(src, maxValue, adaptiveMethod, thresholdType, blockSize, C, dst=None)",
    "cv2.fastNlMeansDenoising(src, dst=None, h=3, templateWindowSize=7, searchWindowSize=21)",
    "cv2.fastNlMeansDenoisingColored(src, dst=None, h=3, hColor=3, templateWindowSize=7, searchWindowSize=21)",
    "cv2.detailEnhance(src, dst=None, sigma_s=10, sigma_r=0.15)",
    "cv2.edgePreservingFilter(src, dst=None, flags=1, sigma_s=60, sigma_r=0.4)",
    "cv2.stylization(src, dst=None, sigma_s=60, sigma_r=0.45)",
    "cv2.seamlessClone(src, dst, mask, p, flags, blend=None)",
)


@model("cv2.createCLAHE(clipLimit=40.0, tileGridSize=(8, 8))")
def create_clahe(call: Call) -> Value:
    return LibObject("cv2.CLAHE")


@model("cv2.CLAHE.apply(src, dst=None)")
def apply_clahe(call: Call) -> Value:
    """8 or 16 bits, as the input has."""
    x = operand(call, "src")
    if x.dtype is Dtype.UINT8:
        return bytes_array()
    return Numeric(Kind.NDARRAY, x.dtype, Interval(0.0, 65535.0))


# Geometry


@model("cv2.resize(src, dsize, dst=None, fx=0, fy=0, interpolation=1)")
def resize(call: Call) -> Value:
    return overshooting(operand(call), interpolation(call, "interpolation"))


def warped(call: Call) -> Value:
    """The image, interpolated, with its border value where it is left."""
    x = joined(operand(call), padding_fill(call, "borderValue"))
    return overshooting(x, interpolation(call, "flags", "interpolation"))


register(
    warped,
    "cv2.warpAffine(src, M, dsize, dst=None, flags=1, borderMode=0, borderValue=0)",
    "cv2.warpPerspective(src, M, dsize, dst=None, flags=1, borderMode=0, borderValue=0)",
    "cv2.remap(src, map1, map2, interpolation, dst=None, borderMode=0, borderValue=0)",
)


@model("cv2.undistort(src, cameraMatrix, distCoeffs, dst=None, newCameraMatrix=None)")
def undistort(call: Call) -> Value:
    return black(operand(call))


@model("cv2.copyMakeBorder(src, top, bottom, left, right, borderType, dst=None, value=0)")
def make_border(call: Call) -> Value:
    if choice(call, "borderType") in ("border_constant", "0", None):
        return joined(operand(call), padding_fill(call, "value").join(Interval(0.0, 0.0)))
    return copied(operand(call))


register(
    preserving,
    "cv2.flip(src, flipCode, dst=None)",
    "cv2.rotate(src, rotateCode, dst=None)",
    "cv2.transpose(src, dst=None)",
    "cv2.repeat(src, ny, nx, dst=None)",
    "cv2.extractChannel(src, coi, dst=None)",
    "cv2.medianBlur(src, ksize, dst=None)",
)


@model("cv2.split(m, mv=None)")
def split(call: Call) -> Value:
    return Seq("tuple", middle=copied(operand(call)))


@model("cv2.merge(mv, dst=None)", "cv2.hconcat(src, dst=None)", "cv2.vconcat(src, dst=None)")
def merge(call: Call) -> Value:
    return gathered(as_array(call.machine, element) for element in call.machine.iterate(call.subject).elements)


# Filters

_INNER_BORDERS = frozenset(
    {"border_replicate", "border_reflect", "border_reflect_101", "border_reflect101", "border_default", "1", "2", "4"}
)


def smoothed(call: Call) -> Value:
    """Means with positive weights; a constant border is black."""
    inner = choice(call, "borderType") in _INNER_BORDERS
    return copied(operand(call)) if inner else black(operand(call))


register(
    smoothed,
    "cv2.GaussianBlur(src, ksize, sigmaX, dst=None, sigmaY=0, borderType=4, hint=0)",
    "cv2.blur(src, ksize, dst=None, anchor=None, borderType=4)",
    "cv2.bilateralFilter(src, d, sigmaColor, sigmaSpace, dst=None, borderType=4)",
    "cv2.pyrDown(src, dst=None, dstsize=None, borderType=4)",
    "cv2.pyrUp(src, dst=None, dstsize=None, borderType=4)",
)


@model("cv2.inpaint(src, inpaintMask, inpaintRadius, flags, dst=None)")
def inpaint(call: Call) -> Value:
    """Telea's method extrapolates along gradients."""
    return evident(operand(call))


@model(
    "cv2.dilate(src, kernel, dst=None, anchor=None, iterations=1, borderType=0, borderValue=None)",
    "cv2.erode(src, kernel, dst=None, anchor=None, iterations=1, borderType=0, borderValue=None)",
)
def extreme_filter(call: Call) -> Value:
    """By default the border does not take part."""
    x = operand(call)
    return copied(x) if call.is_none("borderValue") else joined(x, operand(call, "borderValue").range)


_OPENINGS = frozenset({"morph_erode", "morph_dilate", "morph_open", "morph_close", "0", "1", "2", "3"})


@model("cv2.morphologyEx(src, op, kernel, dst=None, anchor=None, iterations=1, borderType=0, borderValue=None)")
def morphology(call: Call) -> Value:
    """Openings and closings select elements; gradients and hats are differences of such."""
    x = operand(call)
    if not call.is_none("borderValue"):
        x = joined(x, operand(call, "borderValue").range)
    if choice(call, "op") in _OPENINGS:
        return copied(x)
    return within_dtype(x.map(lambda r: r.join(Interval(-r.width, r.width))))


def filtered(call: Call) -> Value:
    """Weights of any sign, and the depth that is asked for."""
    x = operand(call)
    depth = choice(call, "ddepth")
    dtype = x.dtype if depth == "-1" else _DEPTHS.get(depth or "", Dtype.UNKNOWN)
    return evident(x.cast(dtype))


register(
    filtered,
    "cv2.filter2D(src, ddepth, kernel, dst=None, anchor=None, delta=0, borderType=4)",
    "cv2.sepFilter2D(src, ddepth, kernelX, kernelY, dst=None, anchor=None, delta=0, borderType=4)",
    "cv2.boxFilter(src, ddepth, ksize, dst=None, anchor=None, normalize=True, borderType=4)",
    "cv2.Laplacian(src, ddepth, dst=None, ksize=1, scale=1, delta=0, borderType=4)",
    "cv2.Sobel(src, ddepth, dx, dy, dst=None, ksize=3, scale=1, delta=0, borderType=4)",
    "cv2.Scharr(src, ddepth, dx, dy, dst=None, scale=1, delta=0, borderType=4)",
)


# Arithmetic


def saturating(function: Callable[[Numeric, Numeric], Numeric]) -> Transfer:
    """Elementwise arithmetic that saturates on uint8 and has the type of the image."""

    def transfer(call: Call) -> Numeric:
        a, b = operand(call, "src1"), operand(call, "src2")
        return _typed_as(function(a, b), a)

    return transfer


def _typed_as(result: Numeric, image: Numeric) -> Numeric:
    if image.dtype is Dtype.UINT8:
        return Numeric.known(Kind.NDARRAY, Dtype.UINT8, Interval.BYTE)
    return replace(result, kind=image.kind, dtype=image.dtype)


register(saturating(arithmetic.add), "cv2.add(src1, src2, dst=None)")
register(saturating(arithmetic.subtract), "cv2.subtract(src1, src2, dst=None)")


@model("cv2.multiply(src1, src2, dst=None, scale=1)", "cv2.divide(src1, src2, dst=None, scale=1)")
def scaled(call: Call) -> Value:
    a, b = operand(call, "src1"), operand(call, "src2")
    operator = arithmetic.multiply if call.name.endswith("multiply") else arithmetic.divide
    return _typed_as(arithmetic.multiply(operator(a, b), operand(call, "scale")), a)


@model("cv2.absdiff(src1, src2, dst=None)")
def absolute_difference(call: Call) -> Value:
    a = operand(call, "src1")
    return _typed_as(arithmetic.subtract(a, operand(call, "src2")).map(Interval.absolute), a)


@model("cv2.addWeighted(src1, alpha, src2, beta, gamma, dst=None, dtype=-1)")
def add_weighted(call: Call) -> Value:
    """alpha * src1 + beta * src2 + gamma; relations between the three show that a blend stays in range."""
    a, b = operand(call, "src1"), operand(call, "src2")
    left = arithmetic.multiply(a, operand(call, "alpha"))
    right = arithmetic.multiply(b, operand(call, "beta"))
    result = arithmetic.add(arithmetic.add(left, right), operand(call, "gamma"))
    return _typed_as(result, a) if choice(call, "dtype") == "-1" else _deep(call, result)


def _deep(call: Call, result: Numeric) -> Numeric:
    """The result in the depth that `dtype` names; the others than float saturate."""
    dtype = _DEPTHS.get(choice(call, "dtype") or "", Dtype.UNKNOWN)
    if dtype is Dtype.FLOAT:
        return result.cast(dtype)
    return bytes_array() if dtype is Dtype.UINT8 else Numeric(Kind.NDARRAY, dtype)


@model(
    "cv2.bitwise_and(src1, src2, dst=None, mask=None)",
    "cv2.bitwise_or(src1, src2, dst=None, mask=None)",
    "cv2.bitwise_xor(src1, src2, dst=None, mask=None)",
    "cv2.bitwise_not(src, dst=None, mask=None)",
)
def bitwise(call: Call) -> Value:
    """On floats the bits make other numbers; what the mask leaves out is 0."""
    x = operand(call)
    if x.dtype is Dtype.UINT8:
        return x.fresh(Interval.BYTE)
    if call.name.endswith("and") and call.subject is call.arg("src2"):
        return black(x)
    return x.fresh(Interval.TOP, Interval.EMPTY)


_MIN_MAX = ("norm_minmax", "32")


@model("cv2.normalize(src, dst, alpha=1, beta=0, norm_type=4, dtype=-1, mask=None)")
def normalize(call: Call) -> Value:
    """Min-max scales to between alpha and beta; a norm of alpha keeps every element below it."""
    x = operand(call)
    dtype = x.dtype if choice(call, "dtype") == "-1" else _DEPTHS.get(choice(call, "dtype") or "", Dtype.UNKNOWN)
    alpha, beta = operand(call, "alpha").range, operand(call, "beta").range
    kind = choice(call, "norm_type")
    if not call.is_none("mask") or kind is None:
        return Numeric(Kind.NDARRAY, dtype)
    limits = alpha.join(beta) if kind in _MIN_MAX else Interval(-alpha.magnitude, alpha.magnitude)
    if x.range.lo >= 0 and kind not in _MIN_MAX:
        limits = limits.meet(Interval(0.0, INF))
    return within_dtype(replace(x, dtype=dtype).certain(limits))


@model("cv2.threshold(src, thresh, maxval, type, dst=None)")
def threshold(call: Call) -> Value:
    """Elements of the image, 0, the maximal value or the threshold, by the type."""
    others = (operand(call, name).range for name in ("maxval", "thresh"))
    return Seq("tuple", (number(call), joined(operand(call), Interval(0.0, 0.0), *others)))


# Drawing

_DRAWINGS = (
    "rectangle(img, *args, color=None, thickness=1, lineType=8, shift=0)",
    "circle(img, center, radius, color, thickness=1, lineType=8, shift=0)",
    "ellipse(img, *args, color=None, thickness=1, lineType=8)",
    "line(img, pt1, pt2, color, thickness=1, lineType=8, shift=0)",
    "arrowedLine(img, pt1, pt2, color, thickness=1, line_type=8, shift=0, tipLength=0.1)",
    "polylines(img, pts, isClosed, color, thickness=1, lineType=8, shift=0)",
    "fillPoly(img, pts, color, lineType=8, shift=0)",
    "fillConvexPoly(img, points, color, lineType=8, shift=0)",
    "drawContours(image, contours, contourIdx, color, thickness=1, lineType=8)",
    "putText(img, text, org, fontFace, fontScale, color, thickness=1, lineType=8, bottomLeftOrigin=False)",
)


def _is_point(value: Value) -> bool:
    return isinstance(value, Seq) and value.items is not None and len(value.items) == 2


def drawn(call: Call) -> Value:
    """The image, drawn on in place; the colour is not scaled to its range."""
    x = operand(call)
    colours = [value for value in call.rest if not _is_point(value)]
    colours += [] if call.is_none("color") else [call.arg("color")]
    result = joined(x, Interval(0.0, 0.0), *(as_array(call.machine, colour).range for colour in colours))
    call.machine.write(call.subject, result)
    return replace(result, place=x.place, view=x.view)


register(drawn, *(f"cv2.{signature}" for signature in _DRAWINGS))


# What gives no image

register(
    nothing,
    "cv2.imshow(winname, mat)",
    "cv2.namedWindow(winname, flags=1)",
    "cv2.destroyAllWindows()",
    "cv2.destroyWindow(winname)",
    unchecked="needs a screen",
)
register(truth, "cv2.imwrite(filename, img, params=None)")
register(number, "cv2.waitKey(delay=0)", unchecked="needs a screen")


@model("cv2.VideoWriter(*args, **kwargs)")
def video_writer(call: Call) -> Value:
    return Opaque("video writer")


register(nothing, "cv2.setNumThreads(nthreads)")
