"""The transforms of this project (not torchvision's)."""
from torchvision.transforms import Compose, ConvertImageDtype, Normalize, PILToTensor, Resize, ToPILImage, ToTensor
import torch

MEAN = (0.5, 0.5, 0.5)
STD = (0.25, 0.25, 0.25)


class Denormalize:
    def __init__(self, mean=MEAN, std=STD):
        self.mean = torch.tensor(mean).view(-1, 1, 1)
        self.std = torch.tensor(std).view(-1, 1, 1)

    def __call__(self, x):
        return x * self.std + self.mean


class Clamp:
    def __call__(self, x):
        return x.clamp(0.0, 1.0)


train = Compose([Resize((16, 16)), ToTensor(), Normalize(MEAN, STD)])
test = Compose([Resize((16, 16)), ToTensor()])
as_bytes = Compose([Resize((16, 16)), PILToTensor()])
as_255 = Compose([Resize((16, 16)), PILToTensor(), ConvertImageDtype(torch.float32), lambda x: x * 255])
to_pil = ToPILImage()
show_normalized = Compose([Denormalize(), ToPILImage()])  # truth: safe callers
show_anything = Compose([Clamp(), ToPILImage()])  # truth: safe
show_raw = Compose([lambda x: x, ToPILImage()])  # truth: wrong callers
