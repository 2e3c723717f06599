"""The same operations in all their spellings; every block has one that only looks like the others."""

import math

import torch
import torch.nn.functional as F
from torch import clamp, nn, sigmoid
from torch.nn.functional import sigmoid as functional_sigmoid
from torchvision.transforms.functional import to_pil_image


def clamps():
    x = torch.randn(3, 16, 16)
    to_pil_image(x.clamp(0, 1))
    to_pil_image(x.clamp(0.0, 1.0))
    to_pil_image(x.clamp(min=0, max=1))
    to_pil_image(x.clamp(0, max=1))
    to_pil_image(x.clip(0, 1))
    to_pil_image(torch.clamp(x, 0, 1))
    to_pil_image(torch.clip(x, 0, 1))
    to_pil_image(torch.clamp(input=x, min=0, max=1))
    to_pil_image(clamp(x, 0, 1))
    to_pil_image(torch.Tensor.clamp(x, 0, 1))  # allowed: TPI001
    to_pil_image(x.clamp_min(0).clamp_max(1))
    to_pil_image(x.clamp_min(0).clamp_min(1))  # expect: TPI0
    to_pil_image(x.clamp(*(0, 1)))
    to_pil_image(x.clamp(**{"min": 0, "max": 1}))
    to_pil_image(x.clamp(**{"min": -1, "max": 1}))  # expect: TPI002
    to_pil_image(x.clamp(max=1, min=-0))
    to_pil_image(x.clamp(0, 10 / 10))
    to_pil_image(x.clamp(0, 1e0))
    to_pil_image(x.clamp(0, 1e1))  # expect: TPI0
    to_pil_image(x.clamp(0, math.pi))  # expect: TPI0
    to_pil_image(x.clamp(0, math.pi / 4))
    to_pil_image(x.clamp(1, 0))
    to_pil_image(x.clamp(False, True))
    to_pil_image(x.clamp(None, 1))  # expect: TPI0
    to_pil_image(nn.Hardtanh(0.0, 1.0)(x))
    to_pil_image(nn.Hardtanh(min_val=0.0, max_val=1.0)(x))
    to_pil_image(nn.Hardtanh(max_val=1.0)(x))  # expect: TPI002
    to_pil_image(nn.ReLU()(x))  # expect: TPI0
    to_pil_image(nn.ReLU6()(x))  # expect: TPI0
    to_pil_image(nn.Hardsigmoid()(x))
    to_pil_image(x.nan_to_num(0).clamp(0, 1))


def sigmoids():
    x = torch.randn(3, 16, 16) * 5
    to_pil_image(torch.sigmoid(x))
    to_pil_image(x.sigmoid())
    to_pil_image(sigmoid(x))
    to_pil_image(functional_sigmoid(x))
    to_pil_image(F.sigmoid(x))
    to_pil_image(nn.Sigmoid()(x))
    to_pil_image(torch.special.expit(x))
    to_pil_image(F.logsigmoid(x))  # expect: TPI0
    to_pil_image(1 / (1 + torch.exp(-x)))
    to_pil_image(x * torch.sigmoid(x))  # expect: TPI0
    to_pil_image(F.silu(x))  # expect: TPI0
    to_pil_image(x.sigmoid() * 2 - 0.5)  # expect: TPI0
    to_pil_image(x.sigmoid().logit())  # expect: TPI0
    to_pil_image(x.sigmoid().round())
    to_pil_image(x.sigmoid_())
    to_pil_image(x)


def precedence():
    x = torch.tanh(torch.randn(3, 16, 16) * 3)
    to_pil_image((x + 1) * 0.5)
    to_pil_image(x + 1 * 0.5)  # expect: TPI0
    to_pil_image((x + 1) / 2)
    to_pil_image(x + 1 / 2)  # expect: TPI0
    to_pil_image(0.5 * (x + 1))
    to_pil_image(0.5 * x + 1)  # expect: TPI0
    to_pil_image(x * 0.5 + 0.5)
    to_pil_image(x * (0.5 + 0.5))  # expect: TPI0
    to_pil_image(x.add(1).mul(0.5))
    to_pil_image(x.add(1.0, alpha=0.5).mul(0.5))  # expect: TPI0
    to_pil_image(torch.add(x, 1).div(2))
    to_pil_image(torch.add(x, 1, alpha=2).div(2))  # expect: TPI0
    to_pil_image(-x * 0.5 + 0.5)
    to_pil_image(-(x * 0.5 + 0.5))  # expect: TPI0
    to_pil_image(x**2)
    to_pil_image(-(x**2))  # expect: TPI0
    to_pil_image((-x) ** 2)


def clamp_at_the_wrong_place():
    x = torch.randn(3, 16, 16)
    to_pil_image((x * 0.5 + 0.5).clamp(0, 1))
    to_pil_image(x.clamp(0, 1) * 0.5 + 0.5)
    to_pil_image(x.clamp(0, 1) + 0.5)  # expect: TPI0
    to_pil_image(x * 0.5 + torch.tensor(0.5).clamp(0, 1))  # expect: TPI0
    to_pil_image((x + 1).clamp(0, 1) / 2)
    to_pil_image((x / 2).clamp(0, 1) * 2)  # expect: TPI0
    to_pil_image(x.mul(255).clamp(0, 255) / 255)
    to_pil_image(x.mul(255).clamp(0, 1) / 255)
    to_pil_image(x.mul(255).clamp(0, 255) / 25.5)  # expect: TPI0
    to_pil_image(x.clamp(0, 1).unsqueeze(0).squeeze(0))
    to_pil_image(torch.stack([x[0].clamp(0, 1), x[1].clamp(0, 1), x[2]]))  # expect: TPI0
    to_pil_image(torch.stack([x[0].clamp(0, 1), x[1].clamp(0, 1), x[2].clamp(0, 1)]))
    to_pil_image(torch.stack([channel.clamp(0, 1) for channel in x]))
    to_pil_image(torch.stack([x[0].clamp(0, 1)] * 3))


def neighbouring_names():
    x1, xl = torch.rand(3, 16, 16), torch.randn(3, 16, 16)
    to_pil_image(x1)
    to_pil_image(xl)  # expect: TPI001
    output, outputs = torch.randn(3, 16, 16).clamp(0, 1), torch.randn(2, 3, 16, 16)
    to_pil_image(output)
    to_pil_image(outputs[0])  # expect: TPI001
    for output in outputs:
        to_pil_image(output)  # expect: TPI001
    to_pil_image(output)  # expect: TPI001|TPI004


def chained_assignment():
    a = b = torch.randn(3, 16, 16)
    a = a.clamp(0, 1)
    to_pil_image(a)
    to_pil_image(b)  # expect: TPI001
    a = b = torch.randn(3, 16, 16)
    a.clamp_(0, 1)
    to_pil_image(b)
    first, *rest = torch.randn(3, 16, 16), torch.rand(3, 16, 16), torch.rand(3, 16, 16)
    to_pil_image(first)  # expect: TPI001
    to_pil_image(rest[0])
    *rest, last = torch.rand(3, 16, 16), torch.rand(3, 16, 16), torch.randn(3, 16, 16)
    to_pil_image(rest[-1])
    to_pil_image(last)  # expect: TPI001
    (a, (b, c)) = torch.rand(3, 16, 16), (torch.randn(3, 16, 16), torch.rand(3, 16, 16))
    to_pil_image(a)
    to_pil_image(b)  # expect: TPI001
    to_pil_image(c)


def conversions_that_do_nothing_to_the_range():
    x = torch.rand(3, 16, 16)
    to_pil_image(x.cpu().detach().clone().contiguous().float().to("cpu"))
    to_pil_image(x.to(torch.float64).type_as(x).requires_grad_(False))
    to_pil_image(torch.as_tensor(x.tolist()))
    to_pil_image(torch.tensor(x.numpy()))
    to_pil_image(x.half().float())
    to_pil_image(torch.tensor(x.numpy() * 2))  # expect: TPI0
    to_pil_image(x.new_zeros(3, 4, 4))
    to_pil_image(x.new_tensor([[2.0]]))  # expect: TPI0
    to_pil_image(torch.rand_like(x))
    to_pil_image(torch.randn_like(x))  # expect: TPI001
    to_pil_image(torch.zeros_like(x).normal_())  # expect: TPI001
    to_pil_image(torch.zeros_like(x).uniform_())
    to_pil_image(torch.full_like(x, 0.5))
    to_pil_image(torch.full_like(x, 5))  # expect: TPI0
