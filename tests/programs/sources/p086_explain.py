"""Saliency, integrated gradients, occlusion, CAM for a classifier; overlay helpers."""
import torch
import torch.nn.functional as F
from torch import nn
from PIL import Image
from torchvision import transforms
from torchvision.transforms.functional import to_pil_image

MEAN = torch.tensor([0.485, 0.456, 0.406]).view(3, 1, 1)
STD = torch.tensor([0.229, 0.224, 0.225]).view(3, 1, 1)


def jet(h):
    r = (1.5 - (4 * h - 3).abs()).clamp(0, 1)
    g = (1.5 - (4 * h - 2).abs()).clamp(0, 1)
    b = (1.5 - (4 * h - 1).abs()).clamp(0, 1)
    return torch.cat([r, g, b])


def jet_sloppy(h):
    return torch.cat([1.5 - (4 * h - 3).abs(), 1.5 - (4 * h - 2).abs(), 1.5 - (4 * h - 1).abs()])


def show_cam_on_image(img, mask, use_max=True):
    cam = jet(mask) + img
    if use_max:
        cam = cam / cam.max()
    return cam


def integrated(model, x, target, steps=4):
    total = torch.zeros_like(x)
    for k in range(1, steps + 1):
        xi = (x * k / steps).requires_grad_()
        grad, = torch.autograd.grad(model(xi)[0, target], xi)
        total += grad
    return (x * total / steps).detach()


def occlusion(model, x, target, k=8):
    _, _, h, w = x.shape
    heat = torch.zeros(1, h // k, w // k)
    with torch.no_grad():
        for i in range(h // k):
            for j in range(w // k):
                y = x.clone()
                y[..., i * k:(i + 1) * k, j * k:(j + 1) * k] = 0
                heat[0, i, j] = model(y).softmax(-1)[0, target]
    return heat


torch.manual_seed(0)
img = transforms.ToTensor()(Image.open("input.png").convert("RGB"))
x = ((img - MEAN) / STD)[None]
model = nn.Sequential(nn.Conv2d(3, 4, 3), nn.ReLU(), nn.AdaptiveAvgPool2d(2), nn.Flatten(), nn.Linear(16, 5)).eval()
x.requires_grad_()
model(x)[0].max().backward()
saliency = x.grad.abs().amax(1)
to_pil_image(saliency / saliency.max()).save("sal.png")  # truth: safe
to_pil_image(saliency * 1e4).save("sal_raw.png")  # truth: wrong
ig = integrated(model, x.detach(), 0)[0]
to_pil_image(ig * 1e3).save("ig.png")  # truth: wrong
ig = ig.sum(0, keepdim=True)
ig = ig / ig.abs().max()
to_pil_image(ig).save("ig_signed.png")  # truth: wrong
to_pil_image(ig.relu()).save("ig_pos.png")  # truth: safe
to_pil_image(ig * 0.5 + 0.5).save("ig_half.png")  # truth: safe
occ = occlusion(model, x.detach(), 0)
to_pil_image(occ).save("occ.png")  # truth: safe
heat = F.interpolate(1 - occ[None], size=img.shape[1:], mode="bilinear")[0]
to_pil_image(heat).save("heat.png")  # truth: safe
to_pil_image(jet(heat)).save("jet.png")  # truth: safe
to_pil_image(jet_sloppy(heat)).save("jet_sloppy.png")  # truth: wrong
to_pil_image(show_cam_on_image(img, heat)).save("cam.png")  # truth: safe
to_pil_image(show_cam_on_image(img, heat, use_max=False)).save("cam_bug.png")  # truth: wrong
to_pil_image(x[0].detach() * STD + MEAN).save("x.png")  # truth: safe
to_pil_image(x[0].detach()).save("x_norm.png")  # truth: wrong
to_pil_image(img * (heat > heat.mean())).save("masked.png")  # truth: safe
