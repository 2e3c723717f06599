"""GAN helper package (no entry point) with tests."""
import torch
from torch import nn
from torchvision.transforms.functional import to_pil_image
from torchvision.utils import make_grid


def norm_ip(img, low, high):
    img = img.clamp(low, high)
    return img.sub(low).div(max(high - low, 1e-5))


def norm_range(t, value_range=None):
    if value_range is not None:
        return norm_ip(t, value_range[0], value_range[1])
    return norm_ip(t, float(t.min()), float(t.max()))


def to_img(x):
    x = 0.5 * (x + 1)
    x = x.clamp(0, 1)
    return x.view(x.size(0), 1, 8, 8)


def to_img_lazy(x):
    x = 0.5 * (x + 1)
    return x.view(x.size(0), 1, 8, 8)


class ImagePool:
    def __init__(self, size):
        self.size, self.images = size, []

    def query(self, images):
        out = []
        for image in images:
            if len(self.images) < self.size:
                self.images.append(image)
                out.append(image)
            elif torch.rand(1) > 0.5:
                k = int(torch.randint(0, self.size, (1,)))
                out.append(self.images[k].clone())
                self.images[k] = image
            else:
                out.append(image)
        return torch.stack(out)


class Sampler:
    def __init__(self, generator, latent=4):
        self.generator = generator
        self.latent = latent

    def raw(self, n):
        return self.generator(torch.randn(n, self.latent)).detach()

    def pil(self, n):
        return [to_pil_image(t) for t in to_img_lazy(self.raw(n))]  # truth: open

    def pil_clamped(self, n):
        return [to_pil_image(t) for t in to_img(self.raw(n))]  # truth: safe

    def grid(self, n):
        return to_pil_image(make_grid(to_img_lazy(self.raw(n))))  # truth: open

    def grid_norm(self, n):
        return to_pil_image(norm_range(self.raw(n).view(n, 1, 8, 8))[0])  # truth: safe

    def grid_range(self, n):
        return to_pil_image(norm_range(self.raw(n).view(n, 1, 8, 8), (-1, 1))[0])  # truth: safe


def test_sampler():
    torch.manual_seed(0)
    tanh = Sampler(nn.Sequential(nn.Linear(4, 64), nn.Tanh()))
    tanh.pil(2), tanh.pil_clamped(2), tanh.grid(2), tanh.grid_norm(2), tanh.grid_range(2)


def test_pool():
    pool = ImagePool(2)
    for _ in range(3):
        out = pool.query(torch.rand(2, 3, 4, 4))
        to_pil_image(out[0])  # truth: safe
    wild = ImagePool(2)
    for _ in range(3):
        out = wild.query(torch.randn(2, 3, 4, 4))
        to_pil_image(out[0])  # truth: wrong


def test_linear_generator():
    g = nn.Linear(4, 64)
    to_pil_image(to_img(g(torch.randn(2, 4)).detach())[0])  # truth: safe
    to_pil_image(to_img_lazy(g(torch.randn(2, 4)).detach() * 3)[0])  # truth: wrong
