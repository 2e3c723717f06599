"""Visualisation package: public converters of every kind (no entry point)."""
import torch
from torchvision.transforms import ToPILImage
from torchvision.transforms.functional import to_pil_image
from torchvision.utils import make_grid

_TO_PIL = ToPILImage()
UNNORMALIZE_MEAN = torch.tensor([0.5, 0.5, 0.5]).view(3, 1, 1)
UNNORMALIZE_STD = torch.tensor([0.5, 0.5, 0.5]).view(3, 1, 1)


def grid_to_pil(images, nrow=4):
    return _TO_PIL(make_grid(images, nrow=nrow))  # truth: open


def grid_to_pil_normalized(images, nrow=4):
    return _TO_PIL(make_grid(images, nrow=nrow, normalize=True))  # truth: safe


def grid_to_pil_padded(images, pad_value):
    return _TO_PIL(make_grid(images.clamp(0, 1), pad_value=pad_value))  # truth: open


def unnormalize_to_pil(x):
    return _TO_PIL(x * UNNORMALIZE_STD + UNNORMALIZE_MEAN)  # truth: open


def unnormalize_to_pil_clamped(x):
    return _TO_PIL((x * UNNORMALIZE_STD + UNNORMALIZE_MEAN).clamp(0, 1))  # truth: safe


def heatmap_to_pil(h):
    h = h - h.min()
    h = h / (h.max() + 1e-8)
    return to_pil_image(h)  # truth: safe


def heatmap_to_pil_scaled(h):
    h = h / h.max()
    return to_pil_image(h)  # truth: open


def mask_to_pil(m, threshold=0.5):
    return to_pil_image((m > threshold).to(torch.uint8) * 255)  # truth: safe


def blend_to_pil(image, overlay, alpha=0.5):
    image, overlay = image.clamp(0, 1), overlay.clamp(0, 1)
    return to_pil_image((1 - alpha) * image + alpha * overlay)  # truth: open


def blend_to_pil_fixed(image, overlay):
    image, overlay = image.clamp(0, 1), overlay.clamp(0, 1)
    return to_pil_image(0.7 * image + 0.3 * overlay)  # truth: safe


def checkerboard(h, w, size=4):
    ys, xs = torch.meshgrid(torch.arange(h), torch.arange(w), indexing="ij")
    return ((ys // size + xs // size) % 2).float()


def over_checkerboard(rgba):
    rgb, a = rgba[:3].clamp(0, 1), rgba[3:4].clamp(0, 1)
    board = checkerboard(*rgba.shape[-2:]) * 0.2 + 0.6
    return to_pil_image(rgb * a + board * (1 - a))  # truth: safe


def over_checkerboard_premultiplied(rgba):
    rgb, a = rgba[:3].clamp(0, 1), rgba[3:4].clamp(0, 1)
    board = checkerboard(*rgba.shape[-2:]) * 0.2 + 0.6
    return to_pil_image(rgb + board * (1 - a))  # truth: wrong
