"""Custom autograd functions that clamp in their forward pass."""

import torch
from torch import nn
from torch.autograd import Function
from torchvision.transforms.functional import to_pil_image


class ClampWithGradient(Function):
    @staticmethod
    def forward(ctx, tensor, low, high):
        ctx.save_for_backward(tensor)
        return tensor.clamp(low, high)

    @staticmethod
    def backward(ctx, gradient):
        return gradient, None, None


class ClampInTheBackwardPass(torch.autograd.Function):
    """Only the gradient is clamped."""

    @staticmethod
    def forward(ctx, tensor):
        return tensor.view_as(tensor)

    @staticmethod
    def backward(ctx, gradient):
        return gradient.clamp(0, 1)


class Round(Function):
    @staticmethod
    def forward(ctx, tensor):
        return torch.round(tensor * 255) / 255

    @staticmethod
    def backward(ctx, gradient):
        return gradient


clamp_with_grad = ClampWithGradient.apply


def clamped():
    x = torch.randn(3, 16, 16, requires_grad=True)
    to_pil_image(ClampWithGradient.apply(x, 0, 1).detach())
    to_pil_image(ClampWithGradient.apply(x, -1, 1).detach())  # expect: TPI002
    to_pil_image(clamp_with_grad(x, 0, 1).detach())
    to_pil_image(clamp_with_grad(x, 0, 255).detach())  # expect: TPI0


def clamped_in_the_backward_pass():
    x = torch.randn(3, 16, 16, requires_grad=True)
    to_pil_image(ClampInTheBackwardPass.apply(x).detach())  # expect: TPI001


def rounded():
    to_pil_image(Round.apply(torch.rand(3, 16, 16)))
    to_pil_image(Round.apply(torch.randn(3, 16, 16)))  # expect: TPI001


class Synth(nn.Module):
    def __init__(self):
        super().__init__()
        self.decoder = nn.Conv2d(4, 3, 3, padding=1)

    def forward(self, z):
        return clamp_with_grad(self.decoder(z).add(1).div(2), 0, 1)


def in_a_network():
    net = Synth()
    to_pil_image(net(torch.randn(1, 4, 16, 16))[0].detach())
    to_pil_image(net.decoder(torch.randn(1, 4, 16, 16))[0].detach())  # expect: TPI001


def straight_through(x):
    """The value of this expression is that of the clamp."""
    clamped = x.clamp(0, 1)
    to_pil_image(clamped.detach())
    to_pil_image(x + clamped)  # expect: TPI
