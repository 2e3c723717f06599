"""Numbers that conditions bound, and elements that masks select by numbers."""

import numpy as np
import torch
from PIL import Image
from torchvision.transforms import ToTensor
from torchvision.transforms.functional import to_pil_image
from unseen import cond


def stretched_between(pil, low: float, high: float):
    x = ToTensor()(pil)
    inside = (x >= low) & (x < high)
    x[inside] = (x[inside] - low) / (high - low)
    to_pil_image(x)


def stretched_between_functions(pil, low: float, high: float):
    x = ToTensor()(pil)
    inside = torch.logical_and(torch.ge(x, low), torch.le(x, high))
    x[inside] = 1 - (x[inside] - low) / (high - low)
    to_pil_image(x)


def stretched_on_one_side(pil, low: float, high: float):
    x = ToTensor()(pil)
    inside = x >= low
    x[inside] = (x[inside] - low) / (high - low)
    to_pil_image(x)  # expect: TPI


def stretched_by_other_limits(pil, low: float, high: float):
    x = ToTensor()(pil)
    inside = (x >= low) & (x < high)
    x[inside] = (x[inside] - low) / (high - 2 * low)
    to_pil_image(x)  # expect: TPI


def stretched_outside(pil, low: float, high: float):
    x = ToTensor()(pil)
    inside = (x >= low) & (x < high)
    x[~inside] = (x[~inside] - low) / (high - low)
    to_pil_image(x)  # expect: TPI


def stretched_elements_of_another(pil, x, low, high):
    y = ToTensor()(pil)
    inside = (y >= low) & (y < high)
    y[inside] = (x[inside] - low) / (high - low)
    to_pil_image(y)  # expect: TPI


def stretched_after_a_change(pil, low: float, high: float):
    x = ToTensor()(pil)
    inside = (x >= low) & (x < high)
    x.mul_(3)
    x[inside] = (x[inside] - low) / (high - low)
    to_pil_image(x.clamp(max=1.0))  # expect: TPI


def stretched_from_the_smaller_to_the_larger(pil, low: float, high: float):
    x = ToTensor()(pil)
    inside = (x >= low) & (x < high)
    if low != high:
        top, bottom = max(low, high), min(low, high)
        if top == bottom:
            x[inside] = bottom * torch.ones(x.shape)[inside]
        else:
            x[inside] = (x[inside] - bottom) / (top - bottom)
    to_pil_image(x)


def larger_and_smaller_that_may_be_equal(pil, level, n):
    x = ToTensor()(pil)
    top, bottom = max(level, n), min(level, n)
    if top == bottom:
        x = bottom * torch.ones(x.shape)
    to_pil_image(x)  # expect: TPI


def unequal_on_one_path(pil, level, n):
    x = ToTensor()(pil)
    if level != n:
        x = x / 2
    top, bottom = max(level, n), min(level, n)
    if top == bottom:
        x = bottom * torch.ones(x.shape)
    to_pil_image(x)  # expect: TPI


def unequal_until_it_changes(pil, level, n):
    x = ToTensor()(pil)
    if level != n:
        level = n
        if max(level, n) == min(level, n):
            x = level * torch.ones(x.shape)
    to_pil_image(x)  # expect: TPI


def not_the_constant(level):
    x = torch.randn(3, 16, 16)
    if level == 0:
        return
    if level != 0:
        x = x.clamp(0, 1)
    to_pil_image(x)


def above_the_constant(level):
    x = torch.randn(3, 16, 16)
    if level <= 0:
        raise ValueError
    if level == 0:
        to_pil_image(x)
    to_pil_image(x)  # expect: TPI0


def at_the_constant(level):
    x = torch.randn(3, 16, 16)
    if level < 0:
        return
    if level == 0:
        to_pil_image(x)  # expect: TPI0


class Corruption:
    def __init__(self, level):
        if not 0 <= level <= 5:
            raise ValueError
        self.level = level

    def __call__(self, x):
        if self.level == 0:
            return x
        return (x + torch.randn(3, 16, 16)).clamp(0, 1)


def corrupted_at_a_positive_level(x, level):
    if level <= 0:
        raise ValueError
    to_pil_image(Corruption(level)(x))


def corrupted_at_any_level(x, level):
    to_pil_image(Corruption(level)(x))  # expect: TPI


def either_of_two_by_a_mask(pil, folder):
    x, y = ToTensor()(pil), torch.rand(3, 16, 16)
    bright = x > 0.5
    to_pil_image(bright * x + ~bright * y)
    to_pil_image(~bright * x + bright * y)


def either_of_two_arrays_by_a_mask(pil: Image.Image):
    x, y = np.asarray(pil) / 255.0, np.random.rand(16, 16, 3)
    bright = x > 0.5
    to_pil_image(torch.from_numpy(bright * x + ~bright * y).permute(2, 0, 1))


def either_by_two_masks(pil):
    x, y = ToTensor()(pil), torch.ones(3, 16, 16)
    bright, brighter = x > 0.5, x > 0.6
    to_pil_image(bright * x + ~brighter * y)  # expect: TPI


def both_by_one_mask(pil):
    x, y = ToTensor()(pil), torch.ones(3, 16, 16)
    bright = x > 0.5
    to_pil_image(bright * x + bright * y)  # expect: TPI


def masks_added(pil):
    x = ToTensor()(pil)
    both = (x > 0.2) + (x > 0.1)
    to_pil_image(both * x)
    to_pil_image(1.5 * both - 0.5 * both)
    to_pil_image(both * 1.0 - (x > 0.2) * 1.0 - (x > 0.1) * 1.0)  # expect: TPI


def limits_of_python_numbers(n, alpha):
    x = torch.rand(3, 16, 16)
    share = min(max(alpha, 0.0), 1.0)
    to_pil_image(share * x)
    to_pil_image(max(alpha, 0.0) * x)  # expect: TPI


def larger_of_numbers_is_not_smaller(alpha, scale):
    x = torch.rand(3, 16, 16)
    largest = max(abs(alpha), scale)
    to_pil_image(x * (abs(alpha) / largest))
    to_pil_image(x * (largest / scale))  # expect: TPI


class Enhancer:
    def enhance(self, x):
        if cond():
            return x.clamp(0, 1)
        raise NotImplementedError

    def show(self, x):
        to_pil_image(self.enhance(x))  # expect: TPI


class Doubling(Enhancer):
    def enhance(self, x):
        return x * 2


def enhanced(x, kind):
    def by_kind(x):
        if kind == "rgb":
            return x.sigmoid()
        raise NotImplementedError(kind)

    to_pil_image(by_kind(x))


def enhanced_by_what_is_made_here(x):
    to_pil_image(Enhancer().enhance(x))


def enhanced_by_a_derived_class(x):
    to_pil_image(Doubling().enhance(x))  # expect: TPI
