"""Model registry and visualisation helpers, exercised by tests."""
import torch
from torch import nn
from torchvision.transforms.functional import to_pil_image

MODELS = {}


def register(name):
    def deco(cls):
        MODELS[name] = cls
        return cls
    return deco


@register("sigmoid")
class A(nn.Module):
    def __init__(self):
        super().__init__()
        self.c = nn.Conv2d(3, 3, 1)

    def forward(self, x):
        return self.c(x).sigmoid()


@register("linear")
class B(A):
    def forward(self, x):
        return self.c(x)


def infer(model, x):
    model.eval()
    with torch.no_grad():
        return to_pil_image(model(x)[0])  # truth: open


def infer_sigmoid(model, x):
    model.eval()
    with torch.no_grad():
        return to_pil_image(model(x)[0].sigmoid())  # truth: safe


def infer_named(name, x):
    model = MODELS[name]()
    return to_pil_image(model(x)[0].detach())  # truth: wrong


def infer_a(x):
    return to_pil_image(A()(x)[0].detach())  # truth: safe


class Viewer:
    def __init__(self, scale=1.0, clamp=True):
        self.scale = scale
        self.clamp = clamp

    def view(self, x):
        x = torch.sigmoid(x) * self.scale
        return to_pil_image(x)  # truth: open

    def view_clamped(self, x):
        x = (torch.sigmoid(x) * self.scale).clamp(0, 1)
        return to_pil_image(x)  # truth: safe

    def view_unit(self, x):
        x = torch.sigmoid(x)
        return to_pil_image(x)  # truth: safe


def test_infer():
    x = torch.rand(1, 3, 8, 8) * 4
    infer(A(), x), infer_sigmoid(B(), x), infer_a(x)
    for name in MODELS:
        infer_named(name, x)


def test_viewer():
    v = Viewer()
    x = torch.randn(3, 8, 8)
    v.view(x), v.view_clamped(x), v.view_unit(x)
