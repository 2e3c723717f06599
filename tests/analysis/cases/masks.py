"""Clamping by hand: mask assignment, where, minimum and maximum, masked_fill."""

import torch
import torch.nn.functional as F
from torchvision.transforms.functional import to_pil_image


def mask_assignment(x):
    x[x > 1] = 1
    x[x < 0] = 0
    to_pil_image(x)


def mask_assignment_floats(x):
    x[x > 1.0] = 1.0
    x[x < 0.0] = 0.0
    to_pil_image(x)


def mask_assignment_reversed(x):
    x[0 > x] = 0
    x[1 < x] = 1
    to_pil_image(x)


def mask_assignment_one_side():
    x = torch.randn(3, 16, 16)
    x[x > 1] = 1
    to_pil_image(x)  # expect: TPI0
    x[x < 0] = 0
    to_pil_image(x)


def mask_assignment_wrong_side():
    x = torch.randn(3, 16, 16)
    x[x > 1] = 0
    x[x < 0] = 1
    to_pil_image(x)
    x = torch.randn(3, 16, 16)
    x[x < 1] = 1
    x[x < 0] = 0
    to_pil_image(x)  # expect: TPI0


def mask_of_another_tensor():
    x, y = torch.randn(3, 16, 16), torch.randn(3, 16, 16)
    x[y > 1] = 1
    x[y < 0] = 0
    to_pil_image(x)  # expect: TPI0


def mask_assignment_to_a_wrong_value():
    x = torch.randn(3, 16, 16)
    x[x > 1] = 1
    x[x < 0] = -1
    to_pil_image(x)  # expect: TPI0


def mask_with_a_name():
    x = torch.randn(3, 16, 16)
    too_big, too_small = x > 1, x < 0
    x[too_big] = 1
    x[too_small] = 0
    to_pil_image(x)  # allowed: TPI001


def mask_with_a_name_that_is_stale():
    x = torch.randn(3, 16, 16)
    too_big, too_small = x > 1, x < 0
    x = x + torch.randn(3, 16, 16)
    x[too_big] = 1
    x[too_small] = 0
    to_pil_image(x)  # expect: TPI0


def masked_fill():
    x = torch.randn(3, 16, 16)
    x.masked_fill_(x > 1, 1)
    x.masked_fill_(x < 0, 0)
    to_pil_image(x)
    x = torch.randn(3, 16, 16)
    x.masked_fill(x > 1, 1)
    x.masked_fill(x < 0, 0)
    to_pil_image(x)  # expect: TPI0
    y = x.masked_fill(x > 1, 1)
    to_pil_image(y.masked_fill(y < 0, 0))
    to_pil_image(x.masked_fill(x > 1, 1).masked_fill(x < 0, 0))  # allowed: TPI001


def where():
    x = torch.randn(3, 16, 16)
    y = torch.where(x > 1, torch.ones_like(x), x)
    to_pil_image(y)  # expect: TPI0
    y = torch.where(y < 0, torch.zeros_like(y), y)
    to_pil_image(y)


def where_nested():
    x = torch.randn(3, 16, 16)
    to_pil_image(torch.where(x < 0, 0.0, torch.where(x > 1, 1.0, x)))
    to_pil_image(torch.where(x < 0, 0.0, torch.where(x > 2, 1.0, x)))  # expect: TPI0
    to_pil_image(torch.where(x > 0, 0.0, torch.where(x > 1, 1.0, x)))  # expect: TPI0


def where_method():
    x = torch.randn(3, 16, 16)
    x = x.where(x > 0, torch.tensor(0.0))
    x = x.where(x < 1, torch.tensor(1.0))
    to_pil_image(x)
    x = torch.randn(3, 16, 16)
    x = x.where(x < 0, torch.tensor(0.0))
    to_pil_image(x)  # expect: TPI0


def minimum_and_maximum():
    x = torch.randn(3, 16, 16)
    to_pil_image(torch.maximum(torch.minimum(x, torch.tensor(1.0)), torch.tensor(0.0)))
    to_pil_image(torch.max(torch.min(x, torch.ones_like(x)), torch.zeros_like(x)))
    to_pil_image(torch.min(torch.min(x, torch.ones_like(x)), torch.zeros_like(x)))  # expect: TPI0
    to_pil_image(torch.maximum(x, torch.tensor(0.0)))  # expect: TPI0


def minimum_of_two_images():
    a, b = torch.rand(3, 16, 16), torch.randn(3, 16, 16)
    to_pil_image(torch.minimum(a, torch.rand(3, 16, 16)))
    to_pil_image(torch.minimum(a, b))  # expect: TPI0
    to_pil_image(torch.minimum(a, b.abs()))
    to_pil_image(torch.maximum(a, b))  # expect: TPI0


def relu_from_both_sides():
    x = torch.randn(3, 16, 16)
    to_pil_image(1 - F.relu(1 - F.relu(x)))
    to_pil_image(1 - F.relu(F.relu(x)))  # expect: TPI0
    to_pil_image(F.hardtanh(x, 0, 1))
    to_pil_image(F.hardtanh(x))  # expect: TPI002
    to_pil_image(F.relu6(x) / 6)
    to_pil_image(F.relu6(x))  # expect: TPI0
    to_pil_image(F.hardsigmoid(x))
    to_pil_image(F.softsign(x))  # expect: TPI002
    to_pil_image(F.softplus(x))  # expect: TPI0


def thresholded():
    x = torch.randn(3, 16, 16)
    to_pil_image((x > 0).float())
    to_pil_image(torch.heaviside(x, torch.tensor(0.5)))
    to_pil_image(torch.sign(x))  # expect: TPI002
    to_pil_image(F.threshold(x, 0, 0))  # expect: TPI0
    to_pil_image(torch.frac(x.abs()))
    to_pil_image(torch.round(x.clamp(0, 1)))


def mask_product():
    x = torch.rand(3, 16, 16)
    mask = (torch.rand(1, 16, 16) > 0.5).float()
    to_pil_image(x * mask)
    to_pil_image(x * mask + torch.rand(3, 16, 16))  # expect: TPI0
    to_pil_image(x * mask + 1 - mask)
    to_pil_image(x * mask + (1 - mask))
    to_pil_image(x * mask - (1 - mask))  # expect: TPI0
    to_pil_image(torch.randn(3, 16, 16) * mask)  # expect: TPI0


def clamped_with_tensors():
    x = torch.randn(3, 16, 16)
    to_pil_image(x.clamp(torch.zeros_like(x), torch.ones_like(x)))
    to_pil_image(torch.clamp(x, min=torch.tensor(0.0), max=torch.tensor(1.0)))
    to_pil_image(x.clamp(torch.zeros_like(x), torch.full_like(x, 2)))  # expect: TPI0


def clamp_bounds():
    x = torch.randn(3, 16, 16)
    to_pil_image(x.clamp(0.1, 0.9))
    to_pil_image(x.clamp(0.0, 1.0))
    to_pil_image(x.clamp(0))  # expect: TPI001
    to_pil_image(x.clamp(min=0))  # expect: TPI001
    to_pil_image(x.clamp(max=1))  # expect: TPI001
    to_pil_image(x.clamp(min=0.0).clamp(max=1.0))
    to_pil_image(x.clamp(-1, 1))  # expect: TPI002
    to_pil_image(x.clamp(0, 1 + 1e-6))
    low, high = 0, 1
    to_pil_image(x.clamp(low, high))
    high = 255
    to_pil_image((x * 100).clamp(low, high))  # expect: TPI002
    to_pil_image((x * 100).clamp(low, high) / high)


def gamma_encoding():
    x = torch.randn(3, 16, 16).clamp(0, 1)
    to_pil_image(torch.where(x <= 0.0031308, x * 12.92, 1.055 * torch.pow(x, 1 / 2.4) - 0.055))
    to_pil_image(torch.where(x > 0.0031308, 1.055 * x ** (1 / 2.4) - 0.055, 12.92 * x))
    to_pil_image(torch.where(x > 0.0031308, 12.92 * x, 1.055 * x ** (1 / 2.4) - 0.055))  # expect: TPI0
    to_pil_image(torch.where(x <= 0.5, x * 12.92, x))  # expect: TPI0


def gamma_decoding():
    x = torch.rand(3, 16, 16)
    to_pil_image(torch.where(x <= 0.04045, x / 12.92, ((x + 0.055) / 1.055) ** 2.4))
    to_pil_image(torch.where(x <= 0.5, x + 0.5, x) ** 2)
