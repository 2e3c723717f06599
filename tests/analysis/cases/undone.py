"""In range once, and opened again after that."""

import torch
import torch.nn.functional as F
from torchvision.transforms import functional as TF
from torchvision.transforms.functional import to_pil_image


def noise_after_the_clamp():
    x = torch.randn(3, 16, 16).clamp(0, 1)
    to_pil_image(x + 0.1 * torch.randn(3, 16, 16))  # expect: TPI003
    to_pil_image((x + 0.1 * torch.randn(3, 16, 16)).clamp(0, 1))
    to_pil_image(x + torch.randn(3, 16, 16).clamp(0, 1) * 0)


def noise_before_the_clamp():
    x = torch.randn(3, 16, 16)
    x = x + 0.1 * torch.randn_like(x)
    x = x.clamp(0, 1)
    to_pil_image(x)
    x = x + 0.1 * torch.randn_like(x)
    to_pil_image(x)  # expect: TPI003
    x = torch.clamp(x, 0, 1)
    to_pil_image(x)


def bicubic_after_the_clamp():
    x = torch.randn(1, 3, 16, 16).clamp(0, 1)
    to_pil_image(F.interpolate(x, scale_factor=2)[0])
    to_pil_image(F.interpolate(x, scale_factor=2, mode="bilinear")[0])
    to_pil_image(F.interpolate(x, scale_factor=2, mode="area")[0])
    to_pil_image(F.interpolate(x, scale_factor=2, mode="bicubic")[0])  # expect: TPI003
    to_pil_image(F.interpolate(x, scale_factor=2, mode="bicubic", antialias=True)[0])  # expect: TPI003
    to_pil_image(F.interpolate(x, scale_factor=2, mode="bicubic").clamp(0, 1)[0])
    to_pil_image(F.interpolate(x, scale_factor=2, mode="bicubic").clamp_(0, 1)[0])


def mode_in_a_variable(flag):
    x = torch.randn(1, 3, 16, 16).sigmoid()
    mode = "bilinear"
    to_pil_image(F.interpolate(x, scale_factor=2, mode=mode)[0])
    mode = "bicubic"
    to_pil_image(F.interpolate(x, scale_factor=2, mode=mode)[0])  # expect: TPI003
    mode = "bicubic" if flag else "nearest"
    to_pil_image(F.interpolate(x, scale_factor=2, mode=mode)[0])  # expect: TPI003|TPI004


def filtered():
    x = (torch.randn(1, 3, 16, 16) > 0).float()
    kernel = torch.tensor([[0.0, -1.0, 0.0], [-1.0, 5.0, -1.0], [0.0, -1.0, 0.0]]).repeat(3, 1, 1, 1)
    to_pil_image(F.conv2d(x, kernel, groups=3)[0])  # expect: TPI
    to_pil_image(F.avg_pool2d(x, 3)[0])
    to_pil_image(F.max_pool2d(x, 3)[0])
    to_pil_image(F.lp_pool2d(x, 2, 3)[0])  # expect: TPI
    to_pil_image(TF.gaussian_blur(x, [3, 3])[0])
    to_pil_image(x[0] + (x[0] - TF.gaussian_blur(x[0], [3, 3])))  # expect: TPI0
    to_pil_image(TF.adjust_sharpness(x, 3.0)[0])


def sampled():
    x = torch.rand(1, 3, 16, 16)
    grid = torch.rand(1, 8, 8, 2) * 2 - 1
    to_pil_image(F.grid_sample(x, grid, align_corners=False)[0])
    to_pil_image(F.grid_sample(x, grid, mode="bicubic", align_corners=False)[0])  # expect: TPI
    to_pil_image(F.pad(x, (1, 1, 1, 1))[0])
    to_pil_image(F.pad(x, (1, 1, 1, 1), value=2.0)[0])  # expect: TPI0
    to_pil_image(F.pad(x, (1, 1, 1, 1), mode="reflect")[0])


def scaled_back_after_the_clamp():
    x = torch.randn(3, 16, 16).clamp(0, 1)
    to_pil_image(x * 2 - 1)  # expect: TPI0
    to_pil_image(x * 255)  # expect: TPI0
    to_pil_image(x.mul(255).div(255))
    to_pil_image(x * 0.9 + 0.1)
    to_pil_image(x * 0.9 + 0.2)  # expect: TPI0
    to_pil_image(x.sub(0.5))  # expect: TPI0
    to_pil_image(x.sub(0.5).abs())
    to_pil_image(1 - x)
    to_pil_image(x.neg())  # expect: TPI0


def dropped_out():
    x = torch.rand(3, 16, 16)
    to_pil_image(F.dropout(x, 0.5, training=False))
    to_pil_image(F.dropout(x, 0.5))  # expect: TPI0
    to_pil_image(torch.bernoulli(x))
    to_pil_image(torch.poisson(x * 10) / 10)  # expect: TPI0


def summed_up():
    x = torch.rand(3, 16, 16)
    to_pil_image(x.mean(0))
    to_pil_image(x.sum(0))  # expect: TPI0
    to_pil_image(x.sum(0) / 3)  # expect: TPI
    to_pil_image(x.cumsum(0))  # expect: TPI0
    to_pil_image(x.max(0).values)
    to_pil_image(x.norm(dim=0))  # expect: TPI0
    to_pil_image(0.299 * x[0] + 0.587 * x[1] + 0.114 * x[2])
    to_pil_image(0.5 * x[0] + 0.587 * x[1] + 0.314 * x[2])  # expect: TPI0
    to_pil_image(torch.einsum("chw,c->hw", x, torch.tensor([2.0, 2.0, 2.0])))  # expect: TPI


def rearranged():
    x = torch.rand(4, 3, 16, 16)
    to_pil_image(x.permute(1, 2, 0, 3).reshape(3, 16, 64))
    to_pil_image(torch.cat(list(x), dim=2))
    to_pil_image(torch.cat([x[0], x[1] * 2], dim=2))  # expect: TPI0
    to_pil_image(torch.stack([x[0, 0], x[1, 1], x[2, 2]]))
    to_pil_image(x.flip(-1)[0].roll(3, 1).transpose(1, 2).contiguous())
    to_pil_image(x[0, [2, 1, 0]])
    to_pil_image(x.chunk(2)[1][0])
    to_pil_image(x.unbind(0)[2])
    to_pil_image(x.cpu().detach().squeeze()[3].float())
