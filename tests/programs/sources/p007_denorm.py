"""Five ways to undo a Normalize that one meets in notebooks."""
import torch
from PIL import Image
from torchvision import transforms
from torchvision.transforms.functional import to_pil_image, normalize

MEAN = [0.485, 0.456, 0.406]
STD = [0.229, 0.224, 0.225]


class UnNormalize:
    def __init__(self, mean, std):
        self.mean = mean
        self.std = std

    def __call__(self, tensor):
        for t, m, s in zip(tensor, self.mean, self.std):
            t.mul_(s).add_(m)
        return tensor


class UnNormalizeSwapped(UnNormalize):
    def __call__(self, tensor):
        for t, m, s in zip(tensor, self.mean, self.std):
            t.add_(m).mul_(s)
        return tensor


def denorm_broadcast(x):
    mean = torch.tensor(MEAN).view(3, 1, 1)
    std = torch.tensor(STD).view(3, 1, 1)
    return x * std + mean


def denorm_transform():
    return transforms.Normalize(mean=[-m / s for m, s in zip(MEAN, STD)], std=[1 / s for s in STD])


preprocess = transforms.Compose([transforms.Resize(24), transforms.ToTensor(), transforms.Normalize(MEAN, STD)])
img = Image.open("input.png").convert("RGB")
x = preprocess(img)

to_pil_image(x).save("0.png")  # truth: wrong
to_pil_image(UnNormalize(MEAN, STD)(x.clone())).save("1.png")  # truth: safe
to_pil_image(denorm_broadcast(x)).save("2.png")  # truth: safe
to_pil_image(denorm_transform()(x)).save("3.png")  # truth: safe
to_pil_image(UnNormalizeSwapped(MEAN, STD)(x.clone())).save("4.png")  # truth: wrong
half = normalize(transforms.ToTensor()(img), [0.5] * 3, [0.5] * 3)
to_pil_image(half * 0.5 + 0.5).save("5.png")  # truth: safe
to_pil_image(denorm_broadcast(half)).save("6.png")  # truth: safe
to_pil_image(x * 0.5 + 0.5).save("7.png")  # truth: wrong
to_pil_image(half).save("8.png")  # truth: wrong
noisy = x + 0.1 * torch.randn_like(x)
to_pil_image(UnNormalize(MEAN, STD)(noisy)).save("9.png")  # truth: wrong
