"""Same names, other functions."""
import numpy as np
import torch
from PIL import Image
from torchvision import transforms
from torchvision.transforms.functional import to_pil_image as tp
import torchvision.transforms.functional as F


def to_pil_image(t):
    return Image.fromarray((t.clamp(0, 1).permute(1, 2, 0).numpy() * 255).astype(np.uint8))


class ToPILImage:
    def __call__(self, t):
        return tp(t.clamp(0, 1))  # truth: safe


class Toolbox:
    def __init__(self):
        self.to_pil = transforms.ToPILImage()
        self.to_tensor = transforms.ToTensor()

    def to_pil_image(self, t):
        return self.to_pil(t.relu().clamp(max=1))  # truth: safe

    def save(self, t, name):
        self.to_pil(t).save(name)  # truth: wrong


torch.manual_seed(0)
x = torch.randn(3, 8, 8)
to_pil_image(x).save("local.png")
ToPILImage()(x).save("local_class.png")
tp(x).save("alias.png")  # truth: wrong
F.to_pil_image(x.clamp(0, 1)).save("f.png")  # truth: safe
F.to_pil_image(x).save("f_raw.png")  # truth: wrong
box = Toolbox()
box.to_pil_image(x)
box.save(x, "box.png")
pil = transforms.ToPILImage
pil()(x.sigmoid()).save("cls.png")  # truth: safe
pil()(x).save("cls_raw.png")  # truth: wrong
convert = tp if torch.is_tensor(x) else to_pil_image
convert(x.clamp(0.0, 1.0)).save("conv.png")  # truth: safe
convert(x).save("conv_raw.png")  # truth: wrong
x = box.to_tensor(Image.open("input.png"))
tp(x).save("reassigned.png")  # truth: safe
clamp = torch.clamp
tp(clamp(x * 3, 0, 1)).save("clamp.png")  # truth: safe
clamp = lambda t, lo, hi: t
tp(clamp(x * 3, 0, 1)).save("not_clamp.png")  # truth: wrong
