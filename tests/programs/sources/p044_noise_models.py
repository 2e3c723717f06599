"""Degradations for denoising data."""
import random
import numpy as np
import torch
from torchvision.transforms import ToPILImage, ToTensor
from PIL import Image


def gaussian(x, sigma=0.1):
    return x + sigma * torch.randn_like(x)


def poisson(x, peak=30.0):
    return torch.poisson(x * peak) / peak


def salt_pepper(x, amount=0.05):
    noisy = x.clone()
    mask = torch.rand_like(x)
    noisy[mask < amount / 2] = 0
    noisy[mask > 1 - amount / 2] = 1
    return noisy


def speckle(x, sigma=0.2):
    return x + x * torch.randn_like(x) * sigma


def uniform_small(x):
    return x.clamp(0.01, 0.99) + (torch.rand_like(x) - 0.5) * 0.02


def quantise(x, levels=16):
    return (x * (levels - 1)).round() / (levels - 1)


def dead_pixels(x, p=0.1):
    return x * (torch.rand_like(x) > p).float()


def dropout(x):
    return torch.nn.functional.dropout(x, 0.5)


pil = ToPILImage()
random.seed(0)
torch.manual_seed(0)
clean = ToTensor()(Image.open("input.png"))
pil(gaussian(clean)).save("g.png")  # truth: wrong
pil(gaussian(clean).clamp(0, 1)).save("gc.png")  # truth: safe
pil(poisson(clean)).save("p.png")  # truth: wrong
pil(salt_pepper(clean)).save("sp.png")  # truth: safe
pil(speckle(clean)).save("s.png")  # truth: wrong
pil(uniform_small(clean)).save("u.png")  # truth: safe
pil(quantise(clean)).save("q.png")  # truth: safe
pil(dead_pixels(clean)).save("dp.png")  # truth: safe
pil(dropout(clean)).save("do.png")  # truth: wrong
degrade = random.choice([salt_pepper, quantise, dead_pixels])
pil(degrade(clean)).save("choice.png")  # truth: safe
for degrade in [salt_pepper, speckle]:
    pil(degrade(clean)).save("any.png")  # truth: wrong
arr = np.array(Image.open("input.png")).astype(np.float32) / 255
noisy = arr + np.random.normal(0, 0.1, arr.shape).astype(np.float32)
pil(noisy).save("np.png")  # truth: wrong
pil(np.clip(noisy, 0, 1)).save("npc.png")  # truth: safe
pil(np.uint8(np.clip(noisy, 0, 1) * 255)).save("npu.png")  # truth: safe
