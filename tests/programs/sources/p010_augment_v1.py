"""Visual check of augmentations on tensors, v1 API."""
import torch
from PIL import Image
from torchvision import transforms as T
from torchvision.transforms import InterpolationMode


class AddGaussianNoise:
    def __init__(self, mean=0.0, std=0.1):
        self.mean, self.std = mean, std

    def __call__(self, tensor):
        return tensor + torch.randn(tensor.size()) * self.std + self.mean


class AddGaussianNoiseClipped(AddGaussianNoise):
    def __call__(self, tensor):
        return super().__call__(tensor).clamp(0.0, 1.0)


torch.manual_seed(5)
img = Image.open("input.png").convert("RGB")

show = T.Compose([T.ToTensor(), T.RandomHorizontalFlip(), T.ToPILImage()])  # truth: safe
noisy = T.Compose([
    T.ToTensor(),
    AddGaussianNoise(0.0, 0.1),
    T.ToPILImage(),  # truth: wrong
])
noisy_ok = T.Compose([
    T.ToTensor(),
    AddGaussianNoiseClipped(0.0, 0.1),
    T.ToPILImage(),  # truth: safe
])
erase = T.Compose([T.ToTensor(), T.RandomErasing(p=1.0), T.ToPILImage()])  # truth: safe
erase_random = T.Compose([T.ToTensor(), T.RandomErasing(p=1.0, value="random"), T.ToPILImage()])  # truth: wrong
bicubic_pil = T.Compose([T.Resize(96, interpolation=InterpolationMode.BICUBIC), T.ToTensor(), T.ToPILImage()])  # truth: safe
bicubic_tensor = T.Compose([T.ToTensor(), T.Resize(96, interpolation=InterpolationMode.BICUBIC), T.ToPILImage()])  # truth: wrong
jitter = T.Compose([T.ToTensor(), T.ColorJitter(0.5, 0.5, 0.5, 0.1), T.GaussianBlur(3), T.ToPILImage()])  # truth: safe
rotated = T.Compose([T.ToTensor(), T.RandomRotation(30, interpolation=InterpolationMode.BILINEAR, fill=1), T.ToPILImage()])  # truth: safe

for name, tf in [("show", show), ("noisy", noisy), ("noisy_ok", noisy_ok), ("erase", erase), ("er", erase_random),
                 ("bp", bicubic_pil), ("bt", bicubic_tensor), ("jitter", jitter), ("rot", rotated)]:
    tf(img).save(f"{name}.png")
