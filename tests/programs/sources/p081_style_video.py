# argv: --content input.png --style style.png
# argv: --content input.png --style style.png --preserve-color --alpha 0.4
# argv: --content input.png --style style.png --out-scale 1.5
"""AdaIN style transfer for a picture, with options that touch the range late."""
import argparse
from pathlib import Path
import torch
import torch.nn as nn
from PIL import Image
from torchvision import transforms
from torchvision.transforms.functional import to_pil_image


def adain(c, s, eps=1e-5):
    cm, cs = c.mean((2, 3), keepdim=True), c.std((2, 3), keepdim=True) + eps
    sm, ss = s.mean((2, 3), keepdim=True), s.std((2, 3), keepdim=True)
    return (c - cm) / cs * ss + sm


def match_color(x, ref):
    mu, sd = ref.mean((1, 2), keepdim=True), ref.std((1, 2), keepdim=True)
    return (x - x.mean((1, 2), keepdim=True)) / x.std((1, 2), keepdim=True) * sd + mu


def transform(size, crop):
    steps = [transforms.Resize(size)] if size else []
    if crop:
        steps.append(transforms.CenterCrop(size))
    steps.append(transforms.ToTensor())
    return transforms.Compose(steps)


class StyleNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.encode = nn.Sequential(nn.Conv2d(3, 8, 3, padding=1), nn.ReLU())
        self.decode = nn.Sequential(nn.ReflectionPad2d(1), nn.Conv2d(8, 3, 3))

    def forward(self, c, s, alpha=1.0):
        assert 0.0 <= alpha <= 1.0
        cf = self.encode(c)
        t = adain(cf, self.encode(s))
        return self.decode(alpha * t + (1 - alpha) * cf)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--content", type=str)
    parser.add_argument("--style", type=str)
    parser.add_argument("--alpha", type=float, default=1.0)
    parser.add_argument("--out-scale", type=float, default=1.0)
    parser.add_argument("--preserve-color", action="store_true")
    parser.add_argument("--output", type=Path, default=Path("output"))
    args = parser.parse_args()
    args.output.mkdir(exist_ok=True)
    torch.manual_seed(0)
    tf = transform(24, True)
    content, style = tf(Image.open(args.content)), tf(Image.open(args.style))
    if args.preserve_color:
        style = match_color(style, content)
        to_pil_image(style).save(args.output / "style_color.png")  # truth: wrong
        style = style.clamp(0, 1)
    to_pil_image(style).save(args.output / "style.png")  # truth: safe
    with torch.no_grad():
        out = StyleNet()(content[None], style[None], args.alpha).cpu()[0]
    to_pil_image(out).save(args.output / "out.png")  # truth: wrong
    out = out.clamp(0, 1)
    to_pil_image(out).save(args.output / "out_c.png")  # truth: safe
    to_pil_image(args.alpha * out + (1 - args.alpha) * content).save(args.output / "mix.png")  # truth: open
    to_pil_image(0.5 * out + (1 - 0.5) * content).save(args.output / "half.png")  # truth: safe
    if args.out_scale != 1.0:
        out = nn.functional.interpolate(out[None], scale_factor=args.out_scale, mode="bicubic", antialias=True)[0]
    to_pil_image(out).save(args.output / "scaled.png")  # truth: wrong
    out.clamp_(0, 1)
    to_pil_image(out).save(args.output / "scaled_c.png")  # truth: safe


if __name__ == "__main__":
    main()
