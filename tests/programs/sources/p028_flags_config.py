"""A dict configuration decides; flags correlate."""
import json
import torch
from torch import nn
from torchvision.transforms.functional import to_pil_image

with open("config.json") as f:
    cfg = json.load(f)

DEFAULTS = {"clamp": True, "scale": 1.0, "tanh": True}


def visualise(out, cfg):
    if cfg["clamp"]:
        out = out.clamp(0, 1)
    if cfg["clamp"]:
        return to_pil_image(out)  # truth: safe
    return to_pil_image((out - out.min()) / (out.max() - out.min() + 1e-6))  # truth: safe


torch.manual_seed(0)
net = nn.Conv2d(3, 3, 1)
with torch.no_grad():
    out = net(torch.rand(1, 3, 8, 8))[0]
visualise(out, cfg)
visualise(out, {"clamp": False})
x = torch.rand(3, 8, 8)
to_pil_image(x * cfg["scale"]).save("scaled.png")  # truth: open
to_pil_image((x * cfg["scale"]).clamp(0, 1)).save("scaled_ok.png")  # truth: safe
to_pil_image(x * DEFAULTS["scale"]).save("default.png")  # truth: safe
y = torch.tanh(out)
if DEFAULTS["tanh"]:
    y = (y + 1) / 2
to_pil_image(y).save("y.png")  # truth: safe
z = out
clamped = False
if torch.rand(1) > 0.5:
    z = z.clamp(0, 1)
    clamped = True
if clamped:
    to_pil_image(z).save("z.png")  # truth: safe
else:
    to_pil_image(z).save("z_raw.png")  # truth: wrong
to_pil_image(z.sigmoid() if not clamped else z).save("z2.png")  # truth: safe
