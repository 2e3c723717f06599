"""The `get_params` of transforms: sizes, angles and factors, drawn at random."""

from __future__ import annotations

from flake8_topil.analysis.values import NONE, Dtype, Kind, Numeric, Seq, Union, Value
from flake8_topil.models.registry import Transfer, register
from flake8_topil.models.torchvision.images import V1

_INT = Numeric(Kind.NUMBER, Dtype.INT)
_FLOAT = Numeric(Kind.NUMBER, Dtype.FLOAT)
_FACTOR = Union((NONE, _FLOAT))
_TENSOR = Numeric(Kind.TENSOR, Dtype.FLOAT)
_POINTS = Seq("list", middle=Seq("list", (_INT, _INT)))


def _tuple(*values: Value) -> Seq:
    return Seq("tuple", values)


_DRAWN: dict[str, tuple[str, Value]] = {
    "ColorJitter": (
        "brightness, contrast, saturation, hue",
        _tuple(Numeric(Kind.TENSOR, Dtype.INT), _FACTOR, _FACTOR, _FACTOR, _FACTOR),
    ),
    "ElasticTransform": ("alpha, sigma, size", _TENSOR),
    "GaussianBlur": ("sigma_min, sigma_max", _FLOAT),
    "RandomAffine": (
        "degrees, translate, scale_ranges, shears, img_size",
        _tuple(_FLOAT, _tuple(_INT, _INT), _FLOAT, _tuple(_FLOAT, _FLOAT)),
    ),
    "RandomCrop": ("img, output_size", _tuple(_INT, _INT, _INT, _INT)),
    "RandomErasing": ("img, scale, ratio, value=None", _tuple(_INT, _INT, _INT, _INT, _TENSOR)),
    "RandomPerspective": ("width, height, distortion_scale", _tuple(_POINTS, _POINTS)),
    "RandomResizedCrop": ("img, scale, ratio", _tuple(_INT, _INT, _INT, _INT)),
    "RandomRotation": ("degrees", _FLOAT),
}


def _giving(value: Value) -> Transfer:
    return lambda call: value


for _name, (_parameters, _value) in _DRAWN.items():
    register(_giving(_value), f"{V1}.{_name}.get_params({_parameters})")
