# argv: --input input.pt
# argv: --input input.pt --no-clamp --gain 3
# argv: --input input.pt --range tanh
# argv: --input input.pt --range tanh --no-clamp
"""Inference script of the usual shape."""
import argparse
import torch
from torch import nn
from torchvision.transforms.functional import to_pil_image


def parse_args():
    p = argparse.ArgumentParser()
    p.add_argument("--input", required=True)
    p.add_argument("--gain", type=float, default=1.0)
    p.add_argument("--no-clamp", action="store_true")
    p.add_argument("--range", choices=["unit", "tanh"], default="unit")
    return p.parse_args()


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Conv2d(3, 8, 3, 1, 1), nn.LeakyReLU(0.1), nn.Conv2d(8, 3, 3, 1, 1))

    def forward(self, x):
        return self.body(x)


def main():
    args = parse_args()
    torch.manual_seed(0)
    x = torch.load(args.input)
    to_pil_image(x).save("input.png")  # truth: open
    to_pil_image(x.clamp(0, 1) * args.gain).save("gain.png")  # truth: open
    to_pil_image((x * args.gain).clamp(0, 1)).save("gain_ok.png")  # truth: safe
    with torch.no_grad():
        out = Net()(x[None])[0]
    if not args.no_clamp:
        out = out.clamp(0, 1)
    to_pil_image(out).save("out.png")  # truth: wrong
    if args.range == "tanh":
        out = torch.tanh(out)
        vis = out * 0.5 + 0.5
    else:
        vis = out.sigmoid()
    to_pil_image(vis).save("vis.png")  # truth: safe
    to_pil_image(vis if args.range == "unit" else out).save("mixed.png")  # truth: wrong
    if args.no_clamp:
        to_pil_image(out.clip(0, 1)).save("other.png")  # truth: safe
    else:
        to_pil_image(out).save("same_flag.png")  # truth: safe


if __name__ == "__main__":
    main()
