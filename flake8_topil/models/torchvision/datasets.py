"""torchvision.datasets: indexing a dataset gives the transformed images and the target."""

from __future__ import annotations

import functools
from collections.abc import Callable

from flake8_topil.analysis.interval import Interval
from flake8_topil.analysis.values import NONE, Dtype, Image, Kind, Numeric, Opaque, Seq, Value, members
from flake8_topil.models.registry import Call, register

DATASETS = "torchvision.datasets"
_DOWNLOAD = "needs files that are downloaded"

Source = Callable[[Call], Value]
"""Reads one part of a sample, before the transforms."""

_LABEL = Numeric(Kind.NUMBER, Dtype.INT)
_FRAMES = Numeric.known(Kind.TENSOR, Dtype.UINT8, Interval.BYTE)


def _always(value: Value) -> Source:
    return lambda call: value


def _loaded(call: Call) -> Value:
    """What the loader makes of a path; the default one gives RGB images."""
    loader = call.arg("loader")
    return Image("RGB") if loader == NONE else call.machine.call(loader, Opaque("path"))


def transformed(call: Call, name: str, *values: Value) -> Value:
    """What the argument `name` makes of values; themselves where it is None."""

    def by(function: Value) -> Value:
        if function == NONE:
            return values[0] if len(values) == 1 else Seq("tuple", values)
        return call.machine.call(function, *values)

    functions = members(call.arg(name))
    if len(functions) == 1:
        return by(functions[0])
    return call.machine.branch(*(functools.partial(by, function) for function in functions))


class Samples:
    """The transfer function of indexing: (image, target), or more parts of each sort."""

    def __init__(self, *images: Source, targets: tuple[Source, ...] = (_always(_LABEL),)) -> None:
        self.images = images
        self.targets = targets

    def __call__(self, call: Call) -> Value:
        images = tuple(source(call) for source in self.images)
        targets = tuple(source(call) for source in self.targets)
        if not call.is_none("transforms"):
            return transformed(call, "transforms", *images, *targets)
        parts = tuple(transformed(call, "transform", image) for image in images)
        parts += tuple(transformed(call, "target_transform", target) for target in targets)
        return parts[0] if len(parts) == 1 else Seq("tuple", parts)


_RGB, _GRAY, _ANY = (_always(Image(mode)) for mode in ("RGB", "L", None))
_UNSAID = _always(Numeric.unknown())
_ANNOTATION = _always(Opaque("annotation"))
_MASK = _always(Image("P"))
_ARRAY = _always(Numeric(Kind.NDARRAY, Dtype.FLOAT))
_VIDEO = _always(_FRAMES)
_SOUND = _always(Numeric(Kind.TENSOR, Dtype.FLOAT))

_T = "transform=None, target_transform=None"
_TD = f"{_T}, download=False"
_TL = f"{_TD}, loader=None"
_JOINT = f"{_T}, transforms=None"
_CLIP = (
    "root, annotation_path, frames_per_clip, step_between_clips=1, frame_rate=None, fold=1, train=True, "
    "transform=None, _precomputed_metadata=None, num_workers=1, _video_width=0, _video_height=0, "
    "_video_min_dimension=0, _audio_samples=0, output_format='THWC'"
)
_GRAY_IMAGES, _RGB_IMAGES, _LOADED_IMAGES = Samples(_GRAY), Samples(_RGB), Samples(_loaded)
_FLOW = Samples(_RGB, _RGB, targets=(_ARRAY,))
_MASKED_FLOW = Samples(_RGB, _RGB, targets=(_ARRAY, _ARRAY))
_CLIPS = Samples(_VIDEO, targets=(_SOUND, _always(_LABEL)))

_TABLE: tuple[tuple[Samples, dict[str, str]], ...] = (
    (
        _GRAY_IMAGES,
        {
            "MNIST": f"root, train=True, {_TD}",
            "FashionMNIST": f"root, train=True, {_TD}",
            "KMNIST": f"root, train=True, {_TD}",
            "EMNIST": f"root, split, train=True, {_TD}",
            "QMNIST": f"root, what=None, compat=True, train=True, {_TD}",
            "USPS": f"root, train=True, {_TD}",
            "SEMEION": f"root, {_T}, download=True",
            "FER2013": f"root, split='train', {_T}",
        },
    ),
    (
        _RGB_IMAGES,
        {
            "CIFAR10": f"root, train=True, {_TD}",
            "CIFAR100": f"root, train=True, {_TD}",
            "SVHN": f"root, split='train', {_TD}",
            "STL10": f"root, split='train', folds=None, {_TD}",
            "GTSRB": f"root, split='train', {_TD}",
            "PCAM": f"root, split='train', {_TD}",
            "LSUN": f"root, classes='train', {_T}",
            "LSUNClass": f"root, {_T}",
            "Caltech101": f"root, target_type='category', {_TD}",
            "Caltech256": f"root, {_TD}",
        },
    ),
    (
        _LOADED_IMAGES,
        {
            "ImageFolder": f"root, {_T}, loader=None, is_valid_file=None, allow_empty=False",
            "DatasetFolder": f"root, loader, extensions=None, {_T}, is_valid_file=None, allow_empty=False",
            "ImageNet": f"root, split='train', {_T}, loader=None",
            "Imagenette": f"root, split='train', size='full', download=False, {_T}, loader=None",
            "CLEVRClassification": f"root, split='train', {_TL}",
            "Country211": f"root, split='train', {_TL}",
            "DTD": f"root, split='train', partition=1, {_TL}",
            "EuroSAT": f"root, {_TL}",
            "FGVCAircraft": f"root, split='trainval', annotation_level='variant', {_TL}",
            "Flowers102": f"root, split='train', {_TL}",
            "Food101": f"root, split='train', {_TL}",
            "LFWPeople": f"root, split='10fold', image_set='funneled', {_TL}",
            "Places365": f"root, split='train-standard', small=False, download=False, {_T}, loader=None",
            "RenderedSST2": f"root, split='train', {_TL}",
            "StanfordCars": f"root, split='train', {_TL}",
            "SUN397": f"root, {_TL}",
        },
    ),
    (
        Samples(_loaded, targets=(_ANNOTATION,)),
        {
            "SBU": f"root, {_T}, download=True, loader=None",
            "Flickr8k": f"root, ann_file, {_T}, loader=None",
            "Flickr30k": f"root, ann_file, {_T}, loader=None",
        },
    ),
    (Samples(_loaded, _loaded), {"LFWPairs": f"root, split='10fold', image_set='funneled', {_TL}"}),
    (
        Samples(_RGB, targets=(_UNSAID,)),
        {
            "CelebA": f"root, split='train', target_type='attr', {_TD}",
            "Cityscapes": f"root, split='train', mode='fine', target_type='instance', {_JOINT}",
            "OxfordIIITPet": (
                "root, split='trainval', target_types='category', transforms=None, transform=None, "
                "target_transform=None, download=False"
            ),
            "SBDataset": "root, image_set='train', mode='boundaries', download=False, transforms=None",
        },
    ),
    (
        Samples(_RGB, targets=(_ANNOTATION,)),
        {
            "CocoDetection": f"root, annFile, {_JOINT}",
            "CocoCaptions": f"root, annFile, {_JOINT}",
            "Kitti": f"root, train=True, {_JOINT}, download=False",
            "VOCDetection": f"root, year='2012', image_set='train', download=False, {_JOINT}",
            "WIDERFace": f"root, split='train', {_TD}",
        },
    ),
    (
        Samples(_RGB, targets=(_MASK,)),
        {"VOCSegmentation": f"root, year='2012', image_set='train', download=False, {_JOINT}"},
    ),
    (Samples(_ANY), {"INaturalist": f"root, version='2021_train', target_type='full', {_TL}"}),
    (Samples(_GRAY), {"Omniglot": f"root, background=True, {_TL}"}),
    (Samples(_VIDEO, targets=()), {"MovingMNIST": "root, split=None, split_ratio=10, download=False, transform=None"}),
    (Samples(_UNSAID, targets=()), {"PhotoTour": "root, name, train=True, transform=None, download=False"}),
    (
        _FLOW,
        {
            "FlyingChairs": "root, split='train', transforms=None",
            "FlyingThings3D": "root, split='train', pass_name='clean', camera='left', transforms=None, loader=None",
            "Sintel": "root, split='train', pass_name='clean', transforms=None, loader=None",
            "SceneFlowStereo": "root, variant='FlyingThings3D', pass_name='clean', transforms=None",
            "FallingThingsStereo": "root, variant='single', transforms=None",
        },
    ),
    (
        _MASKED_FLOW,
        {
            "HD1K": "root, split='train', transforms=None, loader=None",
            "KittiFlow": "root, split='train', transforms=None, loader=None",
            "CarlaStereo": "root, transforms=None",
            "CREStereo": "root, transforms=None",
            "ETH3DStereo": "root, split='train', transforms=None",
            "InStereo2k": "root, split='train', transforms=None",
            "Kitti2012Stereo": "root, split='train', transforms=None",
            "Kitti2015Stereo": "root, split='train', transforms=None",
            "Middlebury2014Stereo": (
                "root, split='train', calibration='perfect', use_ambient_views=False, transforms=None, download=False"
            ),
            "SintelStereo": "root, pass_name='final', transforms=None",
        },
    ),
    (
        _CLIPS,
        {
            "HMDB51": _CLIP,
            "UCF101": _CLIP,
            "Kinetics": (
                "root, frames_per_clip, num_classes='400', split='train', frame_rate=None, step_between_clips=1, "
                "transform=None, extensions=('avi', 'mp4'), download=False, num_download_workers=1, num_workers=1, "
                "_precomputed_metadata=None, _video_width=0, _video_height=0, _video_min_dimension=0, "
                "_audio_samples=0, _audio_channels=0, _legacy=False, output_format='TCHW'"
            ),
        },
    ),
)

for _samples, _datasets in _TABLE:
    for _name, _parameters in _datasets.items():
        register(_samples, f"{DATASETS}.{_name}({_parameters})(index)", unchecked=_DOWNLOAD)

register(
    _RGB_IMAGES,
    f"{DATASETS}.FakeData(size=1000, image_size=(3, 224, 224), num_classes=10, {_T}, random_offset=0)(index)",
)

_STORED = {
    Kind.TENSOR: "MNIST FashionMNIST KMNIST EMNIST QMNIST MovingMNIST",
    Kind.NDARRAY: "CIFAR10 CIFAR100 SVHN STL10 USPS SEMEION",
}
for _kind, _names in _STORED.items():
    for _name in _names.split():
        register(
            _always(Numeric.known(_kind, Dtype.UINT8, Interval.BYTE)),
            f"{DATASETS}.{_name}.data",
            unchecked=_DOWNLOAD,
        )
