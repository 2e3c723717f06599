"""What library operations do to a value range. See `registry` for how to add one."""

from flake8_topil.models import (
    builtins,
    einops,
    numpy,
    opencv,
    pillow,
    readers,
    scipy,
    skimage,
    stdlib,
    torch,
    torch_data,
    torch_nn,
    torchvision,
    training,
)
from flake8_topil.models.registry import Call, Model, all_models, find

__all__ = [
    "Call",
    "Model",
    "all_models",
    "builtins",
    "einops",
    "find",
    "numpy",
    "opencv",
    "pillow",
    "readers",
    "scipy",
    "skimage",
    "stdlib",
    "torch",
    "torch_data",
    "torch_nn",
    "torchvision",
    "training",
]
