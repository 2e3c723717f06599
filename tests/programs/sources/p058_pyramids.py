"""Gaussian/Laplacian pyramids and multi-scale fusion."""
import torch
import torch.nn.functional as F
from PIL import Image
from torchvision.transforms import InterpolationMode
from torchvision.transforms.functional import resize, to_pil_image, to_tensor


def down(x):
    return F.avg_pool2d(x, 2)


def up(x, size):
    return F.interpolate(x, size=size, mode="bilinear", align_corners=False)


def gaussian_pyramid(x, n=3):
    levels = [x]
    for _ in range(n):
        levels.append(down(levels[-1]))
    return levels


def laplacian_pyramid(x, n=3):
    levels, current = [], x
    for _ in range(n):
        small = down(current)
        levels.append(current - up(small, current.shape[-2:]))
        current = small
    return levels + [current]


def collapse(levels):
    x = levels[-1]
    for level in reversed(levels[:-1]):
        x = up(x, level.shape[-2:]) + level
    return x


x = to_tensor(Image.open("input.png"))[None]
for i, level in enumerate(gaussian_pyramid(x)):
    to_pil_image(level[0]).save(f"g{i}.png")  # truth: safe
lap = laplacian_pyramid(x)
for i, level in enumerate(lap[:-1]):
    to_pil_image(level[0]).save(f"l{i}.png")  # truth: wrong
    to_pil_image(level[0] / 2 + 0.5).save(f"lh{i}.png")  # truth: safe
to_pil_image(lap[-1][0]).save("residual.png")  # truth: safe
boosted = [2 * level for level in lap[:-1]] + [lap[-1]]
to_pil_image(collapse(boosted)[0]).save("boost.png")  # truth: wrong
to_pil_image(collapse(boosted)[0].clamp(0, 1)).save("boost_ok.png")  # truth: safe
to_pil_image(resize(x[0], [100, 120])).save("bilinear.png")  # truth: safe
to_pil_image(resize(x[0], [100, 120], interpolation=InterpolationMode.BICUBIC)).save("bicubic.png")  # truth: wrong
to_pil_image(resize(x[0], [100, 120], interpolation=InterpolationMode.NEAREST)).save("nearest.png")  # truth: safe
to_pil_image(resize((x[0] * 255).byte(), [100, 120], interpolation=InterpolationMode.BICUBIC)).save("b8.png")  # truth: safe
to_pil_image(F.interpolate(x, scale_factor=2, mode="area")[0]).save("area.png")  # truth: safe
mode = "bicubic" if x.shape[-1] > 32 else "bilinear"
to_pil_image(F.interpolate(x, scale_factor=2, mode=mode)[0]).save("dyn.png")  # truth: wrong
