"""Deep dream; the image lives in normalised space and is clipped there."""
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn
from torchvision import transforms
from torchvision.transforms.functional import to_pil_image
from PIL import Image

mean = np.array([0.485, 0.456, 0.406])
std = np.array([0.229, 0.224, 0.225])
LOWER = torch.tensor((-mean / std)).float().reshape(1, 3, 1, 1)
UPPER = torch.tensor((1 - mean) / std).float().reshape(1, 3, 1, 1)


def dream_step(img, model, lr):
    img = img.detach().requires_grad_(True)
    model(img).norm().backward()
    g = img.grad / (img.grad.abs().mean() + 1e-8)
    return (img + lr * g).detach()


def clip(img):
    return torch.max(torch.min(img, UPPER), LOWER)


def deprocess(img):
    img = img.detach().cpu().numpy().squeeze().transpose(1, 2, 0)
    return (img * std + mean).astype(np.float32)


def deprocess_clip(img):
    return np.clip(deprocess(img), 0.0, 1.0)


torch.manual_seed(2)
pre = transforms.Compose([transforms.Resize(24), transforms.ToTensor(), transforms.Normalize(mean, std)])
base = pre(Image.open("input.png").convert("RGB"))[None]
model = nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU())
to_pil_image(deprocess(base)).save("start.png")  # truth: safe
img = base
for _ in range(4):
    img = dream_step(img, model, 0.3)
to_pil_image(deprocess(img)).save("dream.png")  # truth: wrong
to_pil_image(deprocess_clip(img)).save("dream_clip.png")  # truth: safe
to_pil_image(deprocess(clip(img))).save("dream_norm_clip.png")  # truth: safe
octave = F.interpolate(base, scale_factor=1.4, mode="bilinear")
to_pil_image(deprocess(octave)).save("octave.png")  # truth: safe
octave = F.interpolate(base, scale_factor=1.4, mode="bicubic")
to_pil_image(deprocess(octave)).save("octave_cubic.png")  # truth: wrong
img = clip(img)
img = dream_step(img, model, 0.3)
to_pil_image(deprocess(img)).save("clip_then_step.png")  # truth: wrong
