"""What a condition says about a value on either side of it."""

import numpy as np
import torch
from PIL import Image
from torchvision.transforms.functional import to_pil_image


def is_tensor(anything):
    if isinstance(anything, torch.Tensor):
        to_pil_image(anything)  # expect: TPI101
        to_pil_image(anything.clamp(0, 1))


def is_picture_already(optional):
    picture = Image.new("RGB", (4, 4)) if optional is None else optional
    if not isinstance(picture, Image.Image):
        picture = to_pil_image(picture.clamp(0, 1))
    return picture


def is_torch_tensor(anything):
    if torch.is_tensor(anything):
        anything = anything.clamp(0, 1)
        to_pil_image(anything)
    else:
        to_pil_image(anything)  # expect: TPI101


def dtype_is_uint8(anything):
    image = torch.as_tensor(anything)
    if image.shape[0] != 3:
        image = image.permute(2, 0, 1)
    if image.dtype == torch.uint8:
        to_pil_image(image)
    else:
        to_pil_image(image)  # expect: TPI101


def dtype_is_not_uint8(x):
    if x.dtype != torch.uint8:
        x = x.clamp(0, 1)
    to_pil_image(x)


def dtype_is_not_uint8_and_nothing_is_done(x):
    if x.dtype != torch.uint8:
        x = x * 0.5
    to_pil_image(x)  # expect: TPI101|TPI001


def dtype_is_float(x):
    if x.dtype == torch.float32:
        x = (x * 255).clamp(0, 255).to(torch.uint8)
    else:
        x = x.clamp(0, 255).byte()
    to_pil_image(x)


def is_floating_point(x):
    if x.is_floating_point():
        x = x.clamp(0, 1)
    to_pil_image(x)


def is_floating_point_negated(x):
    if not x.is_floating_point():
        return to_pil_image(x)
    to_pil_image(x)  # expect: TPI101
    return to_pil_image(x.clamp(0, 1))


def is_floating_point_function(x):
    if torch.is_floating_point(x):
        x = x.clamp(0, 1)
    to_pil_image(x)


def maximum_looked_at(x):
    x = x.clamp(min=0)
    if x.max() > 1:
        x = x / x.max()
    to_pil_image(x)


def maximum_looked_at_minimum_forgotten():
    x = torch.randn(3, 16, 16)
    if x.max() > 1:
        x = x / x.max()
    to_pil_image(x)  # expect: TPI0


def maximum_looked_at_and_divided_by_255():
    """What lies between 1 and 255 comes out right, what lies above does not."""
    x = torch.rand(3, 16, 16) * 1000
    if x.max() > 1:
        x = x / 255
    to_pil_image(x)  # expect: TPI0
    x = torch.rand(3, 16, 16) * 255
    if x.max() > 1:
        x = x / 255
    to_pil_image(x)


def both_ends_looked_at():
    x = torch.rand(3, 16, 16) * 0.5 + torch.rand(1) * 2 - 1
    if x.min() < 0 or x.max() > 1:
        x = x.clamp(0, 1)
    to_pil_image(x)


def both_ends_looked_at_with_and():
    x = torch.rand(3, 16, 16) * 0.5 + torch.rand(1) * 2 - 1
    if x.min() < 0 and x.max() > 1:
        x = x.clamp(0, 1)
    to_pil_image(x)  # expect: TPI0


def negative_looked_at():
    x = torch.tanh(torch.randn(3, 16, 16))
    if x.min() < 0:
        x = (x + 1) / 2
    to_pil_image(x)


def negative_looked_at_the_wrong_way():
    x = torch.tanh(torch.randn(3, 16, 16)) * torch.randint(-1, 2, (1,))
    if x.min() > 0:
        x = (x + 1) / 2
    to_pil_image(x)  # expect: TPI0


def asserted(x):
    assert 0 <= x.min() and x.max() <= 1
    to_pil_image(x)


def asserted_separately(x):
    assert x.min() >= 0
    assert x.max() <= 1, x.max()
    to_pil_image(x)


def asserted_on_one_side(x):
    assert x.max() <= 1
    to_pil_image(x)  # expect: TPI101|TPI001


def asserted_too_wide(x):
    assert -1 <= x.min() and x.max() <= 1
    to_pil_image(x)  # expect: TPI101|TPI002|TPI001


def asserted_of_another(x, other):
    assert 0 <= other.min() and other.max() <= 1
    to_pil_image(x)  # expect: TPI101


def asserted_then_changed(x):
    assert x.min() >= 0 and x.max() <= 1
    x = x * 2
    to_pil_image(x)  # expect: TPI


def asserted_with_item(x):
    assert x.min().item() >= 0.0 and x.max().item() <= 1.0
    to_pil_image(x)


def asserted_for_all(x):
    assert ((x >= 0) & (x <= 1)).all()
    to_pil_image(x)


def asserted_for_any(x):
    assert ((x >= 0) & (x <= 1)).any()
    to_pil_image(x)  # expect: TPI101


def early_return(x):
    if x.min() < 0 or x.max() > 1:
        return None
    return to_pil_image(x)


def early_return_on_one_side(x):
    if x.min() < 0:
        return None
    return to_pil_image(x)  # expect: TPI101|TPI001


def early_raise(x):
    if not (x.min() >= 0 and x.max() <= 1):
        raise ValueError("out of range")
    return to_pil_image(x)


def early_raise_negated_wrongly(x):
    if x.min() >= 0 and x.max() <= 1:
        raise ValueError("in range")
    return to_pil_image(x)  # expect: TPI


def early_continue(images):
    for image in images:
        if image.max() > 1 or image.min() < 0:
            continue
        to_pil_image(image)


def early_continue_and_no_lower_side(images):
    for image in images:
        if image.max() > 1:
            continue
        to_pil_image(image)  # expect: TPI101|TPI001


def early_break(images):
    for image in images:
        if not (0 <= image.min() and image.max() <= 1):
            break
        to_pil_image(image)


def warned_only(x):
    if x.min() < 0 or x.max() > 1:
        print("out of range", file=open("log.txt", "w"))
    return to_pil_image(x)  # expect: TPI101|TPI001


def in_a_ternary(x):
    to_pil_image(x if 0 <= x.min() and x.max() <= 1 else x.clamp(0, 1))
    to_pil_image(x if x.max() <= 1 else x.clamp(0, 1))  # expect: TPI


def in_a_loop():
    x = torch.rand(3, 16, 16) * 9
    while x.max() > 1:
        x = x / 2
    to_pil_image(x)  # allowed: TPI0


def in_a_loop_that_ends_too_early():
    x = torch.rand(3, 16, 16) * 9
    while x.max() > 2:
        x = x / 2
    to_pil_image(x)  # expect: TPI0


def none_or_tensor(optional):
    if optional is None:
        optional = torch.rand(3, 16, 16)
    to_pil_image(optional)  # expect: TPI101
    optional = None
    image = optional if optional is not None else torch.rand(3, 16, 16)
    to_pil_image(image)


def array_or_tensor(anything):
    if isinstance(anything, np.ndarray):
        if anything.dtype == np.uint8:
            to_pil_image(anything)
        else:
            to_pil_image(np.clip(anything, 0, 1))
    elif anything.dtype == torch.uint8:
        to_pil_image(anything)
    else:
        to_pil_image(anything)  # expect: TPI101


def minimum_with_a_name(x):
    low, high = x.min(), x.max()
    if low < 0 or high > 1:
        x = (x - low) / (high - low)
    to_pil_image(x)


def minimum_with_a_name_that_is_stale():
    x = torch.rand(3, 16, 16)
    low, high = x.min(), x.max()
    x = x + torch.randn(3, 16, 16)
    if low < 0 or high > 1:
        x = x.clamp(0, 1)
    to_pil_image(x)  # expect: TPI0


def dimensions_say_nothing(x):
    if x.dim() == 4:
        x = x[0]
    if x.shape[0] == 1:
        x = x.expand(3, -1, -1)
    to_pil_image(x)  # expect: TPI101


def matched(x):
    match x.dtype:
        case torch.uint8:
            to_pil_image(x)
        case _:
            to_pil_image(x.clamp(0, 1))


def dtype_in_a_variable(image: torch.Tensor):
    dtype = image.dtype
    if dtype.is_floating_point:
        to_pil_image(image)  # expect: TPI
        image = image.mul(255).clamp(0, 255).to(torch.uint8)
    to_pil_image(image)


def dtype_in_a_variable_compared(image: torch.Tensor):
    dtype = image.dtype
    if dtype != torch.uint8:
        image = image.clamp(0, 1)
    to_pil_image(image)
    if dtype == torch.float32:
        image = image * 2
    to_pil_image(image)  # expect: TPI


def dtype_of_another(image: torch.Tensor, other: torch.Tensor):
    dtype = other.dtype
    if dtype == torch.uint8:
        to_pil_image(other)
        to_pil_image(image)  # expect: TPI
        image = other
        to_pil_image(image)


def dtypes_in_variables():
    noise = torch.randn(3, 16, 16)
    whole = torch.randint(0, 256, (3, 16, 16), dtype=torch.uint8)
    dtype_in_a_variable(noise)
    dtype_in_a_variable_compared(noise.clone())
    dtype_in_a_variable_compared(whole.clone())
    dtype_of_another(noise, whole)


def whole_numbers_may_be_uint8(image: torch.Tensor):
    if not image.is_floating_point():
        to_pil_image(image)
        if image.dtype == torch.uint8:
            to_pil_image(image.float())  # expect: TPI
            to_pil_image(image / 255)
        else:
            to_pil_image(image.to(torch.uint8))


def whole_numbers():
    whole_numbers_may_be_uint8(torch.randint(0, 256, (3, 16, 16), dtype=torch.uint8))
    whole_numbers_may_be_uint8(torch.randint(0, 256, (1, 16, 16), dtype=torch.int32))
