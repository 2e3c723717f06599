"""Converters of a training framework, no entry point; tests at the bottom."""
from typing import Callable, Optional, Sequence, Union
import torch
from torch import Tensor, nn
from torchvision.transforms.functional import to_pil_image


class ImageLogger:
    def __init__(self, every: int = 1, denormalize: Optional[Callable] = None, clip: bool = True):
        self.every = every
        self.denormalize = denormalize
        self.clip = clip
        self.images = []

    def log(self, x: Tensor, step: int):
        if step % self.every:
            return
        if self.denormalize is not None:
            x = self.denormalize(x)
        if self.clip:
            x = x.clamp(0, 1)
        self.images.append(to_pil_image(x))  # truth: open

    def log_clipped(self, x: Tensor, step: int):
        if step % self.every:
            return
        if self.denormalize is not None:
            x = self.denormalize(x)
        x = x.clamp(0, 1)
        self.images.append(to_pil_image(x))  # truth: safe

    def log_mask(self, logits: Tensor):
        probs = logits.sigmoid()
        self.images.append(to_pil_image(probs))  # truth: safe

    def log_error(self, a: Tensor, b: Tensor):
        self.images.append(to_pil_image((a - b).abs()))  # truth: open

    def log_relative_error(self, a: Tensor, b: Tensor):
        err = (a - b).abs()
        self.images.append(to_pil_image(err / err.max().clamp(min=1e-6)))  # truth: safe


def to_pils(images: Union[Tensor, Sequence[Tensor]]):
    return [to_pil_image(i) for i in images]  # truth: open


def to_pils_safe(images: Union[Tensor, Sequence[Tensor]]):
    return [to_pil_image(i.clamp(0, 1)) for i in images]  # truth: safe


def predict(model: nn.Module, x: Tensor):
    return to_pil_image(model(x.unsqueeze(0)).squeeze(0).detach())  # truth: open


def concat(a: Tensor, b: Tensor):
    return to_pil_image(torch.cat([a.clamp(0, 1), b], dim=-1))  # truth: open


def concat_safe(a: Tensor, b: Tensor):
    return to_pil_image(torch.cat([a, b], dim=-1).clamp(0, 1))  # truth: safe


def upscale(x: Tensor):
    x = nn.functional.interpolate(x.clamp(0, 1)[None], scale_factor=2, mode="bicubic")[0]
    return to_pil_image(x)  # truth: wrong


def upscale_safe(x: Tensor):
    x = nn.functional.interpolate(x[None], scale_factor=2, mode="bicubic")[0].clamp(0, 1)
    return to_pil_image(x)  # truth: safe


def test_logger():
    x = (torch.rand(3, 8, 8) > 0.5).float()
    log = ImageLogger(denormalize=lambda t: t * 0.5 + 0.5)
    log.log(x, 0), log.log_clipped(x, 0), log.log_mask(x * 9 - 4), log.log_error(x, x * 0.5), log.log_relative_error(x, x * 3)
    to_pils([x]), to_pils_safe([x * 2]), concat(x, x), concat_safe(x, x * 2), upscale(x), upscale_safe(x)
    predict(nn.Identity(), x)
