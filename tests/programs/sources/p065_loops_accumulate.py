"""Accumulators, exponential averages, running minima."""
import torch
from torch import nn
from torchvision.transforms.functional import to_pil_image


class EMA:
    def __init__(self, decay=0.9):
        self.decay = decay
        self.value = None

    def update(self, x):
        if self.value is None:
            self.value = x.clone()
        else:
            self.value = self.decay * self.value + (1 - self.decay) * x
        return self.value


def fade(a, b, steps=4):
    for i in range(steps + 1):
        t = i / steps
        yield (1 - t) * a + t * b


def fade_bug(a, b, steps=4):
    for i in range(steps + 1):
        t = i / steps
        yield a + t * b


torch.manual_seed(0)
frames = [torch.rand(3, 6, 6) for _ in range(5)]
ema = EMA()
for f in frames:
    to_pil_image(ema.update(f))  # truth: safe
wild = EMA()
for f in frames:
    to_pil_image(wild.update(f * 4 - 2))  # truth: wrong
for f in fade(frames[0], frames[1]):
    to_pil_image(f)  # truth: safe
for f in fade_bug(frames[0], frames[1]):
    to_pil_image(f)  # truth: wrong
acc = torch.zeros(3, 6, 6)
for f in frames:
    acc += f
to_pil_image(acc)  # truth: wrong
to_pil_image(acc / len(frames))  # truth: safe
acc = torch.zeros(3, 6, 6)
for f in frames:
    acc += f / 5
to_pil_image(acc)  # truth: safe
low = torch.full((3, 6, 6), float("inf"))
for f in frames:
    low = torch.minimum(low, f)
to_pil_image(low)  # truth: safe
mean = 0
for i, f in enumerate(frames):
    mean = mean + (f - mean) / (i + 1)
to_pil_image(mean)  # truth: safe
out = frames[0]
for _ in range(3):
    out = out * 0.5 + 0.5
to_pil_image(out)  # truth: safe
out = frames[0]
for _ in range(3):
    out = out * 0.5 + 0.6
to_pil_image(out)  # truth: wrong
x = frames[0]
for f in frames[1:]:
    x = (x + f).clamp(0, 1)
to_pil_image(x)  # truth: safe
for f in frames[1:]:
    x = x.clamp(0, 1) + f
to_pil_image(x)  # truth: wrong
