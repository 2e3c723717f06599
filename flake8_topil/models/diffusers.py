"""diffusers: image processors, what autoencoders and denoisers give, and the images of pipelines.

Read off the sources of diffusers 0.42.1: `image_processor.py`, `video_processor.py`, `models/autoencoders/vae.py`, and
the `__call__` of each pipeline that is listed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from flake8_topil.analysis import arithmetic
from flake8_topil.analysis.interval import INF, Interval
from flake8_topil.analysis.values import (
    INTEGRAL,
    Const,
    Dtype,
    Image,
    Kind,
    LibObject,
    Numeric,
    Seq,
    Value,
    Why,
    as_numeric,
    join_all,
    members,
)
from flake8_topil.models.registry import Call, model, register

_SIGNED = Interval(-1.0, 1.0)
_POSITIVE = Interval(0.0, INF)
_UNITS = Numeric.known(Kind.TENSOR, Dtype.FLOAT, Interval.UNIT)
_IMAGES = Seq("list", middle=Image())

# Image processors

_PROCESSOR = "diffusers.VaeImageProcessor"
_VIDEO_PROCESSOR = "diffusers.VideoProcessor"
_BOTH = (_PROCESSOR, _VIDEO_PROCESSOR)
_SETTINGS = (
    "do_resize=True, vae_scale_factor=8, vae_latent_channels=4, resample='lanczos', reducing_gap=None, "
    "do_normalize=True, do_binarize=False, do_convert_rgb=False, do_convert_grayscale=False"
)


@model(*(f"{name}({_SETTINGS})" for name in _BOTH))
def processor(call: Call) -> Value:
    kept = tuple((name, call.arg(name)) for name in ("do_normalize", "do_binarize"))
    return LibObject(call.name, kwargs=kept)


def _setting(call: Call, name: str) -> bool | None:
    """What the processor that a method is called on was told when it was made; None where that is not known."""
    made = call.subject
    value = dict(made.kwargs).get(name) if isinstance(made, LibObject) else None
    return value.value if isinstance(value, Const) and isinstance(value.value, bool) else None


def _inputs(value: Value) -> Iterator[Value]:
    """The images of an argument that is one, a batch of them, or a list."""
    for member in members(value):
        if isinstance(member, Seq):
            for element in member.elements:
                yield from _inputs(element)
        else:
            yield member


def _preprocessed(call: Call, image: Value) -> Numeric:
    """Images become [0, 1], or by default [-1, 1], which is the scale of a tensor that nothing is known of, too."""
    if isinstance(image, Image):
        return _binarized(call, _normalized(call, _UNITS))
    x = as_numeric(image).of_kind(Kind.TENSOR)
    if x.range == Interval.TOP and x.seen.is_empty:
        return replace(x, seen=_binarized(call, _normalized(call, _UNITS)).range)
    return join_unchanged(_binarized(call, _normalized_unless_signed(call, x)), x)


def join_unchanged(changed: Numeric, x: Numeric) -> Numeric:
    """Tensors with as many channels as latents have are returned as they are."""
    dtype = changed.dtype if changed.dtype is x.dtype else Dtype.UNKNOWN
    return replace(changed.fresh(changed.range.join(x.range), changed.seen), dtype=dtype)


def _normalized(call: Call, x: Numeric) -> Numeric:
    """2x - 1, if the processor normalises."""
    does = _setting(call, "do_normalize")
    if does is False:
        return x
    changed = _floats(x.map(_to_signed))
    return changed if does else join_unchanged(changed, x)


def _floats(x: Numeric) -> Numeric:
    """A value whose elements were multiplied by a float."""
    return x.cast(Dtype.FLOAT) if x.dtype in INTEGRAL else x


def _to_signed(range_: Interval) -> Interval:
    return range_ * Interval(2.0, 2.0) - Interval(1.0, 1.0)


def _normalized_unless_signed(call: Call, x: Numeric) -> Numeric:
    """Where an element is below 0, the tensor is taken to be in [-1, 1] already."""
    if x.range.lo >= 0 or _setting(call, "do_normalize") is False:
        return _normalized(call, x)
    return x.map(lambda r: r if r.is_empty else r.join(_to_signed(r.meet(_POSITIVE))))


def _binarized(call: Call, x: Numeric) -> Numeric:
    """0 below 0.5 and 1 from there, if the processor binarises."""
    does = _setting(call, "do_binarize")
    if does is False:
        return x
    return x.certain(Interval.UNIT) if does else x.fresh(x.range.join(Interval.UNIT), x.seen)


_PREPROCESS = "height=None, width=None, resize_mode='default', crops_coords=None"


@model(
    *(f"{name}.preprocess(image, {_PREPROCESS})" for name in _BOTH),
    f"{_VIDEO_PROCESSOR}.preprocess_video(video, height=None, width=None, **kwargs)",
)
def preprocess(call: Call) -> Value:
    return join_all(_preprocessed(call, image) for image in _inputs(call.arg("image", "video")))


def _denormalized(call: Call, x: Numeric) -> Numeric:
    """x / 2 + 0.5 clamped to [0, 1], for the images of the batch that are asked for."""
    chosen = call.arg("do_denormalize")
    if call.is_none("do_denormalize"):
        does = _setting(call, "do_normalize")
    elif isinstance(chosen, Seq) and chosen.items:
        flags = {item.value if isinstance(item, Const) else None for item in chosen.items}
        does = bool(flags.pop()) if len(flags) == 1 and None not in flags else None
    else:
        does = None
    if does is False:
        return x
    bounded = x.certain(Interval.UNIT)
    return bounded if does else bounded.fresh(x.range.join(Interval.UNIT), x.seen)


@model(
    *(f"{name}.postprocess(image, output_type='pil', do_denormalize=None)" for name in _BOTH),
    f"{_VIDEO_PROCESSOR}.postprocess_video(video, output_type='np', do_denormalize=None)",
)
def postprocess(call: Call) -> Value:
    """PIL images, or a tensor or ndarray in [0, 1]; latents stay as they are."""
    x = call.array("image", "video").of_kind(Kind.TENSOR)
    outputs: dict[str, Value] = {
        "latent": x,
        "pt": _denormalized(call, x),
        "np": _denormalized(call, x).of_kind(Kind.NDARRAY).cast(Dtype.FLOAT),
        "pil": _IMAGES if "image" in call.arguments else Seq("list", middle=_IMAGES),
    }
    return join_all(_of_kind(outputs, kind) for kind in members(call.arg("output_type")))


def _of_kind(outputs: Mapping[str, Value], kind: Value) -> Value:
    """The output of a kind that the code names; any of them where it names none."""
    if isinstance(kind, Const) and isinstance(kind.value, str):
        return outputs.get(kind.value, outputs["np"])
    return join_all(outputs.values())


@model(*(f"{name}.normalize(images)" for name in _BOTH))
def normalize(call: Call) -> Value:
    """2x - 1, not clamped."""
    return arithmetic.subtract(
        arithmetic.multiply(call.array("images"), Numeric.number(2.0)), Numeric.number(1.0)
    ).detached()


@model(*(f"{name}.denormalize(images)" for name in _BOTH))
def denormalize(call: Call) -> Value:
    """x / 2 + 0.5 clamped to [0, 1]."""
    return _floats(call.array("images").certain(Interval.UNIT).of_kind(Kind.TENSOR))


@model(*(f"{name}.numpy_to_pil(images)" for name in _BOTH), "diffusers.utils.numpy_to_pil(images)")
def images(call: Call) -> Value:
    return _IMAGES


register(images, "diffusers.utils.pt_to_pil(images)")


@model(*(f"{name}.pil_to_numpy(images)" for name in _BOTH))
def pil_to_numpy(call: Call) -> Value:
    return _UNITS.of_kind(Kind.NDARRAY)


@model(*(f"{name}.numpy_to_pt(images)" for name in _BOTH))
def numpy_to_pt(call: Call) -> Value:
    return call.machine.share(_transposed(call).of_kind(Kind.TENSOR), call.node)


@model(*(f"{name}.pt_to_numpy(images)" for name in _BOTH))
def pt_to_numpy(call: Call) -> Value:
    """The elements as float32, in the tensor's storage if they are that already."""
    x = _transposed(call).of_kind(Kind.NDARRAY)
    if x.dtype in (Dtype.FLOAT, Dtype.UNKNOWN):
        return call.machine.share(x, call.node)
    return x.detached().cast(Dtype.FLOAT)


def _transposed(call: Call) -> Numeric:
    """A view of the images, with the channels at another place."""
    return replace(call, arguments={"images": call.arg("images")}).view()


# Utilities


@model("diffusers.utils.load_image(image, convert_method=None)")
def load_image(call: Call) -> Value:
    return Image("RGB" if call.is_none("convert_method") else None)


@model("diffusers.utils.make_image_grid(images, rows, cols, resize=None)")
def image_grid(call: Call) -> Value:
    return Image("RGB")


# Networks

_DECODED = "diffusers.DecoderOutput"
_ENCODED = "diffusers.AutoencoderKLOutput"
_LATENTS = "diffusers.DiagonalGaussianDistribution"
_PICTURES = "diffusers.ImagePipelineOutput"
_WEIGHTS = "needs trained weights"


@model(f"{_DECODED}(sample, commit_loss=None)(index)", f"{_ENCODED}(latent_dist)(index)", f"{_PICTURES}(images)(index)")
def first_field(call: Call) -> Value:
    """Outputs can be indexed like the tuple of their fields, and by the names of these."""
    name, value = next((name, value) for name, value in call.arguments.items() if name != "index")
    index = call.arg("index")
    named = index.value if isinstance(index, Const) else as_numeric(index).constant
    return value if named in (0, name) else Numeric.unknown()


def _network_output(call: Call, *names: str) -> Numeric:
    """The output of a last convolution: nothing bounds it."""
    dtype = call.array(*names).dtype
    why = Why(call.name, call.node)
    return Numeric.known(Kind.TENSOR, dtype if dtype.is_float else Dtype.FLOAT, Interval.TOP, why)


def decoded(call: Call) -> Value:
    return LibObject(_DECODED, (_network_output(call, "z", "sample"),))


def encoded(call: Call) -> Value:
    return LibObject(_ENCODED, (LibObject(_LATENTS),))


@model(f"{_LATENTS}.sample(generator=None)", f"{_LATENTS}.mode()")
def latents(call: Call) -> Value:
    return _network_output(call)


def _loaded(call: Call) -> Value:
    return LibObject(call.name.removesuffix(".from_pretrained").removesuffix(".from_single_file"))


_AUTOENCODERS = (
    "AutoencoderKL AsymmetricAutoencoderKL AutoencoderTiny AutoencoderKLTemporalDecoder AutoencoderDC VQModel"
)
_DENOISERS = "UNet2DModel UNet2DConditionModel"
_LOADERS = ("from_pretrained(path, **kwargs)", "from_single_file(path, **kwargs)")

for _name in _AUTOENCODERS.split():
    register(
        decoded, f"diffusers.{_name}(*args, **kwargs)(sample, **options)", f"diffusers.{_name}.decode(z, **options)"
    )
for _name in ("AutoencoderKL", "AsymmetricAutoencoderKL", "AutoencoderKLTemporalDecoder"):
    register(encoded, f"diffusers.{_name}.encode(x, return_dict=True)")
for _name in _DENOISERS.split():
    register(decoded, f"diffusers.{_name}(*args, **kwargs)(sample, timestep, *inputs, **options)")
for _name in f"{_AUTOENCODERS} {_DENOISERS}".split():
    register(_loaded, *(f"diffusers.{_name}.{loader}" for loader in _LOADERS), unchecked=_WEIGHTS)


# Pipelines

_PIPELINES = """
StableDiffusionPipeline StableDiffusionImg2ImgPipeline StableDiffusionInpaintPipeline StableDiffusionControlNetPipeline
StableDiffusionControlNetImg2ImgPipeline StableDiffusionControlNetInpaintPipeline StableDiffusionUpscalePipeline
StableDiffusionInstructPix2PixPipeline StableDiffusionXLPipeline StableDiffusionXLImg2ImgPipeline
StableDiffusionXLInpaintPipeline StableDiffusionXLControlNetPipeline StableDiffusion3Pipeline
StableDiffusion3Img2ImgPipeline FluxPipeline FluxImg2ImgPipeline FluxInpaintPipeline FluxKontextPipeline
FluxControlNetPipeline FluxFillPipeline PixArtAlphaPipeline PixArtSigmaPipeline SanaPipeline QwenImagePipeline
LatentConsistencyModelPipeline
"""
"""Pipelines that end in `VaeImageProcessor.postprocess`."""
_ANY_PIPELINES = "AutoPipelineForText2Image AutoPipelineForImage2Image AutoPipelineForInpainting"
"""Pipelines of which only the kind of their `pil` output is known: some others do not clamp tensors."""
_FEW_INPUTS = 4


def pictures(call: Call) -> Value:
    """PIL images by default; tensors and ndarrays are in [0, 1] unless they are latents."""
    if len(call.rest) > _FEW_INPUTS:
        return _unsaid(call)
    asked = call.extra.get("output_type", Const("pil"))
    kind = asked.value if isinstance(asked, Const) else None
    outputs: dict[object, Value] = {"pil": _IMAGES}
    if call.name.rpartition(".")[2] not in _ANY_PIPELINES.split():
        outputs |= {"pt": _UNITS.cast(Dtype.UNKNOWN), "np": _UNITS.of_kind(Kind.NDARRAY)}
    return LibObject(_PICTURES, (outputs.get(kind, _unsaid(call)),))


def _unsaid(call: Call) -> Numeric:
    return Numeric.unknown(Why(call.name, call.node))


def own_processor(call: Call) -> Value:
    return LibObject(_PROCESSOR, kwargs=(("do_normalize", Const(True)), ("do_binarize", Const(False))))


def own_autoencoder(call: Call) -> Value:
    return LibObject("diffusers.AutoencoderKL")


for _name in f"{_PIPELINES} {_ANY_PIPELINES}".split():
    register(pictures, f"diffusers.{_name}(*parts, **kwargs)(*inputs, **options)", unchecked=_WEIGHTS)
    register(_loaded, *(f"diffusers.{_name}.{loader}" for loader in _LOADERS), unchecked=_WEIGHTS)
for _name in _PIPELINES.split():
    register(own_processor, f"diffusers.{_name}.image_processor", unchecked=_WEIGHTS)
    if _name not in ("SanaPipeline", "QwenImagePipeline"):
        register(own_autoencoder, f"diffusers.{_name}.vae", unchecked=_WEIGHTS)
