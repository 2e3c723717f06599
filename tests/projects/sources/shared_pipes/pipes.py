"""Converters and pipelines that are built once."""
import functools

from torchvision import transforms as T
from torchvision.transforms import v2
from torchvision.transforms.functional import to_pil_image

to_pil = T.ToPILImage()
to_pil_v2 = v2.ToPILImage()
convert = to_pil_image
to_rgb = functools.partial(to_pil_image, mode="RGB")
CONVERTERS = {"plain": to_pil_image, "object": to_pil}

unit = T.Compose([T.Normalize(-1.0, 2.0)])
sharpen = T.RandomAdjustSharpness(3.0, p=1.0)
upscale = T.Resize(24, interpolation=T.InterpolationMode.BICUBIC, antialias=False)
upscale_linear = T.Resize(24, interpolation=T.InterpolationMode.BILINEAR, antialias=True)
from_file = T.Compose([T.ToTensor(), T.CenterCrop(16)])
from_file_normalized = T.Compose([from_file, T.Normalize(0.5, 0.5)])

picture_of_file = T.Compose([from_file, T.ToPILImage()])  # truth: safe
picture_normalized = T.Compose([from_file_normalized, T.ToPILImage()])  # truth: wrong
picture_restored = T.Compose([from_file_normalized, unit, T.ToPILImage()])  # truth: safe
picture_bicubic = T.Compose([from_file, upscale, T.ToPILImage()])  # truth: wrong
picture_linear = T.Compose([from_file, upscale_linear, T.ToPILImage()])  # truth: safe
only_tanh = T.Compose([unit, T.ToPILImage()])  # truth: safe callers
only_anything = T.Compose([unit, T.ToPILImage()])  # truth: wrong callers


class Sheet:
    to_pil = staticmethod(to_pil_image)
    as_pil = T.ToPILImage()

    def show(self, x):
        return self.to_pil(x)  # truth: wrong callers

    def show_clamped(self, x):
        return self.as_pil(x.clamp(0, 1))  # truth: safe


def get_converter(name):
    return CONVERTERS[name]
