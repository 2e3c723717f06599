"""Subclasses of ToPILImage, Compose and nn.Module transforms."""
import torch
from PIL import Image
from torch import nn
from torchvision import transforms as T
from torchvision.transforms import functional as F


class ClampedToPIL(T.ToPILImage):
    def __call__(self, pic):
        return super().__call__(pic.clamp(0, 1))  # truth: safe


class NamedToPIL(T.ToPILImage):
    def __call__(self, pic):
        return super().__call__(pic)  # truth: wrong


class DenormToPIL:
    def __init__(self, mean, std, clamp=True):
        self.inv = T.Normalize([-m / s for m, s in zip(mean, std)], [1 / s for s in std])
        self.clamp = clamp

    def __call__(self, x):
        x = self.inv(x)
        if self.clamp:
            x = x.clamp(0, 1)
        return F.to_pil_image(x)  # truth: wrong


class Jitter(nn.Module):
    def __init__(self, strength):
        super().__init__()
        self.strength = strength

    def forward(self, x):
        return x * (1 + self.strength * (torch.rand(1) * 2 - 1))


class Identity(T.Compose):
    def __init__(self):
        super().__init__([])


torch.manual_seed(0)
img = Image.open("input.png").convert("RGB")
x = T.ToTensor()(img)
ClampedToPIL()(torch.randn(3, 8, 8)).save("a.png")
NamedToPIL()(torch.randn(3, 8, 8)).save("b.png")
mean, std = (0.4, 0.4, 0.4), (0.2, 0.2, 0.2)
DenormToPIL(mean, std)(torch.randn(3, 8, 8) * 4).save("c.png")
DenormToPIL(mean, std, clamp=False)(torch.randn(3, 8, 8) * 4).save("d.png")
seq = nn.Sequential(T.Normalize(mean, std), T.Normalize([-2.0] * 3, [5.0] * 3))
F.to_pil_image(seq(x)).save("e.png")  # truth: safe
seq = nn.Sequential(T.Normalize(mean, std), T.Normalize([-2.0] * 3, [4.0] * 3))
F.to_pil_image(seq(x)).save("f.png")  # truth: wrong
F.to_pil_image(Jitter(0.4)(x)).save("g.png")  # truth: wrong
F.to_pil_image(Jitter(0.4)(x) / 1.4).save("h.png")  # truth: safe
F.to_pil_image(Identity()(x)).save("i.png")  # truth: safe
scripted = nn.Sequential(T.CenterCrop(16), T.ConvertImageDtype(torch.float))
F.to_pil_image(scripted(x)).save("j.png")  # truth: safe
F.to_pil_image(scripted((x * 255).byte())).save("k.png")  # truth: safe
F.to_pil_image(nn.Sequential(T.CenterCrop(16), nn.Conv2d(3, 3, 1))(x).detach()).save("l.png")  # truth: wrong
five = T.FiveCrop(16)(x)
F.to_pil_image(five[0]).save("m.png")  # truth: safe
F.to_pil_image(T.LinearTransformation(torch.eye(3 * 4) * 2, torch.zeros(12))(x[:, :2, :2].contiguous())).save("n.png")  # truth: wrong
