# argv: --arch sigmoid
# argv: --arch tanh
# argv: --arch linear
"""--arch picks the network; the display code must fit all of them."""
import argparse
import torch
import torch.nn as nn
import torchvision.transforms as T


class Backbone(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 3, 3, padding=1)


class SigmoidNet(Backbone):
    def forward(self, x):
        return torch.sigmoid(self.conv(x))


class TanhNet(Backbone):
    def forward(self, x):
        return torch.tanh(self.conv(x))


class LinearNet(Backbone):
    def forward(self, x):
        return self.conv(x)


ARCHS = {"sigmoid": SigmoidNet, "tanh": TanhNet, "linear": LinearNet}
BOUNDED = {"sigmoid": SigmoidNet, "tanh": TanhNet}


def get_model(arch):
    if arch == "sigmoid":
        return SigmoidNet()
    elif arch == "tanh":
        return TanhNet()
    raise ValueError(arch)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--arch", choices=list(ARCHS), default="sigmoid")
    args = parser.parse_args()
    torch.manual_seed(0)
    to_pil = T.ToPILImage()
    x = torch.rand(1, 3, 8, 8)
    model = ARCHS[args.arch]()
    with torch.no_grad():
        y = model(x)[0]
    to_pil(y).save("raw.png")  # truth: wrong
    to_pil(y.clamp(0, 1)).save("clamped.png")  # truth: safe
    if args.arch == "sigmoid":
        to_pil(y).save("sig.png")  # truth: safe
    elif args.arch == "tanh":
        to_pil(y / 2 + 0.5).save("tanh.png")  # truth: safe
    else:
        to_pil(y).save("lin.png")  # truth: wrong
    b = BOUNDED.get(args.arch, SigmoidNet)()(x)[0].detach()
    to_pil(b / 2 + 0.5).save("bounded.png")  # truth: safe
    to_pil(b).save("bounded_raw.png")  # truth: wrong
    if args.arch in ("sigmoid", "tanh"):
        g = get_model(args.arch)(x)[0].detach()
        to_pil(g.abs()).save("abs.png")  # truth: safe
        to_pil(g).save("g.png")  # truth: wrong


if __name__ == "__main__":
    main()
