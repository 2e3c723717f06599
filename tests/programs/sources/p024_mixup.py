import numpy as np
import torch
from PIL import Image
from torchvision import transforms as T
from torchvision.transforms.functional import to_pil_image


def mixup(a, b, alpha=1.0):
    lam = np.random.beta(alpha, alpha)
    return lam * a + (1 - lam) * b, lam


def mixup_bug(a, b, alpha=1.0):
    lam = np.random.beta(alpha, alpha)
    return lam * a + b, lam


def cutmix(a, b, size=8):
    out = a.clone()
    out[:, :size, :size] = b[:, :size, :size]
    return out


def screen(a, b):
    return 1 - (1 - a) * (1 - b)


def dodge(a, b):
    return a / (1 - b + 1e-3)


def soft_light(a, b):
    return (1 - 2 * b) * a * a + 2 * b * a


np.random.seed(0)
load = T.Compose([T.Resize((32, 32)), T.ToTensor()])
a, b = load(Image.open("input.png")), load(Image.open("style.png"))
mixed, lam = mixup(a, b)
to_pil_image(mixed).save("mixup.png")  # truth: safe
to_pil_image(mixup_bug(a, a.flip(-1))[0]).save("mixup_bug.png")  # truth: wrong
to_pil_image(cutmix(a, b)).save("cutmix.png")  # truth: safe
to_pil_image(cutmix(a, b * 2 - 1)).save("cutmix_bug.png")  # truth: wrong
to_pil_image(a * b).save("multiply.png")  # truth: safe
to_pil_image(screen(a, b)).save("screen.png")  # truth: safe
to_pil_image(dodge(a, b)).save("dodge.png")  # truth: wrong
to_pil_image(torch.maximum(a, b)).save("lighten.png")  # truth: safe
to_pil_image((a - b).abs()).save("difference.png")  # truth: safe
to_pil_image(a - b).save("subtract.png")  # truth: wrong
to_pil_image(torch.stack([a, b]).mean(0)).save("mean.png")  # truth: safe
