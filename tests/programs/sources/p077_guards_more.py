"""Guards of all shapes around conversions, in tests of a restoration package."""
import warnings
import torch
from torchvision.transforms.functional import to_pil_image


def warn_only(x):
    if x.min() < 0 or x.max() > 1:
        warnings.warn("out of range")
    return to_pil_image(x)  # truth: open


def warn_and_clamp(x):
    if x.min() < 0 or x.max() > 1:
        warnings.warn("out of range")
        x = x.clamp(0, 1)
    return to_pil_image(x)  # truth: safe


def clamp_upper_only_if(x):
    if x.max() > 1:
        x = x.clamp(0, 1)
    return to_pil_image(x)  # truth: open


def two_guards(x):
    if x.max() > 1.0:
        x = x.clamp(max=1)
    if x.min() < 0:
        x = x.clamp(min=0)
    return to_pil_image(x)  # truth: safe


def and_guard(x):
    if x.min() < 0 and x.max() > 1:
        x = x.clamp(0, 1)
    return to_pil_image(x)  # truth: open


def all_guard(x):
    if not ((x >= 0) & (x <= 1)).all():
        raise ValueError
    return to_pil_image(x)  # truth: safe


def any_guard(x):
    if (x < 0).any() or (x > 1).any():
        x = x.clamp(0, 1)
    return to_pil_image(x)  # truth: safe


def guard_on_other(x, y):
    if y.min() < 0 or y.max() > 1:
        raise ValueError
    return to_pil_image(x)  # truth: open


def ternary(x):
    return to_pil_image(x if x.dtype == torch.uint8 else x.clamp(0, 1))  # truth: safe


def ternary_swapped(x):
    return to_pil_image(x if x.dtype != torch.uint8 else x.float().div(255))  # truth: open


def auto_scale(x):
    x = x.float()
    lo, hi = float(x.min()), float(x.max())
    if lo < 0 or hi > 1:
        x = (x - lo) / max(hi - lo, 1e-6)
    return to_pil_image(x)  # truth: safe


def auto_scale_after(x):
    x = x.float()
    assert x.max() <= 1 and x.min() >= 0, "bad range"
    x = x * 2 - 1
    return to_pil_image(x)  # truth: wrong


def early(x):
    if x is None:
        return None
    if x.max() <= 1 and x.min() >= 0:
        return to_pil_image(x)  # truth: safe
    return to_pil_image(x)  # truth: wrong


def test_guards():
    x = torch.rand(3, 5, 5)
    for fn in (warn_only, warn_and_clamp, clamp_upper_only_if, two_guards, and_guard, all_guard, any_guard, ternary,
               ternary_swapped, auto_scale, auto_scale_after, early):
        fn(x)
    guard_on_other(x, x)
    early(x * 2)
    for fn in (warn_and_clamp, two_guards, any_guard, ternary, auto_scale):
        fn(x * 5 - 2)
