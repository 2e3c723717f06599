"""A clamp whose result goes nowhere, or to another variable."""

import torch
from torchvision.transforms.functional import to_pil_image


def result_dropped():
    x = torch.randn(3, 16, 16)
    x.clamp(0, 1)
    to_pil_image(x)  # expect: TPI005
    x = torch.randn(3, 16, 16)
    x.clamp_(0, 1)
    to_pil_image(x)


def result_dropped_by_function():
    x = torch.randn(3, 16, 16)
    torch.clamp(x, 0, 1)
    to_pil_image(x)  # expect: TPI005
    x = torch.randn(3, 16, 16)
    torch.clamp_(x, 0, 1)
    to_pil_image(x)
    x = torch.randn(3, 16, 16)
    x = torch.clamp(x, 0, 1)
    to_pil_image(x)


def result_dropped_for_a_parameter(x):
    x.clamp(0, 1)
    to_pil_image(x)  # expect: TPI005


def dropped_and_then_done():
    x = torch.randn(3, 16, 16)
    x.clamp(0, 1)
    x = x.clamp(0, 1)
    to_pil_image(x)


def dropped_for_another_variable():
    x, y = torch.randn(3, 16, 16), torch.randn(3, 16, 16)
    y.clamp(0, 1)
    to_pil_image(x)  # expect: TPI001
    to_pil_image(y)  # expect: TPI005


def dropped_of_an_earlier_value():
    x = torch.randn(3, 16, 16)
    x.clamp(0, 1)
    x = torch.randn(3, 16, 16)
    to_pil_image(x)  # expect: TPI001


def assigned_to_another_variable():
    x = torch.randn(3, 16, 16)
    clamped = x.clamp(0, 1)
    to_pil_image(x)  # expect: TPI001
    to_pil_image(clamped)


def assigned_to_a_misspelt_variable():
    image = torch.randn(3, 16, 16)
    imgae = image.clamp(0, 1)
    to_pil_image(image)  # expect: TPI001
    return imgae


def assigned_to_an_underscore():
    x = torch.randn(3, 16, 16)
    _ = x.clamp(0, 1)
    to_pil_image(x)  # expect: TPI001|TPI005


def clamped_copy_in_place():
    x = torch.randn(3, 16, 16)
    x.clone().clamp_(0, 1)
    to_pil_image(x)  # expect: TPI001|TPI005
    y = x.clone().clamp_(0, 1)
    to_pil_image(y)


def clamped_in_a_chain_that_is_dropped():
    x = torch.randn(3, 16, 16)
    x.mul(0.5).add(0.5).clamp(0, 1)
    to_pil_image(x)  # expect: TPI001|TPI005
    to_pil_image(x.mul(0.5).add(0.5).clamp(0, 1))


def clamped_for_the_log():
    x = torch.randn(3, 16, 16)
    print(x.clamp(0, 1).mean(), file=open("log.txt", "w"))
    to_pil_image(x)  # expect: TPI001


def clamped_for_the_loss():
    x, target = torch.randn(3, 16, 16), torch.rand(3, 16, 16)
    loss = (x.clamp(0, 1) - target).pow(2).mean()
    to_pil_image(x)  # expect: TPI001
    to_pil_image((x.clamp(0, 1) - target).pow(2))
    return loss


def clamped_in_place_under_an_alias_that_was_rebound():
    x = torch.randn(3, 16, 16)
    y = x
    x = x + 1
    y.clamp_(0, 1)
    to_pil_image(x)  # expect: TPI001
    to_pil_image(y)


def dropped_in_a_loop():
    images = [torch.randn(3, 16, 16) for _ in range(3)]
    for image in images:
        image.clamp(0, 1)
        to_pil_image(image)  # expect: TPI005
    for image in images:
        image.clamp_(0, 1)
        to_pil_image(image)


def dropped_in_a_with_block():
    x = torch.randn(3, 16, 16)
    with torch.no_grad():
        x.clamp(0, 1)
    to_pil_image(x)  # expect: TPI005
    with torch.no_grad():
        x.clamp_(0, 1)
    to_pil_image(x)
