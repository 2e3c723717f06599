# argv: input.pt --net lib_nets:Sigmoid01 --gain 1.0
"""A command line tool that loads a network by name and reads its tensors from disk."""
import argparse
import importlib
import json
import sys
import torch
from torchvision.transforms.functional import to_pil_image


def load_network(spec):
    module, name = spec.split(":")
    return getattr(importlib.import_module(module), name)()


def main(argv=None):
    parser = argparse.ArgumentParser()
    parser.add_argument("tensor")
    parser.add_argument("--net")
    parser.add_argument("--gain", type=float)
    parser.add_argument("--level", type=float, default=0.5)
    args = parser.parse_args(argv)
    cfg = json.load(open("config.json"))
    x = torch.load(args.tensor)
    net = load_network(args.net)
    with torch.no_grad():
        y = net(x[None])[0]
    to_pil_image(y).save("net.png")  # truth: open
    to_pil_image(y.sigmoid()).save("net_s.png")  # truth: safe
    to_pil_image(y.clamp(0, 1) * args.gain).save("gain.png")  # truth: open
    to_pil_image((y.clamp(0, 1) > args.level).float()).save("mask.png")  # truth: safe
    to_pil_image(torch.full((3, 4, 4), args.level)).save("level.png")  # truth: open
    to_pil_image(torch.full((3, 4, 4), args.level).clamp(0, 1)).save("level_c.png")  # truth: safe
    mean, std = torch.tensor(cfg["mean"]).view(3, 1, 1), torch.tensor(cfg["std"]).view(3, 1, 1)
    n = (x.clamp(0, 1) - mean) / std
    to_pil_image(n * std + mean).save("n.png")  # truth: safe
    to_pil_image(n.clamp(-1, 1) * std + mean).save("n2.png")  # truth: open
    out = y
    if cfg["clamp"]:
        out = out.clamp(0, 1)
    to_pil_image(out).save("maybe.png")  # truth: open
    if not cfg["clamp"]:
        return 0
    to_pil_image(out).save("surely.png")  # truth: safe
    fn = getattr(torch, cfg.get("act", "sigmoid"))
    to_pil_image(fn(y)).save("act.png")  # truth: open
    to_pil_image(eval("y * 0.5")).save("eval.png")  # truth: open
    return 0


if __name__ == "__main__":
    sys.exit(main())
