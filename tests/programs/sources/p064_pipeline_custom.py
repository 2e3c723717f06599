"""Compose pipelines with own steps, Lambda, choice, apply, nested Compose."""
import random
import torch
from PIL import Image
from torchvision import transforms as T


class Clamp:
    def __init__(self, low=0.0, high=1.0):
        self.low, self.high = low, high

    def __call__(self, x):
        return x.clamp(self.low, self.high)


class ClampModule(torch.nn.Module):
    def forward(self, x):
        return torch.clamp(x, 0, 1)


class Jpegish:
    def __call__(self, x):
        return (x * 32).round() / 32 + 0.05


class ToFloat255:
    def __call__(self, pil):
        return T.functional.pil_to_tensor(pil).float()


def noise(x):
    return x + torch.randn_like(x) * 0.2


to_pil = T.ToPILImage
img = Image.open("input.png").convert("RGB")
pipes = {
    "lambda": T.Compose([T.ToTensor(), T.Lambda(lambda x: x + 0.3), T.ToPILImage()]),  # truth: wrong
    "lambda_ok": T.Compose([T.ToTensor(), T.Lambda(lambda x: (x + 0.3).clamp(0, 1)), T.ToPILImage()]),  # truth: safe
    "fn": T.Compose([T.ToTensor(), noise, T.ToPILImage()]),  # truth: wrong
    "fn_ok": T.Compose([T.ToTensor(), noise, Clamp(), T.ToPILImage()]),  # truth: safe
    "fn_low": T.Compose([T.ToTensor(), noise, Clamp(-1, 1), T.ToPILImage()]),  # truth: wrong
    "jpegish": T.Compose([T.ToTensor(), Jpegish(), T.ToPILImage()]),  # truth: wrong
    "module": T.Compose([T.ToTensor(), Jpegish(), ClampModule(), T.ToPILImage()]),  # truth: safe
    "order": T.Compose([T.ToTensor(), ClampModule(), Jpegish(), T.ToPILImage()]),  # truth: wrong
    "apply": T.Compose([T.ToTensor(), T.RandomApply([T.Lambda(noise)], p=0.5), T.ToPILImage()]),  # truth: wrong
    "apply_ok": T.Compose([T.ToTensor(), T.RandomApply([T.Lambda(torch.sqrt)], p=0.5), T.ToPILImage()]),  # truth: safe
    "choice": T.Compose([T.ToTensor(), T.RandomChoice([Clamp(), noise]), T.ToPILImage()]),  # truth: wrong
    "order2": T.Compose([T.ToTensor(), T.RandomOrder([Clamp(), noise]), T.ToPILImage()]),  # truth: wrong
    "f255": T.Compose([ToFloat255(), T.ToPILImage()]),  # truth: wrong
    "f255_ok": T.Compose([ToFloat255(), T.Normalize(0, 255), T.ToPILImage()]),  # truth: safe
    "pil_tensor": T.Compose([T.PILToTensor(), to_pil()]),  # truth: safe
    "nested": T.Compose([T.Compose([T.ToTensor(), T.Normalize([0.5] * 3, [0.5] * 3)]), T.ToPILImage()]),  # truth: wrong
    "nested_ok": T.Compose([T.Compose([T.ToTensor(), T.Normalize([0.5] * 3, [0.5] * 3)]), T.Normalize([-1.0] * 3, [2.0] * 3), T.ToPILImage()]),  # truth: safe
    "round": T.Compose([T.ToTensor(), T.ToPILImage(), T.ToTensor(), T.Grayscale()]),  # truth: safe
}
for seed in range(4):
    torch.manual_seed(seed)
    random.seed(seed)
    for name, pipe in pipes.items():
        pipe(img)
