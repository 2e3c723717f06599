"""Depth maps: normalising for display."""
import numpy as np
import torch
from torch import nn
from torchvision.transforms import ToPILImage


class DepthNet(nn.Module):
    def __init__(self, max_depth=10.0):
        super().__init__()
        self.max_depth = max_depth
        self.body = nn.Sequential(nn.Conv2d(3, 8, 3, padding=1), nn.ReLU(), nn.Conv2d(8, 1, 3, padding=1))

    def forward(self, x):
        return self.max_depth * torch.sigmoid(self.body(x))


def minmax(d):
    d_min, d_max = d.min(), d.max()
    return (d - d_min) / (d_max - d_min + 1e-8)


def robust(d):
    lo, hi = torch.quantile(d, 0.02), torch.quantile(d, 0.98)
    return (d - lo) / (hi - lo)


to_pil = ToPILImage()
net = DepthNet().eval()
with torch.no_grad():
    depth = net(torch.rand(1, 3, 24, 24))[0]

to_pil(depth).save("metres.png")  # truth: wrong
to_pil(depth / net.max_depth).save("scaled.png")  # truth: safe
to_pil(depth / depth.max()).save("by_max.png")  # truth: safe
to_pil(minmax(depth)).save("minmax.png")  # truth: safe
to_pil(robust(depth)).save("robust.png")  # truth: wrong
to_pil(robust(depth).clamp(0, 1)).save("robust_ok.png")  # truth: safe
disparity = 1.0 / (depth + 1e-3)
to_pil(disparity).save("disparity.png")  # truth: wrong
gt = np.load("depth.npy")
to_pil(torch.from_numpy(gt)).save("gt.png")  # truth: open
to_pil(torch.from_numpy((gt - gt.min()) / (gt.max() - gt.min()))).save("gt_norm.png")  # truth: safe
to_pil(minmax(torch.from_numpy(gt))).save("gt_norm2.png")  # truth: safe
