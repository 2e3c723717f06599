"""timm and transformers: the constants that images are normalised with. Nothing is said of what the networks give."""

from __future__ import annotations

from flake8_topil.models.registry import Transfer, from_literal, register

_CONSTANTS = {
    "IMAGENET_DEFAULT_MEAN": (0.485, 0.456, 0.406),
    "IMAGENET_DEFAULT_STD": (0.229, 0.224, 0.225),
    "IMAGENET_INCEPTION_MEAN": (0.5, 0.5, 0.5),
    "IMAGENET_INCEPTION_STD": (0.5, 0.5, 0.5),
    "OPENAI_CLIP_MEAN": (0.48145466, 0.4578275, 0.40821073),
    "OPENAI_CLIP_STD": (0.26862954, 0.26130258, 0.27577711),
}
"""The same in timm 1.0.31, where they are tuples."""
_IN_TRANSFORMERS = {
    **{name: list(numbers) for name, numbers in _CONSTANTS.items()},
    "IMAGENET_STANDARD_MEAN": [0.5, 0.5, 0.5],
    "IMAGENET_STANDARD_STD": [0.5, 0.5, 0.5],
}
del _IN_TRANSFORMERS["IMAGENET_INCEPTION_MEAN"], _IN_TRANSFORMERS["IMAGENET_INCEPTION_STD"]


def _giving(literal: object) -> Transfer:
    value = from_literal(literal)
    return lambda call: value


for _name, _numbers in _CONSTANTS.items():
    register(_giving(_numbers), f"timm.data.{_name}", f"timm.data.constants.{_name}")
for _name, _list in _IN_TRANSFORMERS.items():
    register(_giving(_list), f"transformers.image_utils.{_name}", unchecked="read off transformers 5.23.0")
