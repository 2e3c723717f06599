"""Third-party package the linter cannot find (only on verify's path)."""
import torch
from torch import nn


class Restorer(nn.Module):
    def forward(self, x):
        return (x * 0.9).clamp(0, 1)


def load_restorer(name="base"):
    return Restorer()


def enhance(x):
    return x.sqrt().clamp(0, 1)


def read_image(path):
    from PIL import Image
    from torchvision.transforms.functional import to_tensor
    return to_tensor(Image.open(path).convert("RGB"))


class Batch(dict):
    pass


def sample_batch(n=2):
    return Batch(image=torch.rand(n, 3, 8, 8), pred=torch.rand(n, 3, 8, 8))


def normalise(x):
    return (x - x.min()) / (x.max() - x.min() + 1e-6)
