"""SimCLR views; the collate function and viewers undo or forget the normalisation."""
import torch
from PIL import Image
from torch.utils.data import DataLoader
from torchvision import datasets, transforms
from torchvision.transforms.functional import to_pil_image

CIFAR = dict(mean=(0.4914, 0.4822, 0.4465), std=(0.2023, 0.1994, 0.2010))


class TwoCrops:
    def __init__(self, base):
        self.base = base

    def __call__(self, x):
        return [self.base(x), self.base(x)]


class Denormalize(transforms.Normalize):
    def __init__(self, mean, std):
        mean, std = torch.as_tensor(mean), torch.as_tensor(std)
        super().__init__(mean=-mean / std, std=1 / std)


def denorm_list(x, mean, std):
    out = x.clone()
    for c in range(3):
        out[c] = out[c] * std[c] + mean[c]
    return out


def denorm_forgot(x, mean, std):
    out = x.clone()
    for c in range(2):
        out[c] = out[c] * std[c] + mean[c]
    return out


aug = transforms.Compose([
    transforms.RandomResizedCrop(16, scale=(0.2, 1.0)),
    transforms.RandomHorizontalFlip(),
    transforms.RandomApply([transforms.ColorJitter(0.4, 0.4, 0.4, 0.1)], p=0.8),
    transforms.RandomGrayscale(p=0.2),
    transforms.ToTensor(),
    transforms.Normalize(**CIFAR),
])
torch.manual_seed(0)
data = datasets.ImageFolder("data", transform=TwoCrops(aug))
denorm = Denormalize(**CIFAR)
for (q, k), _ in DataLoader(data, batch_size=3):
    to_pil_image(q[0])  # truth: wrong
    to_pil_image(denorm(q[0]))  # truth: safe
    to_pil_image(denorm(denorm(k[0])))  # truth: safe
    to_pil_image(denorm_list(q[1], **CIFAR))  # truth: safe
    to_pil_image(denorm_forgot(q[1], **CIFAR))  # truth: wrong
    mixed = 0.3 * q + 0.7 * k
    to_pil_image(mixed[0])  # truth: wrong
    to_pil_image(denorm(mixed[0]))  # truth: safe
    to_pil_image(denorm(q[0] + k[0]))  # truth: wrong
    to_pil_image(denorm(torch.zeros_like(q[0])))  # truth: safe
    to_pil_image(denorm(torch.randn_like(q[0])))  # truth: wrong
plain = datasets.ImageFolder("data", transform=transforms.Compose([transforms.ToTensor(), transforms.RandomErasing(p=1.0, value=0.5)]))
img, label = plain[0]
to_pil_image(img)  # truth: safe
to_pil_image(torch.stack([plain[i][0] for i in range(3)]).float().mean(0))  # truth: safe
