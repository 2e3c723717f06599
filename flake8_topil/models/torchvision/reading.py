"""torchvision.io: files to tensors and back."""

from __future__ import annotations

from flake8_topil.analysis.interval import Interval
from flake8_topil.analysis.values import Dict, Dtype, Kind, Numeric, Seq, Value
from flake8_topil.models.registry import Call, model, register

_BYTES = Numeric.known(Kind.TENSOR, Dtype.UINT8, Interval.BYTE)
_UNCHANGED = "mode=torchvision.io.ImageReadMode.UNCHANGED"
_REMOVED = "not in the present torchvision"


def bytes_tensor(call: Call) -> Value:
    """A uint8 tensor; a list of them for a list. 16-bit files give uint16, which no converter scales."""
    if isinstance(call.subject, Seq):
        return Seq("list", middle=_BYTES)
    return _BYTES


register(
    bytes_tensor,
    f"torchvision.io.decode_jpeg(input, {_UNCHANGED}, device='cpu', apply_exif_orientation=False)",
    f"torchvision.io.decode_png(input, {_UNCHANGED}, apply_exif_orientation=False)",
    f"torchvision.io.decode_webp(input, {_UNCHANGED})",
    "torchvision.io.decode_gif(input)",
    f"torchvision.io.decode_image(input, {_UNCHANGED}, apply_exif_orientation=False)",
    "torchvision.io.encode_jpeg(input, quality=75)",
    "torchvision.io.encode_png(input, compression_level=6)",
    "torchvision.io.read_file(path)",
    f"torchvision.io.read_image(path, {_UNCHANGED}, apply_exif_orientation=False)",
)
register(
    bytes_tensor,
    f"torchvision.io.decode_avif(input, {_UNCHANGED})",
    f"torchvision.io.decode_heic(input, {_UNCHANGED})",
    unchecked="needs a package with the codec",
)


@model(
    "torchvision.io.write_file(filename, data)",
    "torchvision.io.write_jpeg(input, filename, quality=75)",
    "torchvision.io.write_png(input, filename, compression_level=6)",
)
def write(call: Call) -> Value:
    return Numeric(Kind.TENSOR)


@model(
    "torchvision.io.read_video(filename, start_pts=0, end_pts=None, pts_unit='pts', output_format='THWC')",
    unchecked=_REMOVED,
)
def read_video(call: Call) -> Value:
    """uint8 frames, the sound, and what the file says of itself."""
    return Seq("tuple", (_BYTES, Numeric(Kind.TENSOR, Dtype.FLOAT), Dict()))


@model(
    "torchvision.io.VideoReader(src, stream='video', num_threads=0)(index)",
    unchecked=_REMOVED,
)
def video_frame(call: Call) -> Value:
    """One frame of a video that is iterated."""
    return Dict((("data", _BYTES), ("pts", Numeric(Kind.NUMBER, Dtype.FLOAT))))
