from torchvision.transforms import ToPILImage as _ToPILImage
from torchvision.transforms import functional as F


def to_pil_image(x):
    """Clamps, unlike torchvision's."""
    return F.to_pil_image(x.clamp(0, 1))  # truth: safe


class ToPILImage:
    def __call__(self, x):
        return _ToPILImage()(x.clamp(0, 1))  # truth: safe


class FastToPILImage(_ToPILImage):
    pass


class ClampToPILImage(_ToPILImage):
    def __call__(self, x):
        return super().__call__(x.clamp(0, 1))  # truth: safe
