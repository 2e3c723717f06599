"""Relations between values that bound them where plain intervals do not: min-max scaling, blends, squares."""

import torch
from torchvision.transforms.functional import to_pil_image


def min_max():
    x = torch.randn(3, 16, 16)
    to_pil_image((x - x.min()) / (x.max() - x.min()))
    to_pil_image((x - x.min()) / (x.max() - x.min() + 1e-8))
    to_pil_image((x - x.min()).div(x.max() - x.min()))
    to_pil_image((x - torch.min(x)) / (torch.max(x) - torch.min(x)))


def min_max_near_misses():
    x = torch.randn(3, 16, 16)
    to_pil_image((x - x.min()) / x.max())  # expect: TPI0
    to_pil_image((x - x.mean()) / (x.max() - x.min()))  # expect: TPI0
    to_pil_image(x - x.min() / (x.max() - x.min()))  # expect: TPI0
    to_pil_image((x - x.min()) / (x.max() - x.min()) * 255)  # expect: TPI0
    to_pil_image((x - x.min()) / (x.max() + x.min()))  # expect: TPI0
    to_pil_image((x + x.min()) / (x.max() - x.min()))  # expect: TPI0
    to_pil_image((x - x.mean()) / x.std())  # expect: TPI0
    to_pil_image((x - x.min()) / (x.max() - x.min() - 0.5))  # expect: TPI0


def min_max_of_another():
    x, y = torch.randn(3, 16, 16), torch.randn(3, 16, 16)
    to_pil_image((x - y.min()) / (y.max() - y.min()))  # expect: TPI0
    to_pil_image((x - x.min()) / (y.max() - x.min()))  # expect: TPI0
    to_pil_image((y - y.min()) / (y.max() - y.min()))


def min_max_with_names():
    x = torch.randn(3, 16, 16)
    low, high = x.min(), x.max()
    to_pil_image((x - low) / (high - low))
    to_pil_image((x - high) / (high - low))  # expect: TPI0
    x = x * 2
    to_pil_image((x - low) / (high - low))  # expect: TPI0


def min_max_in_place():
    x = torch.randn(3, 16, 16)
    x -= x.min()
    x /= x.max()
    to_pil_image(x)
    x = torch.randn(3, 16, 16)
    x /= x.max()
    x -= x.min()
    to_pil_image(x)  # expect: TPI0
    x = torch.randn(3, 16, 16)
    low, high = x.min().item(), x.max().item()
    x.sub_(low).div_(high - low)
    to_pil_image(x)
    x = torch.randn(3, 16, 16)
    x.sub_(x.min()).div_(x.max() - x.min())
    to_pil_image(x)  # allowed: TPI001


def min_max_with_stale_names_in_place():
    x = torch.randn(3, 16, 16)
    low, high = x.min(), x.max()
    x.mul_(3)
    x.sub_(low).div_(high - low)
    to_pil_image(x)  # expect: TPI0


def min_max_per_channel():
    x = torch.randn(3, 16, 16)
    low = x.amin(dim=(1, 2), keepdim=True)
    high = x.amax(dim=(1, 2), keepdim=True)
    to_pil_image((x - low) / (high - low))
    to_pil_image((x - low) / (high - low + 1e-5))
    to_pil_image((x - low) / (x.mean() - low))  # expect: TPI0
    low = x.view(3, -1).min(1)[0].view(3, 1, 1)
    high = x.view(3, -1).max(dim=1).values.view(3, 1, 1)
    to_pil_image((x - low) / (high - low))  # allowed: TPI001
    to_pil_image((x - low) / high)  # expect: TPI0


def _rescale(t):
    return (t - t.min()) / (t.max() - t.min())


def min_max_in_a_function():
    x = torch.randn(3, 16, 16)
    to_pil_image(_rescale(x))
    to_pil_image(_rescale(x) * 2 - 1)  # expect: TPI0
    to_pil_image(_rescale(x)[0])
    batch = torch.stack([_rescale(image) for image in torch.randn(2, 3, 16, 16)])
    to_pil_image(batch[0])


def divided_by_the_maximum():
    x = torch.rand(3, 16, 16) * 100
    to_pil_image(x / x.max())
    to_pil_image(x / x.mean())  # expect: TPI0
    to_pil_image(x / x.sum())  # allowed: TPI0
    x = torch.randn(3, 16, 16)
    to_pil_image(x / x.max())  # expect: TPI0
    to_pil_image(x / x.abs().max())  # expect: TPI0
    to_pil_image(x.abs() / x.abs().max())
    to_pil_image(x.abs() / x.max())  # expect: TPI0
    to_pil_image(torch.relu(x) / torch.relu(x).max())
    to_pil_image(x.pow(2) / x.pow(2).max())
    to_pil_image((x / x.abs().max() + 1) / 2)
    to_pil_image((x / x.max() + 1) / 2)  # expect: TPI0


def divided_by_the_maximum_with_a_name():
    x = torch.relu(torch.randn(3, 16, 16))
    heatmap = x.mean(dim=0)
    heatmap = heatmap / heatmap.max()
    to_pil_image(heatmap)
    heatmap = x.sum(dim=0)
    heatmap /= torch.max(heatmap)
    to_pil_image(heatmap)
    heatmap = x.sum(dim=0)
    heatmap /= torch.max(x)
    to_pil_image(heatmap)  # expect: TPI0


def blend_of_complements():
    a, b, mask = torch.rand(3, 16, 16), torch.rand(3, 16, 16), torch.rand(1, 16, 16)
    to_pil_image(mask * a + (1 - mask) * b)
    to_pil_image(a * mask + b * (1 - mask))
    to_pil_image((1 - mask) * b + mask * a)
    to_pil_image(b + mask * (a - b))
    to_pil_image(mask * a + mask * b)  # expect: TPI0
    to_pil_image(mask * a + (1 - mask) + b)  # expect: TPI0
    to_pil_image(mask * a + (2 - mask) * b)  # expect: TPI0
    to_pil_image(mask * a + (1 + mask) * b)  # expect: TPI0
    to_pil_image(a + mask * b)  # expect: TPI0


def blend_with_a_mask_out_of_range():
    a, b, mask = torch.rand(3, 16, 16), torch.rand(3, 16, 16), torch.randn(1, 16, 16)
    to_pil_image(mask * a + (1 - mask) * b)  # expect: TPI0
    mask = mask.sigmoid()
    to_pil_image(mask * a + (1 - mask) * b)


def blend_with_another_mask():
    a, b, mask = torch.rand(3, 16, 16), torch.rand(3, 16, 16), torch.rand(1, 16, 16)
    inverse = 1 - mask
    to_pil_image(mask * a + inverse * b)
    mask = torch.rand(1, 16, 16)
    to_pil_image(mask * a + inverse * b)  # expect: TPI0


def blend_of_an_unbounded_image():
    a, b, mask = torch.randn(3, 16, 16), torch.rand(3, 16, 16), torch.rand(1, 16, 16)
    to_pil_image(mask * a + (1 - mask) * b)  # expect: TPI0
    to_pil_image(mask * a.clamp(0, 1) + (1 - mask) * b)


def blend_with_numbers(alpha):
    a, b = torch.rand(3, 16, 16), torch.rand(3, 16, 16)
    to_pil_image(0.3 * a + 0.7 * b)
    to_pil_image(0.7 * a + 0.7 * b)  # expect: TPI0
    to_pil_image((a + b) / 2)
    to_pil_image(a + b / 2)  # expect: TPI0
    to_pil_image(alpha * a + (1 - alpha) * b)  # expect: TPI
    for step in range(5):
        t = step / 4
        to_pil_image((1 - t) * a + t * b)


def lerp():
    a, b, mask = torch.rand(3, 16, 16), torch.rand(3, 16, 16), torch.rand(1, 16, 16)
    to_pil_image(torch.lerp(a, b, 0.5))
    to_pil_image(a.lerp(b, mask))
    to_pil_image(torch.lerp(a, b, 1.5))  # expect: TPI0
    to_pil_image(torch.lerp(a, torch.randn(3, 16, 16), 0.5))  # expect: TPI0


def squares():
    x = torch.tanh(torch.randn(3, 16, 16))
    to_pil_image(x * x)
    to_pil_image(x**2)
    to_pil_image(x.pow(2))
    to_pil_image(x**3)  # expect: TPI0
    to_pil_image(x * torch.tanh(torch.randn(3, 16, 16)))  # expect: TPI0
    to_pil_image(x.abs())
    to_pil_image(torch.sqrt(x.abs()))
    x = torch.randn(3, 16, 16)
    to_pil_image(x * x)  # expect: TPI0


def differences():
    a, b = torch.rand(3, 16, 16), torch.rand(3, 16, 16)
    to_pil_image((a - b).abs())
    to_pil_image(torch.abs(a - b))
    to_pil_image(a - b)  # expect: TPI0
    to_pil_image((a - b) ** 2)
    to_pil_image((a - b + 1) / 2)
    to_pil_image((a - b).abs() * 5)  # expect: TPI0
    to_pil_image(((a - b).abs() * 5).clamp(0, 1))
    to_pil_image(a - a)
    to_pil_image(a - a.mean())  # expect: TPI0


def products():
    a, b = torch.rand(3, 16, 16), torch.rand(3, 16, 16)
    to_pil_image(a * b)
    to_pil_image(1 - (1 - a) * (1 - b))
    to_pil_image(a + b - a * b)
    to_pil_image(a + b)  # expect: TPI0
    to_pil_image(a / (a + b))
    to_pil_image(a / b)  # expect: TPI0


def gamma():
    a = torch.rand(3, 16, 16)
    to_pil_image(a ** (1 / 2.2))
    to_pil_image(a**2.2)
    to_pil_image(a**-0.5)  # expect: TPI0
    to_pil_image(torch.where(a <= 0.0031308, 12.92 * a, 1.055 * a ** (1 / 2.4) - 0.055))  # allowed: TPI0
    to_pil_image(1.055 * a ** (1 / 2.4))  # expect: TPI0


def trigonometry():
    x = torch.randn(3, 16, 16)
    to_pil_image((torch.sin(x) + 1) / 2)
    to_pil_image(torch.sin(x))  # expect: TPI0
    to_pil_image(torch.cos(x) * 0.5 + 0.5)
    to_pil_image(torch.cos(x) * 0.5 + 0.4)  # expect: TPI0
    to_pil_image(torch.exp(-x.pow(2)))
    to_pil_image(torch.exp(-x))  # expect: TPI0
    to_pil_image(torch.erf(x))  # expect: TPI0
