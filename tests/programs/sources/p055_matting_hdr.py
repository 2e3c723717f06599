"""Compositing and merging."""
import torch
from torch import nn
from torchvision.transforms import ToPILImage, ToTensor, GaussianBlur
from PIL import Image

pil = ToPILImage()
torch.manual_seed(0)
fg, bg = ToTensor()(Image.open("input.png")), ToTensor()(Image.open("style.png"))
alpha = ToTensor()(Image.open("mask.png").convert("L"))
pil(alpha).save("alpha.png")  # truth: safe
pil(fg * alpha + bg * (1 - alpha)).save("comp.png")  # truth: safe
pil(fg * alpha + bg * (1 - alpha / 2)).save("comp_bug.png")  # truth: wrong
pil(bg + alpha * (fg - bg)).save("comp_lerp.png")  # truth: safe
pil(bg + alpha * fg).save("premult_bug.png")  # truth: wrong
pil(fg * alpha).save("premult.png")  # truth: safe
pil(fg * alpha / (alpha + 1e-6)).save("unpremult.png")  # truth: safe
pil(fg / (alpha + 1e-6)).save("unpremult_bug.png")  # truth: wrong
soft = GaussianBlur(7, 3.0)(alpha)
pil(soft).save("soft.png")  # truth: safe
trimap = torch.full_like(alpha, 0.5)
trimap[alpha > 0.9] = 1.0
trimap[alpha < 0.1] = 0.0
pil(trimap).save("trimap.png")  # truth: safe
trimap[alpha > 0.9] = 255
pil(trimap).save("trimap_bug.png")  # truth: wrong

exposures = [(fg * g).clamp(0, 1) for g in (0.5, 1.0, 2.0)]
weights = [torch.exp(-((e - 0.5) ** 2) / 0.08) for e in exposures]
merged = sum(w * e for w, e in zip(weights, exposures)) / sum(weights)
pil(merged).save("merged.png")  # truth: safe
radiance = sum(w * e / g for w, e, g in zip(weights, exposures, (0.25, 0.5, 1.0))) / sum(weights)
pil(radiance).save("radiance.png")  # truth: wrong
average = sum(exposures) / len(exposures)
pil(average).save("avg.png")  # truth: safe
total = sum(exposures)
pil(total).save("total.png")  # truth: wrong
stack = torch.stack(exposures)
pil(stack.median(0).values).save("median.png")  # truth: safe
pil(stack.max(0)[0]).save("max.png")  # truth: safe
pil(stack.cumsum(0)[-1]).save("cumsum.png")  # truth: wrong
