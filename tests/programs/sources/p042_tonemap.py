"""Exposure, gamma, tone mapping."""
# argv:
# argv: --gamma -1 --ev 2
import argparse
import torch
from PIL import Image
from torchvision import transforms as T
from torchvision.transforms import functional as TF

parser = argparse.ArgumentParser()
parser.add_argument("--gamma", type=float, default=2.2)
parser.add_argument("--ev", type=float, default=0.5)
args = parser.parse_args()

srgb = T.ToTensor()(Image.open("input.png").convert("RGB"))
linear = srgb ** 2.2
TF.to_pil_image(linear).save("linear.png")  # truth: safe
TF.to_pil_image(linear ** (1 / 2.2)).save("srgb.png")  # truth: safe
TF.to_pil_image(srgb ** args.gamma).save("gamma.png")  # truth: open
TF.to_pil_image((srgb ** args.gamma).clamp(0, 1)).save("gamma_ok.png")  # truth: safe
exposed = linear * 2 ** args.ev
TF.to_pil_image(exposed).save("exposed.png")  # truth: wrong
hdr = linear * 8
TF.to_pil_image(hdr).save("hdr.png")  # truth: wrong
TF.to_pil_image(hdr / (1 + hdr)).save("reinhard.png")  # truth: safe
TF.to_pil_image(1 - torch.exp(-hdr)).save("exposure.png")  # truth: safe
bright = hdr * 4
aces = (bright * (2.51 * bright + 0.03)) / (bright * (2.43 * bright + 0.59) + 0.14)
TF.to_pil_image(aces).save("aces.png")  # truth: wrong
TF.to_pil_image(aces.clamp(0, 1)).save("aces_ok.png")  # truth: safe
log = torch.log1p(hdr) / torch.log1p(hdr.max())
TF.to_pil_image(log).save("log.png")  # truth: safe
TF.to_pil_image(torch.log(hdr + 1e-3)).save("log_raw.png")  # truth: wrong
TF.to_pil_image(srgb.sqrt()).save("sqrt.png")  # truth: safe
TF.to_pil_image(srgb.rsqrt()).save("rsqrt.png")  # truth: wrong
