"""Readers of video: decord, PyAV, torchcodec, MoviePy. Their frames are uint8 unless one asks for more."""

from __future__ import annotations

from flake8_topil.analysis.interval import INF, Interval
from flake8_topil.analysis.values import Dtype, Image, Kind, Lib, LibObject, Numeric, Opaque, Seq, Value
from flake8_topil.models.arrays import bytes_array, converted
from flake8_topil.models.registry import Call, model, register


def rate(call: Call) -> Value:
    return Numeric(Kind.NUMBER, Dtype.FLOAT, Interval(0.0, INF))


# decord (0.6.0)


@model("decord.VideoReader(uri, ctx=None, width=-1, height=-1, num_threads=0, fault_tol=-1)(index)")
def video_frame(call: Call) -> Value:
    """uint8, of the type that the bridge in use makes."""
    return Numeric.known(Kind.ANY, Dtype.UINT8, Interval.BYTE)


register(video_frame, "decord.VideoReader.get_batch(indices)", "decord.VideoReader.next()")
register(rate, "decord.VideoReader.get_avg_fps()")


@model("ndarray.asnumpy()")
def asnumpy(call: Call) -> Value:
    """A method of decord's own arrays."""
    return call.copy().of_kind(Kind.NDARRAY)


# PyAV (18.1.0)


@model("av.open(file, mode=None, *args, **kwargs)")
def container(call: Call) -> Value:
    return LibObject("av.container.InputContainer") if call.text("mode") in (None, "r") else Opaque("container")


@model("av.container.InputContainer.decode(*args, **kwargs)")
def video_frames(call: Call) -> Value:
    """Frames of video, if that is the only stream asked for."""
    only_video = set(call.extra) == {"video"} and not call.rest
    return Seq("generator", middle=LibObject("av.VideoFrame") if only_video else Numeric.unknown())


@model(
    "av.VideoFrame.from_ndarray(array, format='rgb24', channel_last=False)",
    "av.VideoFrame.from_image(img)",
)
def frame(call: Call) -> Value:
    return LibObject("av.VideoFrame")


register(frame, "av.VideoFrame.to_rgb(**kwargs)", "av.VideoFrame.reformat(*args, **kwargs)")

_BYTE_FORMATS = frozenset({"rgb24", "bgr24", "rgba", "bgra", "argb", "abgr", "gray", "gray8", "yuv420p", "yuv444p"})


@model("av.VideoFrame.to_ndarray(format=None, **kwargs)")
def frame_array(call: Call) -> Value:
    """8 bits in the named formats; that of the file, too, unless it is made for more."""
    if call.is_none("format") or call.text("format") in _BYTE_FORMATS:
        return bytes_array()
    return Numeric(Kind.NDARRAY)


@model("av.VideoFrame.to_image(**kwargs)")
def frame_image(call: Call) -> Value:
    return Image("RGB")


# torchcodec (0.17.0)

_UNCHECKED = "needs the libraries of FFmpeg; run by hand"
_DECODER = "torchcodec.decoders.VideoDecoder"
_FRAME = "torchcodec.Frame"
_BYTES = Numeric.known(Kind.TENSOR, Dtype.UINT8, Interval.BYTE)


@model(f"{_DECODER}(source, *, output_dtype=torch.uint8, transforms=None, **options)(key)", unchecked=_UNCHECKED)
def decoded(call: Call) -> Value:
    """A frame or several: uint8 as long as no other element type is asked for."""
    return _BYTES if call.arg("output_dtype") == Lib("torch.uint8") else Numeric(Kind.TENSOR)


def _data(call: Call) -> Numeric:
    made = call.subject
    plain = isinstance(made, LibObject) and "output_dtype" not in dict(made.kwargs)
    return _BYTES if plain else Numeric(Kind.TENSOR)


@model(f"{_DECODER}.get_frame_at(index)", f"{_DECODER}.get_frame_played_at(seconds)", unchecked=_UNCHECKED)
def one_frame(call: Call) -> Value:
    return LibObject(_FRAME, (_data(call),))


def batch(call: Call) -> Value:
    return LibObject(f"{_FRAME}Batch", (_data(call),))


register(
    batch,
    f"{_DECODER}.get_frames_at(indices)",
    f"{_DECODER}.get_frames_in_range(start, stop, step=1)",
    f"{_DECODER}.get_frames_played_at(seconds)",
    f"{_DECODER}.get_frames_played_in_range(start_seconds, stop_seconds, fps=None)",
    f"{_DECODER}.get_all_frames(fps=None)",
    unchecked=_UNCHECKED,
)


@model(f"{_FRAME}(data, pts_seconds, duration_seconds)(index)", unchecked=_UNCHECKED)
def field(call: Call) -> Value:
    """What unpacking a frame gives: the picture, and two times."""
    return Numeric.unknown()


@model(f"{_FRAME}Batch(data, pts_seconds, duration_seconds)(index)", unchecked=_UNCHECKED)
def part_of_batch(call: Call) -> Value:
    return LibObject(f"{_FRAME}Batch", (call.arg("data"),))


# MoviePy (2.2.1)

_CLIP = "moviepy.VideoFileClip"


@model(f"{_CLIP}(filename, *args, **kwargs)")
def clip(call: Call) -> Value:
    """A clip as it was read: what changes one makes another, of which nothing is said here."""
    return LibObject(_CLIP)


@model(f"{_CLIP}.get_frame(t)")
def clip_frame(call: Call) -> Value:
    return bytes_array()


@model(f"{_CLIP}.iter_frames(fps=None, with_times=False, logger=None, dtype=None)")
def clip_frames(call: Call) -> Value:
    picture = converted(call, bytes_array(), call.arg("dtype"))
    timed = Seq("tuple", (rate(call), picture))
    with_times = call.flag("with_times")
    return Seq("generator", middle=Numeric.unknown() if with_times is None else timed if with_times else picture)
