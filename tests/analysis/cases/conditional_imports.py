"""Imports that depend on what is installed."""

import sys

import torch

try:
    from torchvision.transforms.v2 import functional as F
except ImportError:
    from torchvision.transforms import functional as F

try:
    from torchvision.transforms.functional import to_pil_image
except ImportError:
    to_pil_image = None

try:
    import torchvision.transforms.v2 as T

    HAS_V2 = True
except (ImportError, AttributeError):
    import torchvision.transforms as T

    HAS_V2 = False

if sys.version_info >= (3, 8):
    from torchvision.transforms import ToPILImage
else:
    from unseen import ToPILImage


def either_functional():
    F.to_pil_image(torch.randn(3, 16, 16))  # expect: TPI001
    F.to_pil_image(torch.rand(3, 16, 16))


def function_or_none():
    if to_pil_image is None:
        raise RuntimeError("torchvision is needed")
    to_pil_image(torch.randn(3, 16, 16))  # expect: TPI001
    to_pil_image(torch.rand(3, 16, 16))


def either_class():
    T.ToPILImage()(torch.randn(3, 16, 16))  # expect: TPI001
    T.ToPILImage()(torch.rand(3, 16, 16))


def by_python_version():
    ToPILImage()(torch.randn(3, 16, 16))  # expect: TPI001
    ToPILImage()(torch.rand(3, 16, 16))


def imported_when_needed(flag):
    if flag:
        from torchvision.transforms.functional import to_pil_image as convert
    else:
        from torchvision.transforms.v2.functional import to_pil_image as convert
    convert(torch.randn(3, 16, 16))  # expect: TPI001
    convert(torch.rand(3, 16, 16))


def library_or_own_fallback():
    try:
        from torchvision.transforms.functional import to_pil_image as convert
    except ImportError:

        def convert(tensor):
            return tensor.clamp(0, 1).mul(255).byte().numpy()

    convert(torch.randn(3, 16, 16))  # expect: TPI001
    convert(torch.rand(3, 16, 16))
