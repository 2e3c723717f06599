"""Adversarial examples: perturbed images, projected back or not."""

import torch
import torch.nn.functional as F
from torch import nn
from torchvision import transforms
from torchvision.transforms.functional import to_pil_image, to_tensor

MEAN = torch.tensor([0.485, 0.456, 0.406]).view(1, 3, 1, 1)
STD = torch.tensor([0.229, 0.224, 0.225]).view(1, 3, 1, 1)


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 4, 3)
        self.head = nn.Linear(4, 10)

    def forward(self, x):
        return self.head(self.conv((x - MEAN) / STD).mean((2, 3)))


def _gradient(net, x, label):
    x = x.clone().detach().requires_grad_(True)
    loss = F.cross_entropy(net(x), label)
    return torch.autograd.grad(loss, x)[0]


def _fgsm(net, x, label, eps):
    return torch.clamp(x + eps * _gradient(net, x, label).sign(), 0, 1)


def _fgsm_unclamped(net, x, label, eps):
    return x + eps * _gradient(net, x, label).sign()


def _pgd(net, x, label, eps, steps=3):
    adv = x + torch.empty_like(x).uniform_(-eps, eps)
    adv = adv.clamp(0, 1)
    for _ in range(steps):
        adv = adv + 0.3 * _gradient(net, adv, label).sign()
        delta = torch.clamp(adv - x, -eps, eps)
        adv = torch.clamp(x + delta, 0, 1).detach()
    return adv


def _pgd_projected_only_to_the_ball(net, x, label, eps, steps=3):
    """The clamp to [0, 1] stands before the steps, and never after them."""
    adv = x + torch.empty_like(x).uniform_(-eps, eps)
    adv = adv.clamp(0, 1)
    for _ in range(steps):
        adv = adv + 0.3 * _gradient(net, adv, label).sign()
        delta = torch.clamp(adv - x, -eps, eps)
        adv = (x + delta).detach()
    return adv


def _pgd_clamped_delta_only(net, x, label, eps, steps=3):
    delta = torch.zeros_like(x)
    for _ in range(steps):
        delta = (delta + 0.3 * _gradient(net, x + delta, label).sign()).clamp(-eps, eps)
    return x + delta


def attack(pil, eps):
    net = Classifier().eval()
    x = to_tensor(pil).unsqueeze(0)
    label = torch.tensor([3])
    to_pil_image(_fgsm(net, x, label, eps)[0])
    to_pil_image(_fgsm_unclamped(net, x, label, eps)[0])  # expect: TPI
    to_pil_image(_pgd(net, x, label, eps)[0])
    to_pil_image(_pgd_projected_only_to_the_ball(net, x, label, eps)[0])  # expect: TPI0
    to_pil_image(_pgd_clamped_delta_only(net, x, label, eps)[0])  # expect: TPI0


def perturbation(pil, eps):
    """The difference of two images is shown rescaled or raw."""
    net = Classifier().eval()
    x = to_tensor(pil).unsqueeze(0)
    adv = _fgsm(net, x, torch.tensor([3]), eps)
    difference = (adv - x)[0]
    to_pil_image(difference)  # expect: TPI0
    to_pil_image(difference.abs())
    to_pil_image(difference / 2 + 0.5)
    to_pil_image((difference - difference.min()) / (difference.max() - difference.min()))
    to_pil_image(0.5 + 10 * difference)  # expect: TPI0
    to_pil_image((0.5 + 10 * difference).clamp(0, 1))


def optimised_delta(pil):
    """The tensor that is optimised is not the one that is clamped."""
    x = to_tensor(pil)
    delta = torch.zeros_like(x, requires_grad=True)
    optimizer = torch.optim.SGD([delta], lr=1000.0)
    for _ in range(3):
        adv = (x + delta).clamp(0, 1)
        loss = -(adv * torch.randn_like(adv)).sum()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    to_pil_image(adv.detach())
    to_pil_image((x + delta).detach())  # expect: TPI
    to_pil_image((x + delta).clamp(0, 1).detach())


def in_normalised_space(pil):
    """Clamped in the space of the network, then denormalised."""
    x = transforms.Normalize(MEAN.flatten().tolist(), STD.flatten().tolist())(to_tensor(pil)).unsqueeze(0)
    low, high = (0 - MEAN) / STD, (1 - MEAN) / STD
    adv = x + torch.randn_like(x)
    adv = torch.max(torch.min(adv, high), low)
    to_pil_image((adv * STD + MEAN)[0])  # allowed: TPI0
    adv = x + torch.randn_like(x)
    to_pil_image((adv * STD + MEAN)[0])  # expect: TPI0
    adv = adv.clamp(0, 1)
    to_pil_image(adv[0])


def patch(pil):
    x = to_tensor(pil)
    patch = torch.rand(3, 4, 4)
    x[:, 2:6, 2:6] = patch
    to_pil_image(x)
    patch = torch.randn(3, 4, 4)
    x[:, 2:6, 2:6] = patch
    to_pil_image(x)  # expect: TPI0
    x[:, 2:6, 2:6] = patch.clamp(0, 1)
    to_pil_image(x)  # expect: TPI
    x = to_tensor(pil)
    mask = torch.zeros_like(x)
    mask[:, 2:6, 2:6] = 1
    to_pil_image(x * (1 - mask) + mask * torch.rand_like(x))
    to_pil_image(x * (1 - mask) + mask * torch.randn_like(x))  # expect: TPI0
