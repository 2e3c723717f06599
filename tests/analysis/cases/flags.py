"""Flags that correlate branches: converted only under the condition under which the value was clamped, or not quite."""

import torch
from torchvision.transforms import ToPILImage
from torchvision.transforms.functional import to_pil_image
from unseen import cond, config


def same_parameter(flag):
    x = torch.randn(3, 16, 16)
    if flag:
        x = x.clamp(0, 1)
    x = x + 0
    if flag:
        to_pil_image(x)
    to_pil_image(x)  # expect: TPI004|TPI001


def opposite(flag):
    x = torch.randn(3, 16, 16)
    if flag:
        x = x.clamp(0, 1)
    if not flag:
        to_pil_image(x)  # expect: TPI0


def negated_both_times(flag):
    x = torch.randn(3, 16, 16)
    if not flag:
        x = x.clamp(0, 1)
    if not flag:
        to_pil_image(x)


def else_branch(flag):
    x = torch.randn(3, 16, 16)
    if flag:
        pass
    else:
        x = x.clamp(0, 1)
    if flag:
        to_pil_image(x)  # expect: TPI0
    else:
        to_pil_image(x)


def reassigned_in_between(flag):
    x = torch.randn(3, 16, 16)
    if flag:
        x = x.clamp(0, 1)
    flag = cond()
    if flag:
        to_pil_image(x)  # expect: TPI0


def value_reassigned_in_between(flag):
    x = torch.randn(3, 16, 16)
    if flag:
        x = x.clamp(0, 1)
    x = x * 2
    if flag:
        to_pil_image(x)  # expect: TPI0


def value_changed_in_place_in_between(flag):
    x = torch.randn(3, 16, 16)
    if flag:
        x = x.clamp(0, 1)
    x.mul_(2)
    if flag:
        to_pil_image(x)  # expect: TPI0


def another_flag(flag, clip):
    x = torch.randn(3, 16, 16)
    if flag:
        x = x.clamp(0, 1)
    if clip:
        to_pil_image(x)  # expect: TPI004|TPI001


def flag_and_more(flag, clip):
    x = torch.randn(3, 16, 16)
    if flag:
        x = x.clamp(0, 1)
    if flag and clip:
        to_pil_image(x)
    if flag or clip:
        to_pil_image(x)  # expect: TPI004|TPI001


def clamped_under_more(flag, clip):
    x = torch.randn(3, 16, 16)
    if flag and clip:
        x = x.clamp(0, 1)
    if flag:
        to_pil_image(x)  # expect: TPI004|TPI001


def clamped_under_either(flag, clip):
    x = torch.randn(3, 16, 16)
    if flag or clip:
        x = x.clamp(0, 1)
    if flag:
        to_pil_image(x)


def opaque_condition_twice():
    """The two calls need not give the same."""
    x = torch.randn(3, 16, 16)
    if cond():
        x = x.clamp(0, 1)
    if cond():
        to_pil_image(x)  # expect: TPI004|TPI001


def opaque_condition_kept():
    x = torch.randn(3, 16, 16)
    clip = cond()
    if clip:
        x = x.clamp(0, 1)
    if clip:
        to_pil_image(x)


def set_in_the_branch():
    x = torch.randn(3, 16, 16)
    done = False
    if cond():
        x = x.clamp(0, 1)
        done = True
    if done:
        to_pil_image(x)
    if not done:
        to_pil_image(x)  # expect: TPI0


def set_in_the_wrong_branch():
    x = torch.randn(3, 16, 16)
    done = False
    if cond():
        x = x.clamp(0, 1)
    else:
        done = True
    if done:
        to_pil_image(x)  # expect: TPI0


def set_before_the_branch():
    x = torch.randn(3, 16, 16)
    done = True
    if cond():
        x = x.clamp(0, 1)
    if done:
        to_pil_image(x)  # expect: TPI004|TPI001


def string_option(kind):
    x = torch.randn(3, 16, 16)
    if kind == "rgb":
        x = x.clamp(0, 1)
    elif kind == "gray":
        x = x.sigmoid()
    if kind == "rgb":
        to_pil_image(x)
    if kind in ("rgb", "gray"):
        to_pil_image(x)
    if kind != "raw":
        to_pil_image(x)  # expect: TPI
    if kind == "raw":
        to_pil_image(x)  # expect: TPI0


def number_option(n):
    x = torch.randn(3, 16, 16)
    if n > 0:
        x = x.clamp(0, 1)
    if n > 0:
        to_pil_image(x)
    if n > 1:
        to_pil_image(x)
    if n >= 0:
        to_pil_image(x)  # expect: TPI004|TPI001


def not_none(optional):
    image = None
    if optional is not None:
        image = optional.clamp(0, 1)
    if image is not None:
        to_pil_image(image)
    other = torch.randn(3, 16, 16)
    if optional is None:
        other = other.clamp(0, 1)
    if optional is None:
        to_pil_image(other)
    else:
        to_pil_image(other)  # expect: TPI0


def attribute_of_a_configuration():
    x = torch.randn(3, 16, 16)
    if config.clip:
        x = x.clamp(0, 1)
    if config.clip:
        to_pil_image(x)
    if config.normalize:
        to_pil_image(x)  # expect: TPI004|TPI001


def attribute_reassigned_in_between():
    x = torch.randn(3, 16, 16)
    if config.clip:
        x = x.clamp(0, 1)
    config.clip = not config.clip
    if config.clip:
        to_pil_image(x)  # expect: TPI0
    config.clip = cond()


def undone_under_the_same_flag(normalize):
    x = torch.rand(3, 16, 16)
    if normalize:
        x = x * 2 - 1
    if normalize:
        x = (x + 1) / 2
    to_pil_image(x)


def undone_under_the_opposite_flag(normalize):
    x = torch.rand(3, 16, 16)
    if normalize:
        x = x * 2 - 1
    if not normalize:
        x = (x + 1) / 2
    to_pil_image(x)  # expect: TPI0


def early_return_under_the_flag(flag):
    x = torch.randn(3, 16, 16)
    if flag:
        x = x.clamp(0, 1)
    if not flag:
        return None
    return to_pil_image(x)


def early_return_under_the_wrong_flag(flag):
    x = torch.randn(3, 16, 16)
    if flag:
        x = x.clamp(0, 1)
    if flag:
        return None
    return to_pil_image(x)  # expect: TPI0


def in_a_loop(flag, maybe_images):
    convert = ToPILImage()
    for image in maybe_images:
        if flag:
            image = image.clamp(0, 1)
        if flag:
            convert(image)
        else:
            convert(image)  # expect: TPI


def flag_from_an_earlier_round():
    """In the second round the flag is that of the first."""
    clip = False
    for _ in range(3):
        x = torch.randn(3, 16, 16)
        if clip:
            to_pil_image(x)  # expect: TPI0
        clip = cond()
        if clip:
            x = x.clamp(0, 1)


def exclusive_ternaries(flag):
    x = torch.randn(3, 16, 16)
    y = x.clamp(0, 1) if flag else x
    if flag:
        to_pil_image(y)
    to_pil_image(y)  # expect: TPI004|TPI001
    to_pil_image(y if flag else x.sigmoid())


class Renderer:
    def __init__(self, clip):
        self.clip = clip

    def render(self):
        x = torch.randn(3, 16, 16)
        if self.clip:
            x = x.clamp(0, 1)
        if self.clip:
            to_pil_image(x)
        to_pil_image(x)  # expect: TPI004|TPI001
