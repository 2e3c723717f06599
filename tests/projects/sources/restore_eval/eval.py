import argparse

import torch
from PIL import Image
from torchvision.transforms import functional as F

from basic.archs import dynamic
from basic.archs.denoise_arch import Denoiser, OpenDenoiser, OtherDenoiser, RoundDenoiser, STEDenoiser
from basic.tiles import tiled, tiled_mean, tiled_sum

parser = argparse.ArgumentParser()
parser.add_argument("--mode", default="test")
args = parser.parse_args()

torch.manual_seed(0)
x = F.to_tensor(Image.open("input.png").convert("RGB").resize((16, 16)))[None]
with torch.no_grad():
    net = Denoiser()
    F.to_pil_image(net(x)[0]).save("a.png")  # truth: wrong
    net.eval()
    F.to_pil_image(net(x)[0]).save("b.png")  # truth: safe
    F.to_pil_image(tiled(net, x)[0]).save("c.png")  # truth: safe
    F.to_pil_image(tiled_sum(net, x)[0]).save("d.png")  # truth: wrong
    F.to_pil_image(tiled_mean(net, x)[0]).save("e.png")  # truth: safe
    net.train()
    F.to_pil_image(tiled(net, x)[0]).save("f.png")  # truth: wrong
    other = OtherDenoiser()
    F.to_pil_image(other(x)[0]).save("g.png")  # truth: safe
    F.to_pil_image(other.eval()(x)[0]).save("h.png")  # truth: wrong
    F.to_pil_image(STEDenoiser()(x)[0]).save("i.png")  # truth: safe
    F.to_pil_image(RoundDenoiser()(x)[0]).save("j.png")  # truth: wrong
    F.to_pil_image(OpenDenoiser().eval()(x)[0]).save("k.png")  # truth: wrong
    F.to_pil_image(dynamic("STEDenoiser")(x)[0]).save("l.png")  # truth: safe
    F.to_pil_image(dynamic("OpenDenoiser")(x)[0]).save("m.png")  # truth: wrong
    switched = Denoiser().train(args.mode == "train")
    F.to_pil_image(switched(x)[0]).save("n.png")  # truth: open
    F.to_pil_image(switched(x)[0].clamp_(0, 1)).save("o.png")  # truth: safe
