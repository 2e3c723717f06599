# argv: --method bicubic
# argv: --method net --self-ensemble
# argv: --method net --y-only
# argv: --method nearest
"""Evaluation of SR: PSNR on the Y channel, saving results."""
import argparse
import math
import os
from pathlib import Path
import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from torch import nn
from torchvision.transforms.functional import to_pil_image, to_tensor


def psnr(a, b):
    mse = (a - b).pow(2).mean().item()
    return -10 * math.log10(max(mse, 1e-10))


def self_ensemble(fn, x):
    outs = []
    for k in range(4):
        y = torch.rot90(x, k, (2, 3))
        outs.append(torch.rot90(fn(y), -k, (2, 3)))
    return sum(outs) / len(outs)


def upscale(args, net, x):
    if args.method == "bicubic":
        return F.interpolate(x, scale_factor=2, mode="bicubic")
    if args.method == "nearest":
        return F.interpolate(x, scale_factor=2, mode="nearest")
    if args.self_ensemble:
        return self_ensemble(net, x)
    return net(x)


def merge_y(y, rgb):
    ycc = np.array(rgb.convert("YCbCr"))
    ycc[..., 0] = (y.squeeze().clamp(0, 1).numpy() * 255).round().astype(np.uint8)
    return Image.fromarray(ycc, "YCbCr").convert("RGB")


@torch.no_grad()
def main(args):
    torch.manual_seed(0)
    net = nn.Sequential(nn.Conv2d(3, 12, 3, padding=1), nn.PixelShuffle(2)).eval()
    os.makedirs("res", exist_ok=True)
    scores = []
    for path in sorted(Path("frames").iterdir()):
        hr = to_tensor(Image.open(path).convert("RGB"))[None]
        lr = F.avg_pool2d(hr, 2)
        sr = upscale(args, net, lr)
        scores.append(psnr(sr.clamp(0, 1), hr))
        stem = path.stem
        to_pil_image(lr[0]).save(f"res/{stem}_lr.png")  # truth: safe
        to_pil_image(sr[0]).save(f"res/{stem}_raw.png")  # truth: wrong
        to_pil_image(sr.clamp(0, 1)[0]).save(f"res/{stem}.png")  # truth: safe
        if args.method == "nearest":
            to_pil_image(sr[0]).save(f"res/{stem}_nearest.png")  # truth: safe
        if args.y_only:
            y = (sr * torch.tensor([0.299, 0.587, 0.114]).view(1, 3, 1, 1)).sum(1)
            merge_y(y, Image.open(path)).save(f"res/{stem}_y.png")
            to_pil_image(y).save(f"res/{stem}_luma.png")  # truth: wrong
        luma = (hr * torch.tensor([0.299, 0.587, 0.114]).view(1, 3, 1, 1)).sum(1)
        to_pil_image(luma).save(f"res/{stem}_hr_luma.png")  # truth: safe
        diff = (sr.clamp(0, 1) - hr).abs()
        to_pil_image(diff[0]).save(f"res/{stem}_diff.png")  # truth: safe
        to_pil_image((diff * 10)[0]).save(f"res/{stem}_diff10.png")  # truth: wrong
        to_pil_image((diff * 10).clamp(max=1)[0]).save(f"res/{stem}_diff10c.png")  # truth: safe
        side = torch.cat([F.interpolate(lr, scale_factor=2, mode="bilinear"), sr.clamp(0, 1), hr], dim=3)
        to_pil_image(side[0]).save(f"res/{stem}_side.png")  # truth: safe
    print(sum(scores) / len(scores))


if __name__ == "__main__":
    p = argparse.ArgumentParser()
    p.add_argument("--method", default="net")
    p.add_argument("--self-ensemble", action="store_true")
    p.add_argument("--y-only", action="store_true")
    main(p.parse_args())
