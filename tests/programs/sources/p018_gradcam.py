"""Grad-CAM heat maps, blended over the picture."""
import torch
import torch.nn.functional as F
from torch import nn
from PIL import Image
from torchvision.transforms.functional import to_tensor, to_pil_image


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(nn.Conv2d(3, 8, 3, stride=2, padding=1), nn.ReLU())
        self.head = nn.Linear(8, 4)
        self.activations = None
        self.gradients = None

    def forward(self, x):
        f = self.features(x)
        self.activations = f
        f.register_hook(lambda g: setattr(self, "gradients", g))
        return self.head(f.mean((2, 3)))


def cam(model, x, cls):
    model(x)[0, cls].backward()
    weights = model.gradients.mean((2, 3), keepdim=True)
    return (weights * model.activations).sum(1, keepdim=True).detach()


torch.manual_seed(8)
img = to_tensor(Image.open("input.png").convert("RGB"))
heat = cam(Classifier(), img[None], 1)
heat = F.interpolate(heat, size=img.shape[-2:], mode="bilinear", align_corners=False)[0]
pos = F.relu(heat)
to_pil_image(heat).save("heat.png")  # truth: wrong
to_pil_image(pos / pos.max()).save("relu_max.png")  # truth: safe
to_pil_image(heat / heat.max()).save("signed_max.png")  # truth: wrong
to_pil_image(heat / heat.abs().max()).save("signed_absmax.png")  # truth: wrong
norm = (heat - heat.min()) / (heat.max() - heat.min() + 1e-7)
to_pil_image(norm).save("norm.png")  # truth: safe
half = (heat - heat.min()) / heat.max()
to_pil_image(half).save("half_norm.png")  # truth: wrong
color = torch.cat([norm, 1 - norm, torch.zeros_like(norm)])
to_pil_image(color).save("color.png")  # truth: safe
to_pil_image(0.6 * img + 0.4 * color).save("blend.png")  # truth: safe
to_pil_image(img + 0.4 * color).save("add.png")  # truth: wrong
added = img + color
to_pil_image(added / added.max()).save("add_renorm.png")  # truth: safe
