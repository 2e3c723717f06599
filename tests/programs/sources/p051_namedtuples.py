"""Structured outputs: NamedTuple, dataclass, dict, tuple unpacking."""
from collections import namedtuple
from dataclasses import dataclass
from typing import NamedTuple
import torch
from torch import nn
from torchvision.transforms.functional import to_pil_image


class Output(NamedTuple):
    logits: torch.Tensor
    probs: torch.Tensor


@dataclass
class Sample:
    image: torch.Tensor
    noise: torch.Tensor

    @property
    def noisy(self):
        return self.image + self.noise

    @property
    def noisy_clamped(self):
        return self.noisy.clamp(0, 1)


Pair = namedtuple("Pair", "low high")


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 3, 3, padding=1)

    def forward(self, x):
        logits = self.conv(x)
        return Output(logits=logits, probs=logits.sigmoid())


def split(x):
    low = x * 0.5
    return Pair(low=low, high=x - low * 3)


torch.manual_seed(0)
x = torch.rand(2, 3, 8, 8)
out = Net()(x)
to_pil_image(out.logits[0].detach())  # truth: wrong
to_pil_image(out.probs[0].detach())  # truth: safe
logits, probs = out
to_pil_image(logits[1].detach())  # truth: wrong
to_pil_image(probs[1].detach())  # truth: safe
s = Sample(image=x[0], noise=torch.randn(3, 8, 8) * 0.2)
to_pil_image(s.image)  # truth: safe
to_pil_image(s.noisy)  # truth: wrong
to_pil_image(s.noisy_clamped)  # truth: safe
pair = split(x[1])
to_pil_image(pair.low)  # truth: safe
to_pil_image(pair.high)  # truth: wrong
state = {"image": x[0], "pred": logits[0].detach()}
to_pil_image(state["image"])  # truth: safe
to_pil_image(state["pred"])  # truth: wrong
state["pred"] = state["pred"].clamp(0, 1)
to_pil_image(state["pred"])  # truth: safe
for key in ("image", "pred"):
    to_pil_image(state[key])  # truth: safe
(a, *rest), last = [x[0], x[1], logits[1].detach()], x[0] * 2
to_pil_image(a)  # truth: safe
to_pil_image(rest[1])  # truth: wrong
to_pil_image(last)  # truth: wrong
