"""Adversarial patch with parametrisations."""
import math
import torch
import torch.nn.functional as F
from torch import nn
from torchvision.transforms import functional as TF
from PIL import Image


class Patch(nn.Module):
    def __init__(self, size=10, mode="sigmoid"):
        super().__init__()
        self.param = nn.Parameter(torch.randn(3, size, size))
        self.mode = mode

    def forward(self):
        if self.mode == "sigmoid":
            return torch.sigmoid(self.param)
        if self.mode == "tanh":
            return (torch.tanh(self.param) + 1) / 2
        if self.mode == "clamp":
            return self.param.clamp(0, 1)
        return self.param


def place(img, patch, y, x):
    out = img.clone()
    out[:, y:y + patch.shape[1], x:x + patch.shape[2]] = patch
    return out


def warp(patch, degrees):
    theta = math.radians(degrees)
    m = torch.tensor([[math.cos(theta), -math.sin(theta), 0], [math.sin(theta), math.cos(theta), 0]])
    grid = F.affine_grid(m[None], [1, *patch.shape], align_corners=False)
    return F.grid_sample(patch[None], grid, align_corners=False)[0]


def total_variation(p):
    return (p[:, 1:] - p[:, :-1]).abs().mean()


torch.manual_seed(0)
img = TF.to_tensor(Image.open("input.png"))
for mode in ("sigmoid", "tanh", "clamp"):
    p = Patch(mode=mode)()
    TF.to_pil_image(p.detach()).save(f"{mode}.png")  # truth: safe
    TF.to_pil_image(place(img, p.detach(), 4, 4)).save(f"{mode}_on.png")  # truth: safe
free = Patch(mode="free")
opt = torch.optim.Adam(free.parameters(), lr=0.5)
for step in range(3):
    opt.zero_grad()
    (total_variation(free()) - free().mean()).backward()
    opt.step()
TF.to_pil_image(free().detach()).save("free.png")  # truth: wrong
TF.to_pil_image(place(img, free().detach(), 4, 4)).save("free_on.png")  # truth: wrong
TF.to_pil_image(place(img, free().detach().clamp(0, 1), 4, 4)).save("free_clamped.png")  # truth: safe
free.param.data.clamp_(0, 1)
TF.to_pil_image(free().detach()).save("projected.png")  # truth: safe
TF.to_pil_image(warp(free().detach(), 30)).save("warped.png")  # truth: safe
with torch.no_grad():
    free.param.add_(0.1)
TF.to_pil_image(free().detach()).save("moved.png")  # truth: wrong
TF.to_pil_image(warp(Patch()().detach(), 30)).save("warp_sig.png")  # truth: safe
