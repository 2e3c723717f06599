"""torchvision.models: the range of what networks give, and the preprocessing that belongs to their weights."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from flake8_topil.analysis.interval import INF, Interval
from flake8_topil.analysis.values import Dict, Dtype, Kind, Lib, Numeric, Seq, Value, Why
from flake8_topil.models.registry import Call, Transfer, model, register
from flake8_topil.models.torchvision.colour import channels, normalized, standardized
from flake8_topil.models.torchvision.conversion import as_pixels, pixels, rescaled
from flake8_topil.models.torchvision.geometry import resampled
from flake8_topil.models.torchvision.images import ZERO, OnImages, with_border

MODELS = "torchvision.models"
_LARGE = "a network with many parameters"
_FLOAT = Lib("torch.float32")


def _floats(call: Call, lo: float = -INF, hi: float = INF) -> Numeric:
    return Numeric.known(Kind.TENSOR, Dtype.FLOAT, Interval(lo, hi), Why(call.name, call.node))


def logits(call: Call) -> Value:
    """The last layer is linear or a convolution."""
    return _floats(call)


def segmentation(call: Call) -> Value:
    return Dict((("out", _floats(call)), ("aux", _floats(call))))


def detections(call: Call) -> Value:
    """One dictionary for each image; in training, the losses."""
    if not call.is_none("targets"):
        return Dict(other=_floats(call))
    found = Dict(
        (
            ("boxes", _floats(call, 0.0)),
            ("labels", Numeric(Kind.TENSOR, Dtype.INT, Interval(0.0, INF))),
            ("scores", _floats(call, 0.0, 1.0)),
            ("masks", _floats(call, 0.0, 1.0)),
            ("keypoints", _floats(call)),
            ("keypoints_scores", _floats(call)),
        )
    )
    return Seq("list", middle=found)


def flows(call: Call) -> Value:
    """The estimates of all iterations."""
    return Seq("list", middle=_floats(call))


_CLASSIFIERS = """
alexnet convnext_tiny convnext_small convnext_base convnext_large densenet121 densenet161 densenet169 densenet201
efficientnet_b0 efficientnet_b1 efficientnet_b2 efficientnet_b3 efficientnet_b4 efficientnet_b5 efficientnet_b6
efficientnet_b7 efficientnet_v2_s efficientnet_v2_m efficientnet_v2_l googlenet inception_v3 maxvit_t mnasnet0_5
mnasnet0_75 mnasnet1_0 mnasnet1_3 mobilenet_v2 mobilenet_v3_large mobilenet_v3_small regnet_x_16gf regnet_x_1_6gf
regnet_x_32gf regnet_x_3_2gf regnet_x_400mf regnet_x_800mf regnet_x_8gf regnet_y_128gf regnet_y_16gf regnet_y_1_6gf
regnet_y_32gf regnet_y_3_2gf regnet_y_400mf regnet_y_800mf regnet_y_8gf resnet101 resnet152 resnet18 resnet34 resnet50
resnext101_32x8d resnext101_64x4d resnext50_32x4d shufflenet_v2_x0_5 shufflenet_v2_x1_0 shufflenet_v2_x1_5
shufflenet_v2_x2_0 squeezenet1_0 squeezenet1_1 swin_b swin_s swin_t swin_v2_b swin_v2_s swin_v2_t vgg11 vgg11_bn vgg13
vgg13_bn vgg16 vgg16_bn vgg19 vgg19_bn vit_b_16 vit_b_32 vit_h_14 vit_l_16 vit_l_32 wide_resnet101_2 wide_resnet50_2
AlexNet ConvNeXt DenseNet EfficientNet GoogLeNet Inception3 MNASNet MaxVit MobileNetV2 MobileNetV3 RegNet ResNet
ShuffleNetV2 SqueezeNet SwinTransformer VGG VisionTransformer
"""
_VIDEO = """
mc3_18 mvit_v1_b mvit_v2_s r2plus1d_18 r3d_18 s3d swin3d_b swin3d_s swin3d_t MViT S3D SwinTransformer3d VideoResNet
"""
_SEGMENTATION = """
deeplabv3_mobilenet_v3_large deeplabv3_resnet101 deeplabv3_resnet50 fcn_resnet101 fcn_resnet50
lraspp_mobilenet_v3_large DeepLabV3 FCN LRASPP
"""
_DETECTION = """
fasterrcnn_mobilenet_v3_large_320_fpn fasterrcnn_mobilenet_v3_large_fpn fasterrcnn_resnet50_fpn
fasterrcnn_resnet50_fpn_v2 fcos_resnet50_fpn keypointrcnn_resnet50_fpn maskrcnn_resnet50_fpn maskrcnn_resnet50_fpn_v2
retinanet_resnet50_fpn retinanet_resnet50_fpn_v2 ssd300_vgg16 ssdlite320_mobilenet_v3_large FCOS FasterRCNN
KeypointRCNN MaskRCNN RetinaNet
"""
_FAMILIES: tuple[tuple[Transfer, str, str, str], ...] = (
    (logits, "", _CLASSIFIERS, "x"),
    (logits, ".video", _VIDEO, "x"),
    (segmentation, ".segmentation", _SEGMENTATION, "x"),
    (detections, ".detection", _DETECTION, "images, targets=None"),
    (flows, ".optical_flow", "raft_large raft_small RAFT", "image1, image2, num_flow_updates=12"),
)
_SMALL = {
    "mobilenet_v3_small", "mnasnet0_5", "resnet18", "shufflenet_v2_x0_5", "squeezenet1_1", "lraspp_mobilenet_v3_large",
    "ssdlite320_mobilenet_v3_large",
}  # fmt: skip

_NETWORKS: dict[str, Transfer] = {}
for _transfer, _package, _names, _inputs in _FAMILIES:
    for _name in _names.split():
        _NETWORKS[_name] = _transfer
        register(
            _transfer,
            f"{MODELS}{_package}.{_name}(*args, **kwargs)({_inputs})",
            unchecked="" if _name in _SMALL else _LARGE,
        )


@model("torchvision.models.get_model(name, **config)(x, targets=None)")
def get_model(call: Call) -> Value:
    transfer = _NETWORKS.get((call.text("name") or "").lower())
    return Numeric.unknown() if transfer is None else transfer(call)


@model(
    "torchvision.models.feature_extraction.create_feature_extractor(model, return_nodes=None, "
    "train_return_nodes=None, eval_return_nodes=None, tracer_kwargs=None, suppress_diff_warning=False, concrete_args="
    "None)(x)",
    "torchvision.models._utils.IntermediateLayerGetter(model, return_layers)(x)",
)
def features(call: Call) -> Value:
    """Activations inside a network, by name."""
    return Dict(other=_floats(call))


# Preprocessing


def _as_floats(call: Call, x: Numeric) -> Numeric:
    """Pixels in [0, 1]; an unknown object is taken for a PIL image."""
    return rescaled(call, as_pixels(call, x), _FLOAT)


def _to_flow_input(call: Call, x: Numeric) -> Numeric:
    """[0, 1] to [-1, 1]."""
    half = channels((0.5,))
    return standardized(_as_floats(call, x), half, half)


def _to_normalized(call: Call, x: Numeric) -> Numeric:
    """Resized, cropped, scaled to [0, 1] and normalised."""
    return normalized(call, _as_floats(call, with_border(resampled(call, x), ZERO, evident=False)))


def _preset(operation: Callable[[Call, Numeric], Numeric]) -> Transfer:
    return OnImages(operation, lambda call, image: operation(call, pixels(call, image)))


_classify, _scale, _flow = _preset(_to_normalized), _preset(_as_floats), _preset(_to_flow_input)


def _flow_pair(call: Call) -> Value:
    images = (_flow(replace(call, arguments={"img": call.arg(name)})) for name in ("img1", "img2"))
    return Seq("tuple", tuple(images))


_IMAGENET = "mean=(0.485, 0.456, 0.406), std=(0.229, 0.224, 0.225)"
_HALVES = "mean=(0.5, 0.5, 0.5), std=(0.5, 0.5, 0.5)"
_LEVELS = "mean=(0.48235, 0.45882, 0.40784), std=(0.00392156862745098, 0.00392156862745098, 0.00392156862745098)"
_KINETICS = "mean=(0.43216, 0.394666, 0.37645), std=(0.22803, 0.22145, 0.216989)"
_KINETICS_MVIT = "mean=(0.45, 0.45, 0.45), std=(0.225, 0.225, 0.225)"

_BILINEAR = """
AlexNet ConvNeXt_Base ConvNeXt_Large ConvNeXt_Small ConvNeXt_Tiny DenseNet121 DenseNet161 DenseNet169 DenseNet201
EfficientNet_V2_M EfficientNet_V2_S GoogLeNet Inception_V3 MNASNet0_5 MNASNet0_75 MNASNet1_0 MNASNet1_3
MobileNet_V3_Small ResNeXt101_64X4D ResNet18 ResNet34 ShuffleNet_V2_X0_5 ShuffleNet_V2_X1_0 ShuffleNet_V2_X1_5
ShuffleNet_V2_X2_0 SqueezeNet1_0 SqueezeNet1_1 VGG11_BN VGG11 VGG13_BN VGG13 VGG16 VGG16_BN VGG19_BN VGG19 ViT_B_16
ViT_B_32 ViT_L_16 ViT_L_32
"""
_BILINEAR_V2 = """
MobileNet_V2 MobileNet_V3_Large RegNet_X_16GF RegNet_X_1_6GF RegNet_X_32GF RegNet_X_3_2GF RegNet_X_400MF RegNet_X_800MF
RegNet_X_8GF RegNet_Y_16GF RegNet_Y_1_6GF RegNet_Y_32GF RegNet_Y_3_2GF RegNet_Y_400MF RegNet_Y_800MF RegNet_Y_8GF
ResNeXt101_32X8D ResNeXt50_32X4D ResNet101 ResNet152 ResNet50 Wide_ResNet101_2 Wide_ResNet50_2
"""
_BICUBIC = """
EfficientNet_B0 EfficientNet_B2 EfficientNet_B3 EfficientNet_B4 EfficientNet_B5 EfficientNet_B6 EfficientNet_B7
MaxVit_T Swin_B Swin_S Swin_T Swin_V2_B Swin_V2_S Swin_V2_T
"""
_SEGMENTERS = (
    "DeepLabV3_MobileNet_V3_Large DeepLabV3_ResNet101 DeepLabV3_ResNet50 FCN_ResNet101 FCN_ResNet50 "
    "LRASPP_MobileNet_V3_Large"
)
_DETECTORS = """
FCOS_ResNet50_FPN FasterRCNN_MobileNet_V3_Large_320_FPN FasterRCNN_MobileNet_V3_Large_FPN FasterRCNN_ResNet50_FPN
FasterRCNN_ResNet50_FPN_V2 KeypointRCNN_ResNet50_FPN MaskRCNN_ResNet50_FPN MaskRCNN_ResNet50_FPN_V2
RetinaNet_ResNet50_FPN RetinaNet_ResNet50_FPN_V2 SSD300_VGG16 SSDLite320_MobileNet_V3_Large
"""
_DEFAULT = "DEFAULT IMAGENET1K_V1"
_DEFAULT_V2 = f"{_DEFAULT} IMAGENET1K_V2"
_SWAG = "IMAGENET1K_SWAG_E2E_V1 IMAGENET1K_SWAG_LINEAR_V1"
_RAFT = "DEFAULT C_T_V1 C_T_V2"

_WEIGHTS: tuple[tuple[Transfer, str, str, str, str, str], ...] = (
    (_classify, "", _BILINEAR, _DEFAULT, _IMAGENET, "bilinear"),
    (_classify, "", _BILINEAR_V2, _DEFAULT_V2, _IMAGENET, "bilinear"),
    (_classify, "", _BICUBIC, _DEFAULT, _IMAGENET, "bicubic"),
    (_classify, "", "EfficientNet_B1", "IMAGENET1K_V1", _IMAGENET, "bicubic"),
    (_classify, "", "EfficientNet_B1", "DEFAULT IMAGENET1K_V2", _IMAGENET, "bilinear"),
    (_classify, "", "EfficientNet_V2_L", _DEFAULT, _HALVES, "bicubic"),
    (_classify, "", "RegNet_Y_128GF ViT_H_14", f"DEFAULT {_SWAG}", _IMAGENET, "bicubic"),
    (_classify, "", "RegNet_Y_16GF RegNet_Y_32GF ViT_B_16 ViT_L_16", _SWAG, _IMAGENET, "bicubic"),
    (_classify, "", "VGG16", "IMAGENET1K_FEATURES", _LEVELS, "bilinear"),
    (_classify, ".segmentation", _SEGMENTERS, "DEFAULT COCO_WITH_VOC_LABELS_V1", _IMAGENET, "bilinear"),
    (_classify, ".video", "MC3_18 R2Plus1D_18 R3D_18 S3D", "DEFAULT KINETICS400_V1", _KINETICS, "bilinear"),
    (_classify, ".video", "MViT_V1_B MViT_V2_S", "DEFAULT KINETICS400_V1", _KINETICS_MVIT, "bilinear"),
    (_classify, ".video", "Swin3D_B Swin3D_S Swin3D_T", "DEFAULT KINETICS400_V1", _IMAGENET, "bilinear"),
    (_classify, ".video", "Swin3D_B", "KINETICS400_IMAGENET22K_V1", _IMAGENET, "bilinear"),
    (_scale, ".detection", _DETECTORS, "DEFAULT COCO_V1", "", ""),
    (_scale, ".detection", "KeypointRCNN_ResNet50_FPN", "COCO_LEGACY", "", ""),
    (_flow_pair, ".optical_flow", "Raft_Large Raft_Small", _RAFT, "", ""),
    (_flow_pair, ".optical_flow", "Raft_Large", "C_T_SKHT_V1 C_T_SKHT_V2 C_T_SKHT_K_V1 C_T_SKHT_K_V2", "", ""),
)


def _weights() -> Iterator[tuple[Transfer, str]]:
    """The `transforms` of every set of weights, made with the constants it was trained with."""
    for transfer, package, names, versions, constants, mode in _WEIGHTS:
        sizes = f"(*, crop_size=224, resize_size=256, {constants}, interpolation='{mode}', antialias=True)"
        inputs = "img1, img2" if transfer is _flow_pair else "img"
        for name in names.split():
            for version in versions.split():
                stem = f"{MODELS}{package}.{name}_Weights.{version}.transforms"
                yield transfer, f"{stem}{sizes if mode else '()'}({inputs})"


for _transfer, _signature in _weights():
    register(_transfer, _signature)

_PRESETS = "torchvision.transforms._presets"
_OPTIONS = "interpolation='bilinear', antialias=True"
register(
    _classify,
    f"{_PRESETS}.ImageClassification(*, crop_size, resize_size=256, {_IMAGENET}, {_OPTIONS})(img)",
    f"{_PRESETS}.SemanticSegmentation(*, resize_size, {_IMAGENET}, {_OPTIONS})(img)",
    f"{_PRESETS}.VideoClassification(*, crop_size, resize_size, {_KINETICS}, interpolation='bilinear')(vid)",
)
register(_scale, f"{_PRESETS}.ObjectDetection()(img)")
register(_flow_pair, f"{_PRESETS}.OpticalFlow()(img1, img2)")
