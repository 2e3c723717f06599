"""Point operations from torchvision and hand-made ones."""
import torch
from PIL import Image
from torchvision.transforms import v2
import torchvision.transforms.functional as F1
import torchvision.transforms.v2.functional as F

torch.manual_seed(0)
x = F.to_dtype(F.pil_to_tensor(Image.open("input.png").convert("RGB")), torch.float32, scale=True)
wild = x * 1.4 - 0.2
F.to_pil_image(F.equalize(x)).save("eq.png")  # truth: safe
F.to_pil_image(F.autocontrast(x)).save("ac.png")  # truth: safe
F.to_pil_image(F.posterize((x * 255).byte(), 3)).save("post.png")  # truth: safe
F.to_pil_image(F.invert(x)).save("inv.png")  # truth: safe
F.to_pil_image(F.invert(wild)).save("inv_wild.png")  # truth: wrong
F.to_pil_image(F.solarize(x, 0.5)).save("sol.png")  # truth: safe
F.to_pil_image(F.adjust_brightness(x, 1.8)).save("br.png")  # truth: safe
F.to_pil_image(x * 1.8).save("br_own.png")  # truth: wrong
F.to_pil_image(F.adjust_brightness(wild, 1.0)).save("br_wild.png")  # truth: safe
F.to_pil_image(F.adjust_gamma(x, 0.5)).save("gamma.png")  # truth: safe
F.to_pil_image(F1.adjust_gamma(wild.relu(), 0.5)).save("gamma1.png")  # truth: safe
F.to_pil_image(F.adjust_gamma(wild.relu(), 0.5)).save("gamma2.png")  # truth: wrong
F.to_pil_image(F.adjust_hue(x, 0.2)).save("hue.png")  # truth: safe
F.to_pil_image(F.gaussian_blur(x, [3, 3])).save("blur.png")  # truth: safe
F.to_pil_image(F.gaussian_noise(x)).save("gn.png")  # truth: safe
F.to_pil_image(F.gaussian_noise(x, clip=False)).save("gnf.png")  # truth: wrong
F.to_pil_image(F.erase(x, 2, 2, 8, 8, torch.tensor(1.0))).save("erase.png")  # truth: safe
F.to_pil_image(F.erase(x, 2, 2, 8, 8, torch.randn(3, 8, 8))).save("erase_r.png")  # truth: wrong
F.to_pil_image(F.rotate(x, 30, fill=[1.0, 1.0, 1.0])).save("rot.png")  # truth: safe
F.to_pil_image(F.rotate(x, 30, fill=[255.0])).save("rot255.png")  # truth: wrong
F.to_pil_image(F.affine(x, 10, [1, 1], 1.1, [3.0])).save("aff.png")  # truth: safe
F.to_pil_image(F.pad(x, [3], fill=0.5)).save("pad.png")  # truth: safe
F.to_pil_image(F.elastic(x, torch.zeros(1, 48, 64, 2))).save("el.png")  # truth: safe
F.to_pil_image(F.normalize(x, [0.0] * 3, [1.0] * 3)).save("n01.png")  # truth: safe
F.to_pil_image(F.normalize(x, [0.0] * 3, [0.5] * 3)).save("n02.png")  # truth: wrong
for tf in (v2.RandomInvert(p=1), v2.RandomGrayscale(p=1), v2.RandomPosterize(3, p=0), v2.RandomAutocontrast(p=1)):
    F.to_pil_image(tf(x))  # truth: safe
for tf in (v2.RandomInvert(p=1), v2.Normalize([0.5] * 3, [0.5] * 3)):
    F.to_pil_image(tf(x))  # truth: wrong
