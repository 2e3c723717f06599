"""Helpers that look at the type first (imported by others, tested here)."""
import numpy as np
import torch
from PIL import Image
from torchvision.transforms.functional import to_pil_image


def as_pil(x):
    if isinstance(x, Image.Image):
        return x
    if isinstance(x, np.ndarray):
        if x.dtype != np.uint8:
            x = (np.clip(x, 0, 1) * 255).astype(np.uint8)
        return to_pil_image(x)  # truth: safe
    if torch.is_tensor(x):
        x = x.detach().cpu()
        if x.dtype == torch.uint8:
            return to_pil_image(x)  # truth: safe
        return to_pil_image(x.float().clamp(0, 1))  # truth: safe
    raise TypeError(type(x))


def as_pil_bug(x):
    if isinstance(x, np.ndarray):
        if x.dtype != np.uint8 and x.max() > 1:
            x = x.astype(np.uint8)
        return to_pil_image(x)  # truth: open
    x = x.detach().cpu()
    if x.dtype != torch.uint8:
        return to_pil_image(x)  # truth: open
    return to_pil_image(x)  # truth: safe


def as_pil_signed(x):
    if x.min() < 0:
        x = (x + 1) / 2
    return to_pil_image(x)  # truth: open


def as_pil_signed_clamped(x):
    if x.min() < 0:
        x = (x + 1) / 2
    x = x.clamp(0, 1)
    return to_pil_image(x)  # truth: safe


def as_pil_inverted_guard(x):
    if x.dtype == torch.uint8:
        x = x.float() / 255
    return to_pil_image(x)  # truth: open


def as_pil_ints(x):
    if not x.is_floating_point():
        x = x.clamp(0, 255).to(torch.uint8)
    else:
        x = x.mul(255).add(0.5).clamp(0, 255).to(torch.uint8)
    return to_pil_image(x)  # truth: safe


def test_all():
    f = torch.rand(3, 6, 6)
    u = (f * 255).byte()
    for fn in (as_pil, as_pil_bug, as_pil_signed_clamped, as_pil_inverted_guard, as_pil_ints):
        fn(f), fn(u)
    as_pil_signed(f)
    for fn in (as_pil, as_pil_bug):
        fn(f.permute(1, 2, 0).numpy()), fn(u.permute(1, 2, 0).numpy())
    assert as_pil(as_pil(f)).size == (6, 6)
