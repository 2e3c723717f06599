"""Normalize and its inverse in the forms in which people write it."""

import numpy as np
import torch
from torchvision import transforms
from torchvision.transforms import Normalize, ToTensor
from torchvision.transforms import functional as F
from torchvision.transforms.functional import to_pil_image

MEAN = [0.485, 0.456, 0.406]
STD = [0.229, 0.224, 0.225]
OTHER_STD = [0.5, 0.5, 0.5]

mean = torch.tensor(MEAN).view(3, 1, 1)
std = torch.tensor(STD).view(3, 1, 1)

inverse = Normalize([-m / s for m, s in zip(MEAN, STD)], [1 / s for s in STD])
wrong_inverse = Normalize([-m / s for m, s in zip(MEAN, STD)], [s for s in STD])


def normalized(pil):
    x = Normalize(MEAN, STD)(ToTensor()(pil))
    to_pil_image(x)  # expect: TPI002
    to_pil_image(x * std + mean)
    to_pil_image(x * mean + std)  # expect: TPI0
    to_pil_image((x + mean) * std)  # expect: TPI0
    to_pil_image(x * std)  # expect: TPI0
    to_pil_image(x * 0.5 + 0.5)  # expect: TPI0


def normalized_by_function(pil):
    x = F.normalize(F.to_tensor(pil), mean=MEAN, std=STD)
    to_pil_image(x)  # expect: TPI002
    to_pil_image(x * std + mean)
    to_pil_image(x.mul(std).add(mean))
    to_pil_image(F.normalize(x, (-mean / std).flatten().tolist(), (1 / std).flatten().tolist()))  # allowed: TPI


def inverse_normalize(pil):
    x = Normalize(MEAN, STD)(ToTensor()(pil))
    to_pil_image(inverse(x))
    to_pil_image(wrong_inverse(x))  # expect: TPI0


def inverse_in_two_steps(pil):
    x = transforms.Compose([ToTensor(), Normalize(MEAN, STD)])(pil)
    undo = transforms.Compose(
        [
            Normalize(mean=[0.0, 0.0, 0.0], std=[1 / 0.229, 1 / 0.224, 1 / 0.225]),
            Normalize(mean=[-0.485, -0.456, -0.406], std=[1.0, 1.0, 1.0]),
        ]
    )
    to_pil_image(undo(x))
    undo = transforms.Compose(
        [
            Normalize(mean=[-0.485, -0.456, -0.406], std=[1.0, 1.0, 1.0]),
            Normalize(mean=[0.0, 0.0, 0.0], std=[1 / 0.229, 1 / 0.224, 1 / 0.225]),
        ]
    )
    to_pil_image(undo(x))  # expect: TPI0


def denormalized_with_another_std(pil):
    x = Normalize(MEAN, STD)(ToTensor()(pil))
    other = torch.tensor(OTHER_STD).view(3, 1, 1)
    to_pil_image(x * other + mean)  # expect: TPI0
    x = Normalize(MEAN, OTHER_STD)(ToTensor()(pil))
    to_pil_image(x * other + mean)


def channel_by_channel(pil):
    x = Normalize(MEAN, STD)(ToTensor()(pil))
    for channel, m, s in zip(x, MEAN, STD):
        channel.mul_(s).add_(m)
    to_pil_image(x)
    x = Normalize(MEAN, STD)(ToTensor()(pil))
    for channel, m, s in zip(x, MEAN, STD):
        channel.add_(m).mul_(s)
    to_pil_image(x)  # expect: TPI0
    x = Normalize(MEAN, STD)(ToTensor()(pil))
    for channel, m, s in zip(x, MEAN, STD):
        channel = channel * s + m
    to_pil_image(x)  # expect: TPI0


def half_and_half(pil):
    x = Normalize((0.5, 0.5, 0.5), (0.5, 0.5, 0.5))(ToTensor()(pil))
    to_pil_image(x)  # expect: TPI002
    to_pil_image(x / 2 + 0.5)
    to_pil_image((x + 1) / 2)
    to_pil_image(x * 0.5 + 0.5)
    to_pil_image(x + 1 / 2)  # expect: TPI0
    to_pil_image(x * 0.5 - 0.5)  # expect: TPI0


def one_number(pil):
    x = Normalize(0.5, 0.5)(ToTensor()(pil).mean(0, keepdim=True))
    to_pil_image(x)  # expect: TPI002
    to_pil_image(x * 0.5 + 0.5)
    x = Normalize((0.1307,), (0.3081,))(ToTensor()(pil).mean(0, keepdim=True))
    to_pil_image(x)  # expect: TPI0
    to_pil_image(x * 0.3081 + 0.1307)
    to_pil_image(x * 0.5 + 0.5)  # expect: TPI0


def of_an_unbounded_image():
    x = Normalize(MEAN, STD)(torch.randn(3, 16, 16))
    to_pil_image(x)  # expect: TPI0
    to_pil_image(x * std + mean)  # expect: TPI0


def changed_in_between(pil):
    """An image that is optimised or disturbed after Normalize does not come back into range."""
    x = Normalize(MEAN, STD)(ToTensor()(pil))
    x = x + 0.5 * torch.randn_like(x)
    to_pil_image(x * std + mean)  # expect: TPI0
    to_pil_image((x * std + mean).clamp(0, 1))
    to_pil_image(x.clamp(0, 1) * std + mean)
    to_pil_image(x.clamp(-1, 1) * std + mean)


def network_with_denormalisation(batch):
    """tanh in [-1, 1] and the constants of ImageNet: within [0.18, 0.72]."""
    out = torch.tanh(torch.nn.Conv2d(3, 3, 1)(batch))[0].detach()
    to_pil_image(out * std + mean)
    to_pil_image(out * std * 4 + mean)  # expect: TPI0


def as_an_array(pil):
    x = Normalize(MEAN, STD)(ToTensor()(pil))
    array = x.numpy().transpose(1, 2, 0)
    to_pil_image(array)  # expect: TPI002
    array = array * np.array(STD) + np.array(MEAN)
    to_pil_image(np.clip(array, 0, 1))
    to_pil_image(array)


def _denormalize(t, mean=MEAN, std=STD):
    t = t.clone()
    for channel, m, s in zip(t, mean, std):
        channel.mul_(s).add_(m)
    return t


def in_a_function(pil):
    x = Normalize(MEAN, STD)(ToTensor()(pil))
    to_pil_image(_denormalize(x))
    to_pil_image(_denormalize(x, STD, MEAN))  # expect: TPI0
    to_pil_image(_denormalize(x, std=OTHER_STD))  # expect: TPI0


class Denormalize:
    def __init__(self, mean, std):
        self.mean = torch.tensor(mean).view(-1, 1, 1)
        self.std = torch.tensor(std).view(-1, 1, 1)

    def __call__(self, tensor):
        return tensor * self.std + self.mean


def in_a_class(pil):
    x = Normalize(MEAN, STD)(ToTensor()(pil))
    to_pil_image(Denormalize(MEAN, STD)(x))
    to_pil_image(Denormalize(STD, MEAN)(x))  # expect: TPI0
    transforms.Compose([ToTensor(), Normalize(MEAN, STD), Denormalize(MEAN, STD), transforms.ToPILImage()])(pil)
