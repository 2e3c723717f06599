"""Expressions that exercise the models of kornia."""

from __future__ import annotations

SETUP = (
    "import kornia, tempfile\n"
    "import kornia.augmentation as K, kornia.color as C, kornia.enhance as E, kornia.filters as filters\n"
    "import kornia.geometry.transform as G, kornia.image, kornia.io, kornia.morphology as M, kornia.utils\n"
    "from kornia.io import ImageLoadType\n"
    "hard = (u4 > 0.5).float()\n"
    "raised = u4 * 2 + 3\n"
    "half = torch.tensor([0.5, 0.5, 0.5])\n"
    "means, stds = torch.tensor([0.485, 0.456, 0.406]), torch.tensor([0.229, 0.224, 0.225])\n"
    "angle = torch.tensor([30.0])\n"
    "matrix = torch.tensor([[[0.9, 0.1, 2.5], [-0.1, 1.1, 3.5]]])\n"
    "homography = torch.tensor([[[0.9, 0.1, 2.5], [-0.1, 1.1, 3.5], [0.001, 0.002, 1.0]]])\n"
    "boxes = torch.tensor([[[1.0, 1.0], [12.0, 1.0], [12.0, 12.0], [1.0, 12.0]]])\n"
    "target = torch.tensor([[[0.0, 0.0], [20.0, 0.0], [20.0, 20.0], [0.0, 20.0]]])\n"
    "grid_x, grid_y = torch.rand(1, 20, 20) * 25 - 4, torch.rand(1, 20, 20) * 25 - 4\n"
    "noise = torch.rand(1, 2, 16, 16) * 2 - 1\n"
    "ones, corner = torch.ones(3, 3), torch.tensor([[1.0, 0.0, 0.0], [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]])\n"
    "kernel = torch.tensor([[[0.0, -1.0, 0.0], [-1.0, 5.0, -1.0], [0.0, -1.0, 0.0]]])\n"
    "row = torch.tensor([[-1.0, 3.0, -1.0]])\n"
    "folder = tempfile.TemporaryDirectory()\n"
    "path = folder.name + '/x.png'\n"
    "pil.save(path)"
)
"""What these expressions need besides the prelude."""

_IMAGES = ("u4", "hard", "x4", "raised")
_COLOURS = """
rgb_to_bgr=RgbToBgr bgr_to_rgb=BgrToRgb bgr_to_grayscale=BgrToGrayscale rgb_to_grayscale=RgbToGrayscale
rgb_to_rgb255=RgbToRgb255 rgb255_to_rgb=Rgb255ToRgb rgb_to_linear_rgb=RgbToLinearRgb linear_rgb_to_rgb=LinearRgbToRgb
rgb_to_hsv=RgbToHsv rgb_to_hls=RgbToHls hsv_to_rgb=HsvToRgb hls_to_rgb=HlsToRgb rgb_to_lab=RgbToLab rgb_to_luv=RgbToLuv
lab_to_rgb=LabToRgb luv_to_rgb=LuvToRgb rgb_to_xyz=RgbToXyz xyz_to_rgb=XyzToRgb rgb_to_ycbcr=RgbToYcbcr
ycbcr_to_rgb=YcbcrToRgb rgb_to_yuv=RgbToYuv yuv_to_rgb=YuvToRgb sepia=Sepia
"""
_FILTERS = {
    "gaussian_blur2d=GaussianBlur2d": ("(3, 3), (1.0, 1.0)", "3, (0.8, 0.8), border_type='constant'"),
    "box_blur=BoxBlur": ("3", "(3, 5), 'constant'", "3, separable=False"),
    "median_blur=MedianBlur": ("3", "3, 'constant'"),
    "motion_blur=MotionBlur": ("5, 30.0, 0.3", "5, 30.0, 1.0, 'constant'", "3, 30.0, -0.5, mode='bilinear'"),
    "bilateral_blur=BilateralBlur": ("3, 0.1, (1.0, 1.0)",),
    "blur_pool2d=BlurPool2D": ("3",),
    "unsharp_mask=UnsharpMask": ("3, (1.0, 1.0)", "(5, 5), (1.5, 1.5), 'constant'"),
    "laplacian=Laplacian": ("3", "5, 'constant'", "3, normalized=False"),
    "spatial_gradient=SpatialGradient": ("", "normalized=False", "mode='diff'", "order=2"),
    "sobel=Sobel": ("", "normalized=False", "eps=0.5"),
}
_ADJUSTMENTS = {
    "adjust_brightness=AdjustBrightness": ("0.5", "torch.tensor([0.3])"),
    "adjust_contrast=AdjustContrast": ("2.0",),
    "adjust_brightness_accumulative=AdjustBrightnessAccumulative": ("2.0",),
    "adjust_contrast_with_mean_subtraction=AdjustContrastWithMeanSubtraction": ("3.0",),
    "adjust_saturation_with_gray_subtraction=AdjustSaturationWithGraySubtraction": ("3.0",),
    "adjust_saturation=AdjustSaturation": ("2.0",),
    "adjust_hue=AdjustHue": ("1.0",),
    "adjust_gamma=AdjustGamma": ("2.2", "0.4, gain=3.0"),
    "adjust_sigmoid=AdjustSigmoid": ("", "0.3, 5, True"),
    "adjust_log=AdjustLog": ("", "gain=3, clip_output=False"),
    "invert=Invert": ("", "torch.tensor(3.0)"),
    "normalize=Normalize": ("half, half", "means, stds"),
    "denormalize=Denormalize": ("half, half", "means, stds"),
}
_MOVES = {
    "hflip=Hflip": ("",),
    "vflip=Vflip": ("",),
    "rot180=Rot180": ("",),
    "rotate=Rotate": ("angle", "angle, mode='bicubic'", "angle, mode='nearest', padding_mode='reflection'"),
    "scale=Scale": ("torch.tensor([[0.5, 0.5]])",),
    "shear=Shear": ("torch.tensor([[0.2, 0.3]])",),
    "resize=Resize": ("(33, 29)", "(33, 29), 'bicubic'", "(7, 9), antialias=True", "9, interpolation='nearest'"),
    "rescale=Rescale": ("(1.7, 1.7)", "2.0, interpolation='bicubic'"),
    "pyrdown=PyrDown": ("", "'constant'"),
    "pyrup=PyrUp": ("",),
}
_AUGMENTATIONS = {
    "RandomHorizontalFlip": "",
    "RandomVerticalFlip": "",
    "RandomChannelShuffle": "",
    "RandomGaussianBlur": "(3, 3), (0.5, 1.5)",
    "RandomBoxBlur": "(3, 3)",
    "RandomMedianBlur": "(3, 3)",
    "RandomMotionBlur": "3, 35.0, 0.5",
    "RandomGrayscale": "",
    "RandomAffine": "30.0",
    "RandomRotation": "30.0",
    "RandomShear": "20.0",
    "RandomPerspective": "0.5",
    "RandomTranslate": "(0.1, 0.3), (0.1, 0.3)",
    "RandomThinPlateSpline": "",
    "RandomResizedCrop": "(9, 9)",
    "Resize": "(9, 9)",
    "CenterCrop": "(9, 9)",
    "RandomCrop": "(20, 20), padding=4",
    "RandomErasing": "value=0.3",
    "PadTo": "(20, 20)",
    "ColorJitter": "0.5, 0.5, 0.5, 0.5",
    "ColorJiggle": "0.5, 0.5, 0.5, 0.5",
    "RandomBrightness": "(0.5, 1.5)",
    "RandomContrast": "(0.5, 1.5)",
    "RandomAutoContrast": "",
    "RandomGamma": "(0.5, 1.5), (0.5, 2.0)",
    "RandomHue": "(-0.5, 0.5)",
    "RandomSaturation": "(0.5, 2.0)",
    "RandomEqualize": "",
    "RandomClahe": "",
    "RandomPosterize": "3",
    "RandomSharpness": "2.0",
    "RandomSolarize": "0.3, 0.2",
    "RandomJPEG": "30.0",
    "RandomRGBShift": "",
    "RandomSaltAndPepperNoise": "",
    "RandomInvert": "",
    "RandomGaussianNoise": "0.0, 1.0",
    "Normalize": "means, stds",
    "Denormalize": "means, stds",
}
_MORPHOLOGY = ("dilation", "erosion", "opening", "closing", "gradient", "top_hat", "bottom_hat")
_ONLY_UNIT = ("RandomEqualize", "RandomClahe", "RandomPosterize")


def _both(home: str, alias: str, table: dict[str, tuple[str, ...]]) -> dict[str, list[str]]:
    """Examples of functions and of the modules that do the same."""
    examples: dict[str, list[str]] = {}
    for names, calls in table.items():
        function, module = names.split("=")
        examples[f"kornia.{home}.{function}"] = [
            f"{alias}.{function}({image}{call and ', '}{call})" for image in _IMAGES for call in calls
        ]
        examples[f"kornia.{home}.{module}"] = [f"{alias}.{module}({call})(u4)" for call in calls]
    return examples


def _functions(
    home: str, alias: str, table: dict[str, tuple[str, ...]], images: tuple[str, ...] = _IMAGES
) -> dict[str, list[str]]:
    return {
        f"kornia.{home}.{name}": [f"{alias}.{name}({image}{call and ', '}{call})" for image in images for call in calls]
        for name, calls in table.items()
    }


EXAMPLES: dict[str, list[str]] = {
    **_both("color", "C", dict.fromkeys(_COLOURS.split(), ("",))),
    **_both("filters", "filters", _FILTERS),
    **_both("enhance", "E", _ADJUSTMENTS),
    **_both("geometry.transform", "G", _MOVES),
    "kornia.color.grayscale_to_rgb": ["C.grayscale_to_rgb(x4[:, :1])"],
    "kornia.color.GrayscaleToRgb": ["C.GrayscaleToRgb()(u4[:, :1])"],
    "kornia.color.rgba_to_bgr": ["C.rgba_to_bgr(torch.rand(1, 4, 8, 8))"],
    "kornia.color.RgbaToBgr": ["C.RgbaToBgr()(torch.rand(1, 4, 8, 8))"],
    "kornia.color.rgb_to_y": ["C.rgb_to_y(x4)", "C.rgb_to_y(hard)"],
    "kornia.color.rgb_to_rgba": ["C.rgb_to_rgba(u4, 3.0)", "C.rgb_to_rgba(x4, torch.rand(1, 1, 16, 16) - 2)"],
    "kornia.color.RgbToRgba": ["C.RgbToRgba(0.5)(u4)"],
    "kornia.color.bgr_to_rgba": ["C.bgr_to_rgba(u4, alpha_val=-1.0)"],
    "kornia.color.BgrToRgba": ["C.BgrToRgba(2.0)(u4)"],
    "kornia.filters.filter2d": [
        *(f"filters.filter2d({image}, kernel)" for image in _IMAGES),
        *(f"filters.filter2d({image}, kernel, normalized=True)" for image in _IMAGES),
        "filters.filter2d(raised, kernel, 'constant', normalized=True)",
    ],
    "kornia.filters.filter2d_separable": ["filters.filter2d_separable(u4, row, row)"],
    "kornia.filters.canny": ["filters.canny(u4)", "filters.canny(x4)[1]"],
    "kornia.filters.Canny": ["filters.Canny()(u4)[1]"],
    **_functions(
        "morphology",
        "M",
        dict.fromkeys(_MORPHOLOGY, ("ones", "corner", "ones, border_type='constant'", "ones, ones * 3")),
    ),
    **_functions(
        "enhance",
        "E",
        {
            "solarize": ("", "0.3", "0.3, 0.2", "thresholds=torch.tensor([0.4])"),
            "posterize": ("3", "8"),
            "sharpness": ("2.5", "0.5"),
            "shift_rgb": ("torch.tensor([0.2]), torch.tensor([-0.2]), torch.tensor([0.4])",),
            "jpeg_codec_differentiable": ("torch.tensor([30.0])",),
            "normalize_min_max": ("", "-1.0, 3.0", "max_val=0.5"),
        },
    ),
    **_functions(
        "enhance",
        "E",
        {"equalize": ("",), "equalize_clahe": ("", "3.0, slow_and_differentiable=True")},
        ("u4", "hard"),
    ),
    "kornia.enhance.add_weighted": [
        "E.add_weighted(u4, 0.5, hard, 0.5, 0.0)",
        "E.add_weighted(x4, 1.5, u4, -0.5, 0.1)",
        "E.add_weighted(src1=u4, alpha=1 - 0.3, src2=u4, beta=0.3, gamma=0.0)",
    ],
    "kornia.enhance.AddWeighted": ["E.AddWeighted(0.7, 0.3, 0.0)(u4, hard)"],
    **_functions(
        "geometry.transform",
        "G",
        {
            "warp_affine": (
                "matrix, (20, 20)",
                "matrix, (20, 20), mode='bicubic'",
                "matrix, (20, 20), padding_mode='fill', fill_value=torch.tensor([2.0, -3.0, 0.5])",
                "matrix, (20, 20), padding_mode='border'",
            ),
            "warp_perspective": ("homography, (20, 20)", "homography, (20, 20), mode='nearest'"),
            "remap": ("grid_x, grid_y", "grid_x, grid_y, mode='bicubic', padding_mode='reflection'"),
            "homography_warp": ("homography, (20, 20)",),
            "crop_and_resize": ("boxes, (20, 20)", "boxes, (20, 20), mode='bicubic'"),
            "center_crop": ("(9, 9)",),
            "crop_by_boxes": ("boxes, target",),
            "elastic_transform2d": ("noise", "noise, alpha=(9.0, 9.0)"),
        },
    ),
    "kornia.geometry.transform.affine": [
        f"G.affine({image}, matrix{padding})" for image in _IMAGES for padding in ("", ", padding_mode='border'")
    ],
    "kornia.geometry.transform.Affine": ["G.Affine(angle, mode='bicubic')(hard)"],
    "kornia.geometry.transform.translate": [f"G.translate({image}, torch.tensor([[2.5, 3.5]]))" for image in _IMAGES],
    "kornia.geometry.transform.Translate": ["G.Translate(torch.tensor([[2.5, 3.5]]))(u4)"],
    "kornia.image_to_tensor": ["kornia.image_to_tensor(ab)"],
    "kornia.tensor_to_image": ["kornia.tensor_to_image(x)", "kornia.tensor_to_image(b)"],
    "kornia.image.image_to_tensor": ["kornia.image.image_to_tensor(a, keepdim=False)"],
    "kornia.image.tensor_to_image": ["kornia.image.tensor_to_image(x4)", "kornia.image.tensor_to_image(x.bfloat16())"],
    "kornia.utils.image_to_tensor": ["kornia.utils.image_to_tensor(ab) / 255"],
    "kornia.utils.tensor_to_image": ["kornia.utils.tensor_to_image(h)"],
    "kornia.io.load_image": [
        "kornia.io.load_image(path)",
        "kornia.io.load_image(path, ImageLoadType.RGB32)",
        "kornia.io.load_image(path, ImageLoadType.RGB8, device='cpu')",
        "kornia.io.load_image(path, desired_type=kornia.io.ImageLoadType.GRAY32)",
        "kornia.io.load_image(path, ImageLoadType.UNCHANGED)",
    ],
    **{
        f"kornia.augmentation.{name}": [
            f"K.{name}({arguments}{arguments and ', '}{options})({image})"
            for options in (("p=1.0", "p=0.5", "") if name != "PadTo" else ("",))
            for image in (("u4", "hard") if name in _ONLY_UNIT else _IMAGES)
        ]
        for name, arguments in _AUGMENTATIONS.items()
    },
    "kornia.augmentation.AugmentationSequential": [
        "K.AugmentationSequential(K.RandomHorizontalFlip(), K.Normalize(half, half))(u4)",
        "K.AugmentationSequential(K.ColorJitter(0.5, 0.5, 0.5, 0.5), data_keys=['input'])(u4)",
        "K.AugmentationSequential(K.Normalize(half, half), K.Denormalize(half, half), data_keys=['image'])(u4)",
        "K.AugmentationSequential(K.RandomRotation(30.0), data_keys=['input', 'mask'])(u4, hard)",
        "K.AugmentationSequential(K.RandomGaussianNoise(), K.RandomInvert(), random_apply=1)(u4)",
        "K.AugmentationSequential(K.Normalize(half, half))(u4, data_keys=['input'])",
    ],
    "kornia.augmentation.ImageSequential": ["K.ImageSequential(K.RandomHorizontalFlip(), K.RandomInvert())(u4)"],
}
EXAMPLES["kornia.augmentation.RandomCrop"] += ["K.RandomCrop((20, 20), padding=4, fill=3, p=1.0)(u4)"]
EXAMPLES["kornia.augmentation.RandomErasing"] += ["K.RandomErasing(value=0.7, p=1.0)(u4)"]
EXAMPLES["kornia.augmentation.PadTo"] += ["K.PadTo((20, 20), pad_value=-2.0)(u4)"]
EXAMPLES["kornia.augmentation.Resize"] += [
    "K.Resize((40, 40), resample='bicubic')(hard)",
    "K.Resize(9, resample=2)(hard)",
]
EXAMPLES["kornia.augmentation.RandomBrightness"] += ["K.RandomBrightness((1.5, 2.0), clip_output=False)(u4)"]
EXAMPLES["kornia.augmentation.RandomInvert"] += ["K.RandomInvert(max_val=3.0, p=1.0)(u4)"]
EXAMPLES["kornia.augmentation.RandomGrayscale"] += ["K.RandomGrayscale(rgb_weights=half * 4, p=1.0)(u4)"]
EXAMPLES["kornia.color.rgb_to_grayscale"] += ["C.rgb_to_grayscale(u4, half * 4)"]
EXAMPLES["kornia.enhance.adjust_brightness"] += ["E.adjust_brightness(u4, 0.5, clip_output=False)"]
EXAMPLES["kornia.enhance.adjust_contrast"] += ["E.adjust_contrast(x4, 2.0, False)"]
EXAMPLES["kornia.enhance.adjust_brightness_accumulative"] += [
    "E.adjust_brightness_accumulative(u4, torch.tensor([3.0]), clip_output=False)"
]
EXAMPLES["kornia.color.lab_to_rgb"] += [
    "C.lab_to_rgb(C.rgb_to_lab(u4))",
    "C.lab_to_rgb(C.rgb_to_lab(x4), clip=False)",
]
EXAMPLES["kornia.color.hsv_to_rgb"] += ["C.hsv_to_rgb(C.rgb_to_hsv(u4))"]
EXAMPLES["kornia.color.sepia"] += ["C.sepia(x4, rescale=False)", "C.sepia(hard, rescale=False)"]
