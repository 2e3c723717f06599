"""Test patterns from constructors."""
import math
import torch
from torchvision.transforms.functional import to_pil_image

torch.manual_seed(0)
h, w = 16, 32
ramp = torch.linspace(0, 1, w).expand(1, h, w)
to_pil_image(ramp)  # truth: safe
to_pil_image(torch.linspace(-1, 1, w).expand(1, h, w))  # truth: wrong
to_pil_image(torch.linspace(-1, 1, w).expand(1, h, w).abs())  # truth: safe
to_pil_image(torch.arange(w).float().div(w - 1).repeat(h, 1))  # truth: safe
to_pil_image(torch.arange(w).float().repeat(h, 1))  # truth: wrong
to_pil_image(torch.arange(w, dtype=torch.uint8).repeat(h, 1))  # truth: safe
ys, xs = torch.meshgrid(torch.linspace(-1, 1, h), torch.linspace(-1, 1, w), indexing="ij")
radius = (xs ** 2 + ys ** 2).sqrt()
to_pil_image(radius)  # truth: wrong
to_pil_image((radius < 0.5).float())  # truth: safe
to_pil_image(torch.exp(-radius ** 2 / 0.1))  # truth: safe
to_pil_image(torch.sin(10 * radius))  # truth: wrong
to_pil_image(torch.sin(10 * radius) * 0.5 + 0.5)  # truth: safe
to_pil_image(torch.cos(xs * math.pi) ** 2)  # truth: safe
to_pil_image(torch.zeros(3, h, w))  # truth: safe
to_pil_image(torch.ones(3, h, w) * 0.8)  # truth: safe
to_pil_image(torch.full((3, h, w), 128.0))  # truth: wrong
to_pil_image(torch.full((3, h, w), 128 / 255))  # truth: safe
to_pil_image(torch.full((3, h, w), 128, dtype=torch.uint8))  # truth: safe
to_pil_image(torch.randint(0, 256, (3, h, w)).float() / 255)  # truth: safe
to_pil_image(torch.randint(0, 256, (3, h, w)).float())  # truth: wrong
to_pil_image(torch.bernoulli(torch.full((1, h, w), 0.3)))  # truth: safe
to_pil_image(torch.empty(3, h, w).uniform_())  # truth: safe
to_pil_image(torch.empty(3, h, w).uniform_(-1, 1))  # truth: wrong
to_pil_image(torch.empty(3, h, w).normal_(0.5, 0.3))  # truth: wrong
to_pil_image(torch.eye(h))  # truth: safe
to_pil_image(torch.eye(h) * 255)  # truth: wrong
to_pil_image(torch.stack([ramp[0], 1 - ramp[0], ramp[0] * (1 - ramp[0]) * 4]))  # truth: safe
to_pil_image(torch.outer(torch.hann_window(h), torch.hann_window(w)))  # truth: safe
to_pil_image(torch.fmod(xs * 5, 1.0))  # truth: wrong
to_pil_image(torch.remainder(xs * 5, 1.0))  # truth: safe
