from torchvision.transforms.functional import *
from torchvision.transforms.functional import to_pil_image


def clamp_then_convert(x):
    return to_pil_image(x.clamp(0, 1))  # truth: safe
