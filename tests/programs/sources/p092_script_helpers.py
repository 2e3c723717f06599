"""Script whose public helper functions only get good values from this script itself."""
import torch
from torch import nn
from torchvision.transforms.functional import to_pil_image


def show(t, name):
    to_pil_image(t).save(name)  # truth: open script


def show_half(t, name):
    to_pil_image(t / 2 + 0.5).save(name)  # truth: open script


def show_both(t, name):
    to_pil_image(t).save(name)  # truth: wrong


def show_scaled(t, name, scale=1.0):
    to_pil_image(t.sigmoid() * scale).save(name)  # truth: open script


def _show(t, name):
    to_pil_image(t).save(name)  # truth: safe


def _show_bad(t, name):
    to_pil_image(t).save(name)  # truth: wrong


def main():
    def local(t, name):
        to_pil_image(t).save(name)  # truth: safe

    def local_bad(t, name):
        to_pil_image(t).save(name)  # truth: wrong

    torch.manual_seed(0)
    x = torch.rand(3, 8, 8)
    with torch.no_grad():
        y = nn.Conv2d(3, 3, 1)(x)
    show(x, "a.png")
    show(y.clamp(0, 1), "b.png")
    show_half(y.tanh(), "c.png")
    show_both(x, "d.png")
    show_both(y, "e.png")
    show_scaled(y, "f.png")
    show_scaled(y, "f2.png", scale=0.5)
    _show(x, "g.png")
    _show(y.sigmoid(), "h.png")
    _show_bad(x, "i.png")
    _show_bad(x * 2, "j.png")
    local(y.softmax(0), "k.png")
    local_bad(y, "l.png")


if __name__ == "__main__":
    main()
