"""What library operations do to a value range. See `registry` for how to add one."""

from flake8_topil.models import (
    builtins,
    diffusers,
    einops,
    kornia,
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
    video,
)
from flake8_topil.models.registry import Call, Model, all_models, find

__all__ = [
    "Call",
    "Model",
    "all_models",
    "builtins",
    "diffusers",
    "einops",
    "find",
    "kornia",
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
    "video",
]
