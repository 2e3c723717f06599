import sys

sys.path.append("notebooks")
sys.path.insert(0, ".")

import torch
from torchvision import transforms

import plotting
from helpers import overlay, to_unit

to_pil = transforms.ToPILImage()
torch.manual_seed(2)
x = torch.rand(3, 10, 10)
a = torch.randn(10, 10)
to_pil(plotting.cam(x, torch.sigmoid(a))).save("cam.png")  # truth: safe
to_pil(plotting.cam(x, a)).save("cam_raw.png")  # truth: wrong
to_pil(overlay(x, to_unit(a))).save("overlay.png")  # truth: safe
to_pil(overlay(x, to_unit(a), alpha=0.25)).save("overlay_025.png")  # truth: safe
to_pil(overlay(x, to_unit(a), alpha=-0.5)).save("overlay_negative.png")  # truth: wrong
