"""Examples of every torchvision operation with a model, made from the shape of the calls they have in common."""

from __future__ import annotations

from collections.abc import Iterable

from flake8_topil.models import all_models

V1 = "torchvision.transforms"
V2 = "torchvision.transforms.v2"
SETUP = "import torchvision.models.feature_extraction"
"""What these expressions need besides the prelude."""
EXAMPLES: dict[str, list[str]] = {}


def _add(name: str, expressions: Iterable[str]) -> None:
    EXAMPLES.setdefault(name, []).extend(expressions)


def _functions(
    name: str, *calls: str, v1: bool = True, v2: bool = True, kernels: str = "", only_v1: Iterable[str] = ()
) -> None:
    """Each of `calls` is an argument list; v1, v2 and the v2 kernels get those they accept."""
    if v1:
        _add(f"{V1}.functional.{name}", [f"TF.{name}({call})" for call in (*calls, *only_v1)])
    if v2:
        _add(f"{V2}.functional.{name}", [f"VF.{name}({call})" for call in calls])
    for kernel in kernels.split():
        tensors = [call for call in calls if not call.startswith("pil")]
        _add(f"{V2}.functional.{name}_{kernel}", [f"VF.{name}_{kernel}({call})" for call in tensors])


def _classes(name: str, *calls: str, v1: bool = True, v2: bool = True, only_v2: Iterable[str] = ()) -> None:
    """Each of `calls` is the constructor's arguments and the input, as `0.5, p=1 | x`."""
    if v1:
        _add(f"{V1}.{name}", [_made("T", name, call) for call in calls])
    if v2:
        _add(f"{V2}.{name}", [_made("v2", name, call) for call in (*calls, *only_v2)])


def _made(module: str, name: str, call: str) -> str:
    arguments, _, subject = call.rpartition("|")
    return f"{module}.{name}({arguments.strip()})({subject.strip()})"


BICUBIC, LANCZOS, BILINEAR = (f"T.InterpolationMode.{mode}" for mode in ("BICUBIC", "LANCZOS", "BILINEAR"))
NEAREST_EXACT = "T.InterpolationMode.NEAREST_EXACT"
CHECKERS = "(torch.arange(256).view(1, 16, 16) // 3 % 2 * 1.0)"
WHITE = "torch.ones(3, 16, 16)"
MIDDLE = "(u * 0.5 + 0.25)"

# Colour

_functions(
    "adjust_brightness", "x, 1.7", "s, brightness_factor=0.5", "b, 1.7", "pil, 1.7", MIDDLE + ", 0.5", "u.half(), 1.7",
    kernels="image video",
)  # fmt: skip
_functions("adjust_contrast", "x, 1.7", "s, contrast_factor=0.5", "b, 1.7", "pil, 1.7", kernels="image video")
_functions(
    "adjust_saturation", "x, 1.7", "s, saturation_factor=0.5", "x[:1], 1.5", "b, 2.0", "pil, 2.0",
    kernels="image video",
)  # fmt: skip
_functions("adjust_sharpness", "x, 5.0", "u, sharpness_factor=2.0", "x[..., :2], 2.0", "b, 3.0", "pil, 2.0",
           kernels="image video")  # fmt: skip
_functions("adjust_hue", "x, 0.2", "u, hue_factor=-0.5", "x[:1], 0.2", "b, 0.2", "pil, 0.2", kernels="image video")
_functions("autocontrast", "x", "b", "pil", "x * 0 + 3", kernels="image video")
_functions("equalize", "b", "pil", kernels="image video")
_functions("equalize", "x", "u", v1=False, kernels="image video")
_functions("invert", "x", "u", "b", "pil", "x * 3", kernels="image video")
_functions("posterize", "b, 3", "pil, bits=3", kernels="image video")
_functions("posterize", "x, 2", "u, bits=4", v1=False, kernels="image video")
_functions(
    "solarize", "x, 0.5", "u, threshold=0.0", "x * 3, 1.0", "b, 100", "pil, 100", MIDDLE + ", 0.1",
    kernels="image video",
)  # fmt: skip
_functions(
    "adjust_gamma", "u, 2.2", "x, 2", "u, 0.5, gain=2", "b, 0.5, 2", "pil, 0.5", "x.abs(), gamma=2", "b, 2.0",
    kernels="image video",
)  # fmt: skip
_functions("rgb_to_grayscale", "x", "u, 3", WHITE, "b", "x[:1]", "pil", kernels="image")
_functions("to_grayscale", "pil, 3", "pil")
_functions("to_grayscale", "x, num_output_channels=3", v1=False)
_functions("normalize", "u, [0.5], [0.5]", "x, (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)", "s, [0.0], std=[2.0]",
           "u, [0.485, 0.456, 0.406], [0.229, 0.224, 0.225], inplace=True", kernels="image video")  # fmt: skip
_functions("grayscale_to_rgb", "x[:1]", "b[:1]", "pil.convert('L')", v1=False, kernels="image")

_classes(
    "ColorJitter", "0.4, 0.4, 0.4, 0.1 | x", "brightness=0.5 | x", "contrast=0.5 | s", "saturation=0.5 | x",
    "hue=0.2 | x", "| x", "brightness=(1.5, 2), contrast=2 | u", "0.4, 0.4 | b", "0.4 | pil", "saturation=0.5 | x[:1]",
    "brightness=(1, 1), hue=0.1 | x",
)  # fmt: skip
_classes("RandomAdjustSharpness", "3, p=1 | x", "3 | u", "2, p=1 | b", "2, p=0 | x", "2 | pil")
_classes("RandomAutocontrast", "p=1 | x", "| x", "p=1 | b", "| pil")
_classes("RandomEqualize", "p=1 | b", "| pil", only_v2=["p=1 | x", "| x"])
_classes("RandomInvert", "p=1 | x", "| x * 3", "p=1 | b", "| pil")
_classes("RandomPosterize", "2, p=1 | b", "2 | pil", only_v2=["2, p=1 | x", "bits=4 | x"])
_classes("RandomSolarize", "0.5, p=1 | x", "0.0 | x * 3", "100, p=1 | b", "threshold=100 | pil")
_classes("RandomPhotometricDistort", "p=1 | x", "| u", "p=1 | b", "| pil", v1=False)
_classes(
    "Normalize", "[0.5], [0.5] | u", "(0.485, 0.456, 0.406), (0.229, 0.224, 0.225) | x",
    "mean=[0.5, 0.5, 0.5], std=[0.25, 0.5, 1.0], inplace=True | u",
    "[-0.485 / 0.229, -0.456 / 0.224, -0.406 / 0.225], [1 / 0.229, 1 / 0.224, 1 / 0.225] | "
    "T.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])(u)",
)  # fmt: skip
_classes("Grayscale", "| x", f"3 | {WHITE}", "| b", "num_output_channels=3 | pil", "| pil")
_classes("RandomGrayscale", "p=1 | x", "| u", "| b", "1.0 | pil")
_classes("RGB", "| x[:1]", "| b", "| pil", v1=False)

# Geometry

_SIZES = (
    "(30, 31) | u", f"(7, 5), {BICUBIC} | x", f"40, interpolation={BICUBIC} | {CHECKERS}",
    f"(19, 18), interpolation={BICUBIC}, antialias=False | {CHECKERS}", "8, 3 | s", "8, interpolation=2 | x",
    f"(20, 20), interpolation={NEAREST_EXACT} | x", f"(30, 31), {BICUBIC} | b", "8 | pil",
    f"32, {BICUBIC} | pil", f"size=(5, 7), interpolation={BICUBIC}, antialias=None | x", "(30, 31) | u.half()",
    "8 | m[None]",
)  # fmt: skip
_classes("Resize", *_SIZES, only_v2=[f"(19, 19), {LANCZOS} | {CHECKERS}", f"(30, 31), {LANCZOS} | b", "(19, 18), 1 | x",
                                     "12 | {'image': x, 'label': 3}", "12 | x, 3", "12 | (pil, x)",
                                     "(19, 19), 'bicubic' | x"])  # fmt: skip
_classes(
    "RandomResizedCrop", f"17, interpolation={BICUBIC} | {CHECKERS}", "8 | x", f"17, interpolation={BICUBIC} | b",
    "8, scale=(0.5, 1.0) | pil",
)  # fmt: skip
_classes("ScaleJitter", f"(32, 32), interpolation={BICUBIC} | {CHECKERS}", "(9, 9) | x", "(9, 9) | pil", v1=False)
_classes("RandomShortestSize", f"[31, 9], interpolation={BICUBIC} | {CHECKERS}", "9 | b", v1=False)
_classes("RandomResize", f"12, 31, interpolation={BICUBIC} | {CHECKERS}", "8, 9 | pil", v1=False)
_WARPS = (
    "interpolation={BILINEAR}, fill=1 | {WHITE}", "fill=2.0 | x", "interpolation={BILINEAR} | x", "fill=-1.0 | u",
    "fill=(0.1, 0.2, 0.3) | u", "| b", "fill=300, interpolation={BILINEAR} | u", "fill=7 | pil", "fill=0.5 | {MIDDLE}",
)  # fmt: skip
for _name, _first in (("RandomRotation", "45"), ("RandomAffine", "30, (0.1, 0.1)"), ("RandomPerspective", "p=1")):
    _calls = (call.format(BILINEAR=BILINEAR, WHITE=WHITE, MIDDLE=MIDDLE) for call in _WARPS)
    _classes(_name, *(f"{_first}, {call}".replace(", |", " |") for call in _calls))
_classes(
    "ElasticTransform", f"interpolation={BICUBIC} | torch.rand(3, 64, 64).round()", "fill=1 | torch.ones(3, 64, 64)",
    f"20.0, 1.0, {BICUBIC}, fill=2.0 | torch.rand(3, 64, 64).round()", "| torch.rand(3, 64, 64) * 3 - 1",
    f"interpolation={BICUBIC} | (torch.rand(3, 64, 64) * 255).byte()", "| pil.resize((64, 64))",
)  # fmt: skip
_classes("Pad", "2 | x", "2, fill=3.0 | u", "(1, 2), -1.0, 'constant' | x", "2, fill=2.0, padding_mode='reflect' | u",
         "2, fill=300, padding_mode='edge' | b", f"1, padding_mode='symmetric' | {MIDDLE}", "2, 9 | pil",
         f"1 | {MIDDLE}",
         only_v2=["2, fill={torch.Tensor: 2.0, 'others': 0} | u", "2, fill=(0.1, 2.0, 0.3) | u"])  # fmt: skip
_classes("CenterCrop", "5 | x", f"25 | {MIDDLE}", f"(8, 20) | {WHITE}", "25 | b", "5 | pil")
_classes("RandomCrop", "6 | x", f"20, padding=8 | {WHITE}", f"24, pad_if_needed=True | {WHITE}",
         "20, padding=8, fill=2.0 | u", "20, 8, fill=2.0, padding_mode='reflect' | u", "6 | b", "6 | pil")  # fmt: skip
_classes("RandomHorizontalFlip", "1.0 | x", "| u", "| b", "p=0 | pil")
_classes("RandomVerticalFlip", "1.0 | x", "| u", "| b", "p=0 | pil")
_classes("GaussianBlur", "3 | x", "5, sigma=2.0 | b", "(3, 5), (0.1, 3.0) | s", "3 | pil")
_classes("RandomZoomOut", "p=1 | x", f"fill=2.0, p=1 | {MIDDLE}", "| b", "p=1 | pil", v1=False)
_classes("RandomChannelPermutation", "| x", "| b", "| pil", v1=False)
_classes("UniformTemporalSubsample", "2 | torchvision.tv_tensors.Video(torch.rand(4, 3, 8, 8))", v1=False)
_add(f"{V2}.RandomIoUCrop", [
    "v2.RandomIoUCrop()({'image': torchvision.tv_tensors.Image(x), 'boxes': torchvision.tv_tensors.BoundingBoxes("
    "torch.tensor([[1.0, 1.0, 9.0, 9.0]]), format='XYXY', canvas_size=(16, 16)), "
    "'labels': torch.tensor([1])})['image']",
])  # fmt: skip
_classes("FiveCrop", "5 | x", "(4, 6) | b", "5 | pil")
_classes("TenCrop", "5 | x", "(4, 6), vertical_flip=True | b", "5 | pil")

_functions(
    "resize", "u, [30, 31]", f"x, [7, 5], {BICUBIC}", f"{CHECKERS}, [40, 40], interpolation={BICUBIC}",
    f"{CHECKERS}, [19, 18], interpolation={BICUBIC}, antialias=False", "s, [8], interpolation=3",
    f"b, [31, 33], {BICUBIC}", "pil, [8, 8]", f"{CHECKERS}, size=[19, 19], interpolation=Image.BICUBIC",
    kernels="image video",
)  # fmt: skip
_functions(
    "resized_crop", "x, 1, 1, 5, 5, [7, 7]", f"{WHITE}, -3, -3, 12, 12, [7, 7]",
    f"{CHECKERS}, 1, 1, 9, 9, [17, 17], interpolation={BICUBIC}", "b, 1, 1, 5, 5, [7, 7]",
    f"{WHITE}, -3, -3, 12, 12, [24, 24], {BICUBIC}, antialias=False", "pil, 1, 1, 5, 5, [7, 7]", kernels="image video",
)  # fmt: skip
_ANGLED = (
    f"interpolation={BILINEAR}, fill=[1.0] | {WHITE}", "fill=[2.0] | x", f"interpolation={BILINEAR} | {WHITE}",
    "fill=[-1.0] | u", f"fill=[0.5] | {MIDDLE}", "| b", f"interpolation={BILINEAR}, fill=[0.1, 0.2, 0.3] | {WHITE}",
    "fill=[7, 7, 7] | pil", f"| {WHITE}",
)  # fmt: skip
for _name, _first in (
    ("rotate", "33.0"),
    ("affine", "30.0, [1, 2], 1.1, [5.0, 3.0]"),
    ("perspective", "[[0, 0], [15, 0], [15, 15], [0, 15]], [[2, 1], [13, 2], [15, 13], [1, 15]]"),
):
    _split = (call.rpartition("|") for call in _ANGLED)
    _functions(
        _name, *(f"{subject.strip()}, {_first}, {options.strip()}".rstrip(", ") for options, _, subject in _split),
        kernels="image video",
    )  # fmt: skip
_FIELD = "torch.randn(1, 16, 16, 2) * 0.1"
_DISPLACED = (
    f"{CHECKERS}, {_FIELD}, interpolation={BICUBIC}", f"{WHITE}, {_FIELD}, fill=[1.0]", f"x, {_FIELD}",
    f"{CHECKERS}, {_FIELD}, {BICUBIC}, fill=[2.0]", f"b, {_FIELD}, {BICUBIC}", f"x, {_FIELD}, fill=[3.0]",
    f"{CHECKERS}, {_FIELD}, {BICUBIC}, [0.0]", f"pil, {_FIELD}",
)  # fmt: skip
_functions("elastic_transform", *_DISPLACED)
_functions("elastic", *_DISPLACED, v1=False, kernels="image video")
_functions("pad", "x, [2]", "u, [2], fill=3.0", "u, [2], 2.0, 'reflect'", "b, [2], 9, padding_mode='edge'",
           f"{MIDDLE}, [1]", "pil, [2], 9", kernels="image video")  # fmt: skip
_functions("crop", "x, 1, 1, 4, 4", f"{WHITE}, -3, -3, 12, 12", "b, top=1, left=1, height=4, width=4",
           "pil, 1, 1, 4, 4", kernels="image video")  # fmt: skip
_functions("center_crop", "x, [4, 4]", f"{WHITE}, [25, 25]", "b, output_size=[4]", "pil, [4, 4]", kernels="image video")
_functions("gaussian_blur", "x, [3, 3]", "b, [5, 5], sigma=[2.0, 2.0]", "pil, [3, 3]", kernels="image video")
_functions("hflip", "x", "b", "pil")
_functions("vflip", "x", "b", "pil")
_functions("horizontal_flip", "x", "b", "pil", v1=False, kernels="image video")
_functions("vertical_flip", "x", "b", "pil", v1=False, kernels="image video")
_functions("permute_channels", "x, [2, 0, 1]", "b, permutation=[1, 0, 2]", "pil, [2, 1, 0]", v1=False,
           kernels="image video")  # fmt: skip
_functions("uniform_temporal_subsample", "torchvision.tv_tensors.Video(torch.rand(4, 3, 8, 8) * 2), 2", v1=False)
_functions("uniform_temporal_subsample", "torch.rand(4, 3, 8, 8) * 2, 2", v1=False, v2=False, kernels="video")
_functions("five_crop", "x, [4, 4]", "b, size=[4]", "pil, [4, 4]", kernels="image video")
_functions("ten_crop", "x, [4, 4]", "b, size=[4], vertical_flip=True", "pil, [4, 4]", kernels="image video")
_functions("get_dimensions", "x", "pil")
_functions("get_image_size", "x", "pil")
_functions("get_size", "x", "pil", v1=False)
_functions("get_image_num_channels", "x", "pil")
_functions("get_num_channels", "x", "pil", v1=False)
_functions("get_num_frames", "torchvision.tv_tensors.Video(torch.rand(4, 3, 8, 8))", v1=False)

_DRAWN = {
    "ColorJitter": "[0.5, 1.5], None, [0.5, 1.5], [-0.1, 0.1]",
    "ElasticTransform": "[50.0, 50.0], [5.0, 5.0], [64, 64]",
    "GaussianBlur": "0.1, 2.0",
    "RandomAffine": "[-30.0, 30.0], None, [0.5, 2.0], None, [16, 16]",
    "RandomCrop": "x, (8, 8)",
    "RandomErasing": "x, (0.1, 0.3), (0.3, 3.3), [2.0]",
    "RandomPerspective": "16, 16, 0.5",
    "RandomResizedCrop": "x, [0.1, 1.0], [0.5, 2.0]",
    "RandomRotation": "[-45.0, 45.0]",
}
for _name, _call in _DRAWN.items():
    _add(f"{V1}.{_name}.get_params", [f"T.{_name}.get_params({_call})"])
_add(
    f"{V1}.InterpolationMode",
    ["T.Resize(9, T.InterpolationMode('bicubic'))(x)", "T.Resize(9, T.InterpolationMode('nearest'))(u)"],
)
_add(f"{V1}.functional.InterpolationMode", ["T.Resize(9, TF.InterpolationMode('bicubic'))(x)"])

# Conversion

_GRAY_MODES = ("Image.fromarray(ab[..., 0])", "pil.convert('1')", "pil.convert('F')", "pil.convert('I')")
_functions("to_pil_image", "u", "b", "ab", "au", "u[0]", "u[:1], 'L'", "u, mode='RGB'", "x[:1], mode='F'", v2=False)
_classes("ToPILImage", "| u", "'RGB' | b", "mode='F' | x[:1]", "| ab", v2=False)
_add(f"{V1}.functional.to_pil_image", ["VF.to_pil_image(u)", "VF.to_pil_image(ab, mode='RGB')"])
_add(
    f"{V1}.ToPILImage",
    ["v2.ToPILImage()(u)", "v2.ToPILImage('RGB')(u, 3)", "v2.ToPILImage()({'image': u, 'label': 1})"],
)
_functions("to_tensor", "pil", "ab", "a", "au", "ab[..., 0]", "ab.astype('int64')", "ab > 9",
           "(a * 255).astype('float32')", *_GRAY_MODES)  # fmt: skip
_classes("ToTensor", "| pil", "| ab", "| a", "| (a * 255)", only_v2=["| x", "| {'image': pil, 'mask': ab, 'label': 4}"])
_functions("pil_to_tensor", "pil", *_GRAY_MODES)
_classes("PILToTensor", "| pil", "| pil.convert('F')", only_v2=["| x", "| (pil, 5)"])
_functions("to_image", "pil", "ab", "a", "x", "b", "m[None]", v1=False)
_classes("ToImage", "| pil", "| ab", "| a", "| x", "| {'image': pil, 'label': 4}", v1=False)
_DTYPES = ("x, torch.uint8", "b, torch.float32", "b, torch.float64", "u, dtype=torch.uint8", "b, torch.int32",
           "x, torch.float16", "b, torch.uint8", "(b.short() * 100), torch.float32", "(b.long() - 99), torch.float32",
           "b, torch.half",
           "(b.short() * 100), torch.uint8")  # fmt: skip
_functions("convert_image_dtype", *_DTYPES, "b")
_functions(
    "to_dtype", *(f"{call}, scale=True" for call in _DTYPES), *_DTYPES, "b", "x * 255, torch.uint8", "u, torch.bool",
    "x * 9, torch.int64", "b, dtype=torch.float32, scale=bool(len(ab))", v1=False, kernels="image video",
)  # fmt: skip
_classes(
    "ToDtype", "torch.float32, scale=True | b", "torch.float32 | b", "torch.uint8, True | x", "torch.uint8 | x * 255",
    "{torchvision.tv_tensors.Image: torch.float32, 'others': None}, scale=True | torchvision.tv_tensors.Image(b)",
    "{torch.Tensor: torch.float32, 'others': None}, scale=True | b", "dtype=torch.float32, scale=True | pil",
    "torch.float32, scale=True | v2.ToImage()(pil)", "torch.float32, scale=True | {'image': b, 'label': 3}", v1=False,
)  # fmt: skip
_classes("ConvertImageDtype", *(f"{call.partition(', ')[2]} | {call.partition(', ')[0]}" for call in _DTYPES),
         only_v2=["| b"])  # fmt: skip
for _name in ("Image", "Video", "Mask"):
    _add(f"torchvision.tv_tensors.{_name}", [
        f"torchvision.tv_tensors.{_name}({data})"
        for data in ("x4", "b[None]", "x4, dtype=torch.float64", "x4 * 99, dtype=torch.uint8")
    ])  # fmt: skip
_add("torchvision.tv_tensors.Image", ["torchvision.tv_tensors.Image(pil)", "torchvision.tv_tensors.Image(ab[..., 0])"])
_BOXES = (
    "torchvision.tv_tensors.BoundingBoxes(torch.tensor([[1.0, 1.0, 9.0, 9.0]]), format='XYXY', canvas_size=(16, 16))"
)
_POINTS = "torchvision.tv_tensors.KeyPoints(torch.tensor([[1.0, 2.0]]), canvas_size=(16, 16))"
_add("torchvision.tv_tensors.BoundingBoxes", [_BOXES])
_add("torchvision.tv_tensors.KeyPoints", [_POINTS])
_add("torchvision.tv_tensors.wrap", ["torchvision.tv_tensors.wrap(x, like=torchvision.tv_tensors.Image(u))"])
_classes("Identity", "| x", "| pil", "| x, 3", v1=False)
_classes("ToPureTensor", "| torchvision.tv_tensors.Image(x)", v1=False)
_classes("ClampBoundingBoxes", f"| {_BOXES}", v1=False)
_classes("ClampKeyPoints", f"| {_POINTS}", v1=False)
_classes("ConvertBoundingBoxFormat", f"'CXCYWH' | {_BOXES}", v1=False)
_classes("SanitizeBoundingBoxes", f"labels_getter=None | {_BOXES}", v1=False)
_classes("SanitizeKeyPoints", f"| {_POINTS}", v1=False)
_classes("SetClampingMode", f"'hard' | {_BOXES}", v1=False)

# Augmentation

_NOISE = ("x", "u, 0.0, 0.5", "u, sigma=0.5, clip=False", "b", "x, mean=3.0, clip=True", "b, 0.1, 0.2, False")
_functions("gaussian_noise", *_NOISE, v1=False, kernels="image video")
_classes("GaussianNoise", "| x", "0.1, 0.5 | u", "clip=False | u", "clip=False | b", v1=False)
_functions("jpeg", "b, 50", "pil, quality=10", v1=False, kernels="")
_functions("jpeg", "b, 50", v1=False, v2=False, kernels="image video")
_classes("JPEG", "50 | b", "(10, 90) | pil", v1=False)
_classes(
    "RandomErasing", "p=1 | x", f"p=1, value=2.0 | {MIDDLE}", "p=1, value='random', scale=(0.3, 0.6) | u",
    "p=1, value=(0.1, 0.2, 3.0) | u", f"1.0, (0.3, 0.6), (0.3, 3.3), 0, True | {WHITE}", "p=1 | b", "p=0, value=9 | u",
    "p=1, value='random' | b",
)  # fmt: skip
_functions("erase", "x, 1, 1, 3, 3, torch.tensor(2.0)", f"{MIDDLE}, 1, 1, 3, 3, v=torch.zeros(3, 3, 3)",
           "u, 1, 1, 3, 3, torch.randn(3, 3, 3)", "b, 1, 1, 3, 3, torch.tensor(9, dtype=torch.uint8)",
           kernels="image video")  # fmt: skip
_POLICIES = {
    "AutoAugment": ("| {}", "T.AutoAugmentPolicy.SVHN | {}"),
    "RandAugment": ("| {}", "num_ops=4, magnitude=20 | {}"),
    "TrivialAugmentWide": ("| {}",),
    "AugMix": ("| {}", "severity=9 | {}"),
}
for _name, _forms in _POLICIES.items():
    _integers = [call.format(subject) for call in _forms for subject in ("b", "pil")]
    _floats = [call.format(subject) for call in _forms for subject in ("u", "x", "x * 3", MIDDLE)] * 5
    _classes(_name, *_integers, only_v2=[*_floats, "fill=0.5 | u"])
    if _name != "AugMix":
        _add(f"{V2}.{_name}", [f"v2.{_name}(fill=2.0)(u)"] * 10)
for _name in ("MixUp", "CutMix"):
    _add(f"{V2}.{_name}", [f"v2.{_name}(num_classes=4)(torch.stack([x, x + 1]), torch.arange(2))[0]"])
_classes("LinearTransformation", "torch.randn(768, 768), torch.randn(768) | x")

# Containers

_PIPELINES = {
    "Compose": ("[{0}.RandomInvert(1), {0}.Normalize([0.5], [0.5])]", "[{0}.ToTensor(), {0}.Resize(9)]@pil"),
    "RandomApply": (
        "[{0}.RandomInvert(1)]", "[{0}.RandomInvert(1)], p=1", "torch.nn.ModuleList([{0}.ColorJitter(0.5)]), p=0.9",
    ),
    "RandomChoice": (
        "[{0}.RandomInvert(1), {0}.RandomHorizontalFlip(1)]", "[{0}.Normalize([0.5], [0.5]), {0}.Pad(1)], p=[1, 0]",
    ),
    "RandomOrder": ("[{0}.RandomInvert(1), {0}.Normalize([0.5], [0.25])]", "[{0}.RandomInvert(1)] * 6"),
}  # fmt: skip
for _name, _forms in _PIPELINES.items():
    for _package, _module in ((V1, "T"), (V2, "v2")):
        for _call in _forms:
            _steps, _, _subject = _call.format(_module).partition("@")
            _add(f"{_package}.{_name}", [f"{_module}.{_name}({_steps})({_subject or 'x'})"])
_add(f"{V1}.Compose", [
    "T.Compose([T.Resize(20), T.ToTensor(), T.Normalize([0.5] * 3, [0.5] * 3)])(pil)",
    "T.Compose([T.ToTensor(), T.Normalize((0.5, 0.5, 0.5), (0.5, 0.5, 0.5)), T.Lambda(lambda t: t * 0.5 + 0.5), "
    "T.ToPILImage()])(pil)",
    "T.Compose([T.FiveCrop(8), T.Lambda(lambda crops: torch.stack([T.ToTensor()(crop) for crop in crops]))])(pil)",
])  # fmt: skip
_add(f"{V2}.Compose", [
    "v2.Compose([v2.ToImage(), v2.ToDtype(torch.float32, scale=True), v2.Normalize([0.5], [0.25])])(pil)",
    "v2.Compose([v2.ToDtype(torch.float32, scale=True), v2.RandomInvert(1)])(b, 3)",
    "v2.Compose([v2.RandomHorizontalFlip(), v2.Normalize([0.5], [0.25])])({'image': x, 'name': 'a'})",
])  # fmt: skip
_add(f"{V1}.Lambda", ["T.Lambda(lambda t: (t - 0.5) / 0.5)(x)", "T.Lambda(torch.sigmoid)(x)"])
_add(f"{V2}.Lambda", ["v2.Lambda(lambda t: t * 2 - 1)(x)", "v2.Lambda(lambda t: t + 1, torch.Tensor)((x, 3))[0]"])

# Utilities

_GRID = "torchvision.utils.make_grid"
_add(_GRID, [
    f"{_GRID}(torch.stack([x, u, s]))", f"{_GRID}([x, u], nrow=1, pad_value=2.0)", f"{_GRID}(x)", f"{_GRID}(b)",
    f"{_GRID}(torch.stack([x, u]), normalize=True)", f"{_GRID}([x, x], normalize=True, pad_value=2.0)",
    f"{_GRID}([x, x], normalize=True, value_range=(-0.5, 0.25), pad_value=-1.0)",
    f"{_GRID}([x, x], normalize=True, value_range=(1, -1))", f"{_GRID}([u + 3] * 2, 8, 2, False, None, False, 1.0)",
    f"{_GRID}(torch.stack([x, s]), normalize=True, scale_each=True)", f"{_GRID}([x, u], normalize=bool(len(ab)))",
    f"{_GRID}(x * 0 + 3, normalize=True)", f"{_GRID}(x[0])", f"{_GRID}([u, u], padding=0, pad_value=7.0)",
])  # fmt: skip
_add("torchvision.utils.save_image", ["torchvision.utils.save_image(x, __import__('io').BytesIO(), format='png')"])
_RECTANGLES = "torch.tensor([[1, 1, 5, 5], [0, 2, 4, 6]])"
_add("torchvision.utils.draw_bounding_boxes", [
    f"torchvision.utils.draw_bounding_boxes({image}, {_RECTANGLES}, colors='red')" for image in ("x", "b", "u")
])  # fmt: skip
_add("torchvision.utils.draw_keypoints", [
    f"torchvision.utils.draw_keypoints({image}, torch.tensor([[[2, 3], [4, 4]]]), colors='blue')"
    for image in ("x", "b")
])  # fmt: skip
_MASKS = "torchvision.utils.draw_segmentation_masks"
_add(_MASKS, [
    f"{_MASKS}(x, x[0] > 0.5, alpha=0.6, colors='red')", f"{_MASKS}(b, b[0] > 100)",
    f"{_MASKS}(x * 3, torch.stack([x[0] > 0.3, x[1] > 0.3]))", f"{_MASKS}(u, u[0] > 0.5, 1.5, ['blue'])",
])  # fmt: skip
_add("torchvision.utils.flow_to_image", ["torchvision.utils.flow_to_image(x[:2])"])

_PNG, _JPEG = "torchvision.io.encode_png(b)", "torchvision.io.encode_jpeg(b, quality=90)"
_DIRECTORY = "__import__('tempfile').mkdtemp()"
_add("torchvision.io.encode_png", [_PNG])
_add("torchvision.io.encode_jpeg", [_JPEG])
_add("torchvision.io.decode_png", [f"torchvision.io.decode_png({_PNG})"])
_add("torchvision.io.decode_jpeg", [
    f"torchvision.io.decode_jpeg({_JPEG})", f"torchvision.io.decode_jpeg([{_JPEG}, {_JPEG}])",
])  # fmt: skip
_add("torchvision.io.decode_image", [
    f"torchvision.io.decode_image({_PNG}, mode=torchvision.io.ImageReadMode.GRAY)",
    f"torchvision.io.decode_image({_JPEG})",
])  # fmt: skip
for _format in ("webp", "gif"):
    _file = f"(lambda f: (pil.save(f, '{_format}'), f.seek(0), f.read())[2])(__import__('io').BytesIO())"
    _add(f"torchvision.io.decode_{_format}", [
        f"torchvision.io.decode_{_format}(torch.frombuffer(bytearray({_file}), dtype=torch.uint8))",
    ])  # fmt: skip
_SAVED = f"(lambda p: (pil.save(p), p)[1])({_DIRECTORY} + '/a.png')"
_add("torchvision.io.read_image", [f"torchvision.io.read_image({_SAVED})"])
_add("torchvision.io.read_file", [f"torchvision.io.read_file({_SAVED})"])
_add("torchvision.io.write_file", [f"torchvision.io.write_file({_DIRECTORY} + '/a', {_PNG})"])
_add("torchvision.io.write_png", [f"torchvision.io.write_png(b, {_DIRECTORY} + '/a.png')"])
_add("torchvision.io.write_jpeg", [f"torchvision.io.write_jpeg(b, {_DIRECTORY} + '/a.jpg')"])

# Operators

_OPS = "torchvision.ops"
_ROIS = "[torch.tensor([[1.0, 1.0, 12.0, 25.0]])]"
for _name in ("roi_align", "roi_pool"):
    _add(f"{_OPS}.{_name}", [f"{_OPS}.{_name}({image}, {_ROIS}, 4)" for image in ("x4", f"{WHITE}[None] * 2")])
    _class = {"roi_align": "RoIAlign(4, 1.0, 2)", "roi_pool": "RoIPool(4, 1.0)"}[_name]
    _add(f"{_OPS}.{_class.partition('(')[0]}", [f"{_OPS}.{_class}(x4, {_ROIS})"])
    _four = "torch.cat([x4, x4], 1)[:, :4]"
    _add(f"{_OPS}.ps_{_name}", [f"{_OPS}.ps_{_name}({_four}, {_ROIS}, 2)"])
    _class = {"roi_align": "PSRoIAlign(2, 1.0, 2)", "roi_pool": "PSRoIPool(2, 1.0)"}[_name]
    _add(f"{_OPS}.{_class.partition('(')[0]}", [f"{_OPS}.{_class}({_four}, {_ROIS})"])
_add(f"{_OPS}.stochastic_depth", [
    f"{_OPS}.stochastic_depth(x4, {options})" for options in ("0.5, mode='row'", "1.0, 'batch'", "0.5, 'row', False")
])  # fmt: skip
_add(f"{_OPS}.StochasticDepth", [f"{_OPS}.StochasticDepth(0.3, mode='batch')(x4)"])
_add(f"{_OPS}.drop_block2d", [f"{_OPS}.drop_block2d(x4, 0.3, 3)", f"{_OPS}.drop_block2d(x4, 0.3, 3, training=False)"])
_add(f"{_OPS}.DropBlock2d", [f"{_OPS}.DropBlock2d(0.3, 3)(x4)"])
_add(f"{_OPS}.drop_block3d", [f"{_OPS}.drop_block3d(x[None, None], 0.3, 3)"])
_add(f"{_OPS}.DropBlock3d", [f"{_OPS}.DropBlock3d(0.3, 3)(x[None, None])"])
_add(f"{_OPS}.deform_conv2d", [f"{_OPS}.deform_conv2d(x4, torch.zeros(1, 18, 14, 14), torch.randn(5, 3, 3, 3))"])
_add(f"{_OPS}.DeformConv2d", [f"{_OPS}.DeformConv2d(3, 5, 3)(x4, torch.zeros(1, 18, 14, 14))"])
_add(f"{_OPS}.FrozenBatchNorm2d", [f"{_OPS}.FrozenBatchNorm2d(3)(x4)"])
_add(f"{_OPS}.MLP", [f"{_OPS}.MLP(16, [8, 4])(x)"])
_add(f"{_OPS}.Conv2dNormActivation", [
    f"{_OPS}.Conv2dNormActivation(3, 5{options})(x4)"
    for options in ("", ", activation_layer=nn.Sigmoid, inplace=None", ", activation_layer=None")
])  # fmt: skip
_add(f"{_OPS}.Conv3dNormActivation", [f"{_OPS}.Conv3dNormActivation(1, 5)(x[None, None])"])
_add(
    f"{_OPS}.SqueezeExcitation",
    [f"{_OPS}.SqueezeExcitation(3, 2)({WHITE}[None])", f"{_OPS}.SqueezeExcitation(3, 2)(x4)"],
)
_add(f"{_OPS}.FeaturePyramidNetwork", [f"{_OPS}.FeaturePyramidNetwork([3], 5)({{'a': x4}})['a']"])
_add(f"{_OPS}.MultiScaleRoIAlign", [f"{_OPS}.MultiScaleRoIAlign(['a'], 3, 2)({{'a': x4}}, {_ROIS}, [(16, 16)])"])
_add(f"{_OPS}.Permute", [f"{_OPS}.Permute([1, 2, 0])(x)"])
_XYXY = "torch.tensor([[1.0, 1.0, 5.0, 5.0], [0.0, 2.0, 4.0, 6.0]])"
for _name in ("box_iou", "generalized_box_iou", "complete_box_iou", "distance_box_iou", "complete_box_iou_loss",
              "distance_box_iou_loss", "generalized_box_iou_loss"):  # fmt: skip
    _add(f"{_OPS}.{_name}", [f"{_OPS}.{_name}({_XYXY}, {_XYXY} + 1)", f"{_OPS}.{_name}({_XYXY}, {_XYXY} + 30)"])
_add(f"{_OPS}.nms", [f"{_OPS}.nms({_XYXY}, torch.rand(2), 0.5)"])
_add(f"{_OPS}.batched_nms", [f"{_OPS}.batched_nms({_XYXY}, torch.rand(2), torch.tensor([0, 1]), 0.5)"])
_add(f"{_OPS}.remove_small_boxes", [f"{_OPS}.remove_small_boxes({_XYXY}, 1.0)"])
_add(f"{_OPS}.box_area", [f"{_OPS}.box_area({_XYXY})"])
_add(f"{_OPS}.box_convert", [f"{_OPS}.box_convert({_XYXY}, 'xyxy', 'cxcywh')"])
_add(f"{_OPS}.clip_boxes_to_image", [f"{_OPS}.clip_boxes_to_image({_XYXY}, (4, 4))"])
_add(f"{_OPS}.sigmoid_focal_loss", [f"{_OPS}.sigmoid_focal_loss(x, u.round())"])
_add(f"{_OPS}.masks_to_boxes", [f"{_OPS}.masks_to_boxes(x > 0.5)"])

# Networks

_MODELS = "torchvision.models"
for _name in ("mobilenet_v3_small", "mnasnet0_5", "resnet18", "shufflenet_v2_x0_5", "squeezenet1_1"):
    _add(f"{_MODELS}.{_name}", [f"{_MODELS}.{_name}().eval()(torch.rand(1, 3, 64, 64))"])
_add(f"{_MODELS}.resnet18", [f"{_MODELS}.resnet18(weights=None, num_classes=3)(torch.rand(2, 3, 64, 64))"])
_add(f"{_MODELS}.get_model", [f"{_MODELS}.get_model('squeezenet1_1', weights=None)(torch.rand(1, 3, 64, 64))"])
_add(f"{_MODELS}.segmentation.lraspp_mobilenet_v3_large", [
    f"{_MODELS}.segmentation.lraspp_mobilenet_v3_large(weights_backbone=None).eval()(torch.rand(1, 3, 32, 32))['out']",
])  # fmt: skip
_add(f"{_MODELS}.detection.ssdlite320_mobilenet_v3_large", [
    f"{_MODELS}.detection.ssdlite320_mobilenet_v3_large(weights_backbone=None).eval()([u])[0]['scores']",
    f"{_MODELS}.detection.ssdlite320_mobilenet_v3_large(weights_backbone=None).eval()([u])[0]['boxes']",
])  # fmt: skip
_add(f"{_MODELS}.feature_extraction.create_feature_extractor", [
    f"{_MODELS}.feature_extraction.create_feature_extractor({_MODELS}.resnet18(), ['relu'])(torch.rand(2, 3, 64, 64))"
    "['relu']",
])  # fmt: skip
_add(f"{_MODELS}._utils.IntermediateLayerGetter", [
    f"{_MODELS}._utils.IntermediateLayerGetter({_MODELS}.resnet18(), {{'conv1': 'a'}})(torch.rand(2, 3, 64, 64))['a']",
])  # fmt: skip

_SUBJECTS = {
    "": ("u", "x", "b", "pil"),
    ".segmentation": ("x", "b", "pil"),
    ".detection": ("x", "b", "pil"),
    ".video": ("torch.rand(2, 3, 8, 8)", "(torch.rand(2, 3, 8, 8) * 255).byte()"),
}


def _preprocessing(name: str) -> list[str]:
    """Examples for `torchvision.models.X_Weights.Y.transforms`."""
    package = name.removeprefix(_MODELS).partition("_Weights")[0].rpartition(".")[0]
    if package == ".optical_flow":
        return [f"{name}()(u, b)"]
    return [f"{name}()({subject})" for subject in _SUBJECTS[package]]


for _model in all_models():
    if "_Weights." in _model.name:
        _add(_model.name, _preprocessing(_model.name))

_add(f"{_MODELS}.ResNet50_Weights.DEFAULT.transforms", [
    f"{_MODELS}.ResNet50_Weights.DEFAULT.transforms(crop_size=8, mean=(0.0,) * 3, std=(1.0,) * 3)(x)",
    f"{_MODELS}.ResNet50_Weights.DEFAULT.transforms(resize_size=20, interpolation={BICUBIC})"
    f"({CHECKERS}.repeat(3, 1, 1))",
])  # fmt: skip
_PRESETS = f"{V1}._presets"
_add(f"{_PRESETS}.ImageClassification", [f"{_PRESETS}.ImageClassification(crop_size=8, resize_size=9)(x)"])
_add(f"{_PRESETS}.SemanticSegmentation", [f"{_PRESETS}.SemanticSegmentation(resize_size=9)(b)"])
_add(f"{_PRESETS}.VideoClassification", [
    f"{_PRESETS}.VideoClassification(crop_size=(8, 8), resize_size=(9,))(torch.rand(2, 3, 16, 16))",
])  # fmt: skip
_add(f"{_PRESETS}.ObjectDetection", [f"{_PRESETS}.ObjectDetection()(pil)"])
_add(f"{_PRESETS}.OpticalFlow", [f"{_PRESETS}.OpticalFlow()(b, pil)"])

# Datasets

_FAKE = "torchvision.datasets.FakeData(4, (3, 8, 8){})"
_TENSORS = _FAKE.format(", transform=T.ToTensor()")
_NORMAL = _FAKE.format(", 10, T.Compose([T.ToTensor(), T.Normalize([0.5], [0.5])]), target_transform=lambda t: t")
_DATA = "torch.utils.data"
_add("torchvision.datasets.FakeData", [
    f"{_FAKE.format('')}[0]", f"{_TENSORS}[0]", f"[image for image, label in {_NORMAL}][0]",
])  # fmt: skip
_add(f"{_DATA}.DataLoader", [
    f"next(iter({_DATA}.DataLoader({_TENSORS}, batch_size=2)))",
    f"[images for images, labels in {_DATA}.DataLoader({_NORMAL})][0]",
    f"next(iter({_DATA}.DataLoader({_TENSORS}, 2, collate_fn=lambda batch: torch.stack([s[0] * 2 for s in batch]))))",
    f"next(iter({_DATA}.DataLoader({_TENSORS}, batch_size=None)))[0]",
    f"next(iter({_DATA}.DataLoader({_DATA}.TensorDataset(x, x))))",
])  # fmt: skip
_add(f"{_DATA}.Subset", [f"{_DATA}.Subset({_NORMAL}, [1, 2])[0]"])
_add(f"{_DATA}.ConcatDataset", [f"{_DATA}.ConcatDataset([{_NORMAL}, {_TENSORS}])[5][0]"])
_add(f"{_DATA}.TensorDataset", [f"{_DATA}.TensorDataset(x, s)[0]"])
_add(
    f"{_DATA}.StackDataset",
    [f"{_DATA}.StackDataset({_NORMAL}, {_TENSORS})[0][0]", f"{_DATA}.StackDataset(a={_NORMAL})[0]['a'][0]"],
)
_add(f"{_DATA}.random_split", [f"{_DATA}.random_split({_NORMAL}, [3, 1])[1][0]"])
_add(
    f"{_DATA}.default_collate",
    [f"{_DATA}.default_collate([(x, 1, 'a'), (u, 2, 'b')])[0]", f"{_DATA}.default_collate([{{'a': au}}])['a']"],
)
_add(f"{_DATA}.dataloader.default_collate", [f"{_DATA}.dataloader.default_collate([x, s])"])
_add(f"{_DATA}.default_convert", [f"{_DATA}.default_convert([a, x])[0]"])
