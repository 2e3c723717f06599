import torch
from PIL import Image
from torchvision import transforms
from torchvision.transforms.functional import to_pil_image, to_tensor

import augment
from augment import Augment, brighten, color, contrast, gaussian, geometry, invert_bright, noise, pipeline
from augment.color import contrast as color_contrast
from augment.color import gamma

torch.manual_seed(0)
x = to_tensor(Image.open("input.png").convert("RGB"))
to_pil_image(brighten(x)).save("0.png")  # truth: safe
to_pil_image(brighten(x, clip=False)).save("1.png")  # truth: wrong
to_pil_image(brighten(x, 0.3, False)).save("2.png")  # truth: wrong
to_pil_image(invert_bright(x)).save("3.png")  # truth: safe
to_pil_image(gamma(x)).save("4.png")  # truth: safe
to_pil_image(color_contrast(x)).save("5.png")  # truth: safe
to_pil_image(contrast(x)).save("6.png")  # truth: wrong
to_pil_image(color.contrast(x)).save("7.png")  # truth: safe
to_pil_image(noise.contrast(x)).save("8.png")  # truth: wrong
to_pil_image(augment.contrast(x)).save("9.png")  # truth: wrong
to_pil_image(gaussian(x)).save("10.png")  # truth: safe
to_pil_image(geometry.zoom(x)).save("11.png")  # truth: safe
to_pil_image(geometry.zoom_sharp(x)).save("12.png")  # truth: wrong
to_pil_image(geometry.pad(x, value=1.0)).save("13.png")  # truth: safe
to_pil_image(geometry.pad(x, value=-1.0)).save("14.png")  # truth: wrong
to_pil_image(Augment(brighten, gaussian)(x)).save("15.png")  # truth: safe
to_pil_image(Augment(gaussian, contrast)(x)).save("16.png")  # truth: wrong
good = transforms.Compose([transforms.Lambda(augment.contrast), transforms.Lambda(augment.brighten), transforms.ToPILImage()])  # truth: safe
bad = transforms.Compose([transforms.Lambda(augment.brighten), transforms.Lambda(augment.contrast), transforms.ToPILImage()])  # truth: wrong
good(x).save("17.png")
bad(x).save("18.png")
Augment(gamma).picture(x).save("19.png")
augment.preview(x).save("20.png")
for name in ("noisy", "bright", "salted", "posterized", "bright_flag"):
    getattr(pipeline, f"preview_{name}")(x).save(f"{name}.png")
