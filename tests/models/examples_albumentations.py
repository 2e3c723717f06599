"""Expressions that exercise the models of albumentations."""

from __future__ import annotations

SETUP = (
    "import os\n"
    "os.environ['NO_ALBUMENTATIONS_UPDATE'] = '1'\n"
    "import albumentations as A\n"
    "from albumentations.pytorch import ToTensorV2\n"
    "from albumentations.pytorch.transforms import ToTensorV2 as Tensor\n"
    "floats = au.astype(np.float32)\n"
    "hard = (floats > 0.5).astype(np.float32)\n"
    "large = np.random.randint(0, 256, (32, 32, 3), dtype=np.uint8)\n"
    "smooth = np.random.rand(32, 32, 3).astype(np.float32)\n"
    "wide = a.astype(np.float32)"
)
"""What these expressions need besides the prelude."""

_ARGUMENTS = {
    "CenterCrop": "9, 9",
    "RandomCrop": "9, 9",
    "Resize": "40, 40",
    "LongestMaxSize": "50",
    "SmallestMaxSize": "50",
    "RandomResizedCrop": "(9, 9)",
    "RandomSizedCrop": "(4, 8), (20, 20)",
    "Crop": "1, 1, 9, 9",
    "CropAndPad": "4",
    "Pad": "4",
    "PadIfNeeded": "40, 40",
}
_MOVING = "HorizontalFlip VerticalFlip Transpose RandomRotate90 D4 ChannelShuffle RandomGridShuffle"
_RESAMPLING = """
Resize RandomScale LongestMaxSize SmallestMaxSize RandomResizedCrop RandomSizedCrop Crop CropAndPad Pad PadIfNeeded
CenterCrop RandomCrop Rotate SafeRotate ShiftScaleRotate Affine Perspective PiecewiseAffine ElasticTransform
GridDistortion OpticalDistortion ThinPlateSpline CoarseDropout GridDropout ChannelDropout XYMasking PixelDropout Erasing
Downscale ChromaticAberration
"""
_COLOURING = """
RandomBrightnessContrast ColorJitter HueSaturationValue RGBShift RandomGamma RandomToneCurve CLAHE Equalize AutoContrast
ToGray ToSepia InvertImg Solarize Posterize ImageCompression Blur GaussianBlur MedianBlur MotionBlur GlassBlur
AdvancedBlur Defocus ZoomBlur Sharpen UnsharpMask Emboss FancyPCA PlanckianJitter GaussNoise ISONoise ShotNoise
MultiplicativeNoise AdditiveNoise SaltAndPepper RandomShadow RandomFog RandomRain RandomSnow RandomSunFlare Spatter
Superpixels RingingOvershoot Illumination PlasmaBrightnessContrast PlasmaShadow
"""


def _transformed(names: str, images: tuple[str, ...]) -> dict[str, list[str]]:
    return {
        f"albumentations.{name}": [
            f"A.{name}({arguments}{arguments and ', '}{options})(image={image})['image']"
            for arguments in (_ARGUMENTS.get(name, ""),)
            for options in ("p=1.0", "")
            for image in images
        ]
        for name in names.split()
    }


EXAMPLES: dict[str, list[str]] = {
    **_transformed(_MOVING, ("ab", "floats", "wide")),
    **_transformed(_RESAMPLING, ("large", "smooth")),
    **_transformed(_COLOURING, ("large", "smooth")),
    "albumentations.NoOp": ["A.NoOp()(image=wide)", "A.NoOp(p=1.0)(image=ab)['image']"],
    "albumentations.Normalize": [
        "A.Normalize()(image=ab)['image']",
        "A.Normalize((0.5, 0.5, 0.5), (0.5, 0.5, 0.5))(image=ab)['image']",
        "A.Normalize(mean=(0, 0, 0), std=(1, 1, 1))(image=ab)['image']",
        "A.Normalize(mean=[0.5, 0.4, 0.3], std=[0.2, 0.3, 0.5], max_pixel_value=1.0)(image=floats)['image']",
        "A.Normalize(normalization='min_max')(image=ab)['image']",
        "A.Normalize(normalization='min_max_per_channel')(image=wide)['image']",
        "A.Normalize(normalization='image')(image=ab)['image']",
        "A.Normalize(p=0.5)(image=ab)['image']",
        "A.Normalize()(image=ab)['image'] * np.array([0.229, 0.224, 0.225]) + np.array([0.485, 0.456, 0.406])",
    ],
    "albumentations.ToFloat": [
        "A.ToFloat()(image=ab)['image']",
        "A.ToFloat(max_value=100.0)(image=ab)['image']",
        "A.ToFloat(max_value=255)(image=wide)['image']",
        "A.ToFloat(max_value=65535.0)(image=np.uint16(au * 60000))['image']",
    ],
    "albumentations.FromFloat": [
        "A.FromFloat(dtype='uint8')(image=floats)['image']",
        "A.FromFloat(dtype='uint8')(image=wide)['image']",
        "A.FromFloat(dtype='uint16')(image=floats)['image']",
        "A.FromFloat('uint8', max_value=300.0)(image=hard)['image']",
    ],
    "albumentations.ToTensorV2": [
        "ToTensorV2()(image=ab)['image']",
        "Tensor()(image=wide)['image']",
        "A.ToTensorV2()(image=floats, mask=hard)",
    ],
    "albumentations.Compose": [
        "A.Compose([A.Resize(8, 8), A.HorizontalFlip(), ToTensorV2()])(image=ab)['image']",
        "A.Compose([A.Resize(8, 8), A.Normalize(), ToTensorV2()])(image=ab)['image']",
        "A.Compose([A.ToFloat(max_value=255.0), ToTensorV2()])(image=ab)['image']",
        "A.Compose([A.RandomBrightnessContrast(), A.OneOf([A.Blur(), A.GaussNoise()])], p=0.5)(image=ab)['image']",
        "A.Compose([])(image=ab)['image']",
        "A.Compose(transforms=[A.Normalize()], additional_targets={'other': 'image'})(image=ab, other=ab)",
        "A.Compose([A.VerticalFlip()])(image=wide, mask=hard)",
        "A.Compose([A.Compose([A.ToGray()]), A.ToFloat()])(**{'image': ab})['image']",
    ],
    "albumentations.Sequential": ["A.Compose([A.Sequential([A.ToFloat(), A.Normalize()], p=0.5)])(image=ab)['image']"],
    "albumentations.OneOf": [
        "A.OneOf([A.ToFloat(), A.Normalize()], p=1.0)(image=ab)['image']",
        "A.OneOf([A.ToFloat(), A.InvertImg(p=1.0)])(image=ab)['image']",
    ],
}
EXAMPLES["albumentations.Resize"] += ["A.Resize(40, 40, interpolation=2)(image=hard)['image']"]
EXAMPLES["albumentations.PadIfNeeded"] += ["A.PadIfNeeded(40, 40, border_mode=0, fill=255)(image=hard)['image']"]
EXAMPLES["albumentations.RandomCrop"] += [
    "A.RandomCrop(40, 40, pad_if_needed=True, fill=255)(image=hard)['image']",
]
