import torch
from torchvision.transforms.functional import to_pil_image

import basic.tta
from basic.archs.denoise_arch import Denoiser, STEDenoiser
from basic.tta import best, extrapolated, flips, median

torch.manual_seed(0)
x = torch.rand(1, 3, 12, 12)
with torch.no_grad():
    models = [Denoiser().eval() for _ in range(3)]
    raw = [Denoiser() for _ in range(3)]
    outputs = [m(x)[0] for m in models]
    raw_outputs = [m(x)[0] for m in raw]
    to_pil_image(flips(models[0], x)[0]).save("a.png")  # truth: safe
    to_pil_image(flips(raw[0], x)[0]).save("b.png")  # truth: wrong
    to_pil_image(extrapolated(models[0], x)[0]).save("c.png")  # truth: wrong
    to_pil_image(median(outputs)).save("d.png")  # truth: safe
    to_pil_image(median(raw_outputs)).save("e.png")  # truth: wrong
    to_pil_image(best(outputs, x[0])).save("f.png")  # truth: safe
    to_pil_image(best(raw_outputs, x[0])).save("g.png")  # truth: wrong
    to_pil_image(basic.tta.flips(STEDenoiser(), x)[0]).save("h.png")  # truth: safe
    to_pil_image(best([*outputs, *raw_outputs], raw_outputs[0])).save("i.png")  # truth: wrong
