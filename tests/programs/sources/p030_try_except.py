import torch
from torch import nn
from torchvision.transforms.functional import to_pil_image, to_tensor
from PIL import Image


def load(path):
    try:
        return to_tensor(Image.open(path))
    except FileNotFoundError:
        return torch.zeros(3, 8, 8)


def load_noise(path):
    try:
        return to_tensor(Image.open(path))
    except FileNotFoundError:
        return torch.randn(3, 8, 8)


def infer(net, x, amp=False):
    try:
        y = net(x)
        if y.shape[0] != 3:
            raise ValueError("channels")
        y = y.clamp(0, 1)
    except ValueError:
        pass
    return y


def infer_finally(net, x):
    y = x
    try:
        y = net(x)
        if y.shape[0] == 1:
            raise ValueError("gray")
    except ValueError:
        y = y * 10
    finally:
        y = y.clamp(0, 1)
    return y


torch.manual_seed(0)
rgb, gray = nn.Conv2d(3, 3, 1), nn.Conv2d(3, 1, 1)
x = load("input.png")
to_pil_image(x)  # truth: safe
to_pil_image(load("missing.png"))  # truth: safe
to_pil_image(load_noise("missing.png"))  # truth: wrong
with torch.no_grad():
    to_pil_image(infer(gray, x * 3))  # truth: wrong
    to_pil_image(infer_finally(gray, x))  # truth: safe
    to_pil_image(infer_finally(rgb, x))  # truth: safe
    try:
        out = rgb(x).clamp(0, 1)
    except RuntimeError:
        out = torch.zeros_like(x)
    else:
        out = 1 - out
    to_pil_image(out)  # truth: safe
    try:
        out = rgb(x)
        out = out.reshape(3, 7, 7)
        out = out.clamp(0, 1)
    except RuntimeError as err:
        print("keeping shape", err)
    to_pil_image(out)  # truth: wrong
