"""Helpers and their tests in one file; the helpers are imported elsewhere."""
import torch
from torchvision.transforms.functional import to_pil_image, to_tensor


def show(t):
    return to_pil_image(t)  # truth: open


def show_checked(t):
    assert 0 <= t.min() and t.max() <= 1
    return to_pil_image(t)  # truth: safe


def show_raises(t):
    if t.min() < 0 or t.max() > 1:
        raise ValueError("image out of range")
    return to_pil_image(t)  # truth: safe


def show_rescaled(t):
    if t.max() > 1:
        t = t / 255
    return to_pil_image(t)  # truth: open


def show_uint8(t):
    if t.dtype != torch.uint8:
        t = t.clamp(0, 1)
    return to_pil_image(t)  # truth: safe


def show_float(t):
    if t.is_floating_point():
        t = (t * 255).clamp(0, 255).byte()
    return to_pil_image(t)  # truth: safe


def test_roundtrip():
    x = torch.rand(3, 8, 8)
    for fn in (show, show_checked, show_raises, show_rescaled, show_uint8, show_float):
        y = to_tensor(fn(x))
        assert (x - y).abs().max() < 0.01
    assert show_uint8((x * 255).byte()).size == (8, 8)
    assert show_rescaled((x * 255).floor()).size == (8, 8)


def test_noise_is_visible():
    x = torch.rand(3, 8, 8) + torch.randn(3, 8, 8)
    assert to_pil_image(x).size == (8, 8)  # truth: wrong
    assert to_pil_image(x.clamp(0, 1)).size == (8, 8)  # truth: safe
