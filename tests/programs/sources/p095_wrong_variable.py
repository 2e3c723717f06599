"""Everyday slips: the clamped value is not the converted one."""
import torch
from torch import nn
from torchvision.transforms.functional import to_pil_image


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 3, 1)
        self.last = None

    def forward(self, x):
        out = self.conv(x * 5)
        self.last = out
        return out.clamp(0, 1)


def clamp_list(images):
    for im in images:
        im = im.clamp(0, 1)
    return images


def clamp_list_inplace(images):
    for im in images:
        im.clamp_(0, 1)
    return images


def clamp_list_index(images):
    for i, im in enumerate(images):
        images[i] = im.clamp(0, 1)
    return images


def clamp_arg(t):
    t = t.clamp(0, 1)


def clamp_arg_inplace(t):
    t.clamp_(0, 1)


def clamp_first(batch):
    batch[0].clamp_(0, 1)
    return batch


def fresh():
    return [torch.randn(3, 4, 4) for _ in range(2)]


@torch.no_grad()
def main():
    torch.manual_seed(0)
    model, x = Model(), torch.rand(1, 3, 8, 8)
    out = model(x)
    to_pil_image(out[0])  # truth: safe
    to_pil_image(model.last[0])  # truth: wrong
    to_pil_image(model.conv(x * 5)[0])  # truth: wrong
    images = clamp_list(fresh())
    to_pil_image(images[0])  # truth: wrong
    images = clamp_list_inplace(fresh())
    to_pil_image(images[0])  # truth: safe
    images = clamp_list_index(fresh())
    to_pil_image(images[1])  # truth: safe
    t = torch.randn(3, 4, 4)
    clamp_arg(t)
    to_pil_image(t)  # truth: wrong
    clamp_arg_inplace(t)
    to_pil_image(t)  # truth: safe
    batch = clamp_first(torch.randn(2, 3, 4, 4))
    to_pil_image(batch[0])  # truth: safe
    to_pil_image(batch[1])  # truth: wrong
    a = b = torch.randn(3, 4, 4)
    a.clamp_(0, 1)
    to_pil_image(b)  # truth: safe
    a = b = torch.randn(3, 4, 4)
    a = a.clamp(0, 1)
    to_pil_image(b)  # truth: wrong
    pred, target = torch.randn(3, 4, 4).clamp(0, 1), torch.rand(3, 4, 4)
    pred, target = target, pred * 2
    to_pil_image(pred)  # truth: safe
    to_pil_image(target)  # truth: wrong
    d = {"x": torch.randn(3, 4, 4)}
    e = dict(d)
    e["x"].clamp_(0, 1)
    to_pil_image(d["x"])  # truth: safe
    d = {"x": torch.randn(3, 4, 4)}
    e = dict(d)
    e["x"] = e["x"].clamp(0, 1)
    to_pil_image(d["x"])  # truth: wrong
    parts = torch.randn(2, 3, 4, 4).unbind(0)
    parts[0].clamp_(0, 1)
    to_pil_image(parts[0])  # truth: safe
    to_pil_image(parts[1])  # truth: wrong


main()
