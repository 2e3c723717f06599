"""FGSM / PGD on a toy classifier, saved for the report."""
import torch
import torch.nn.functional as F
from torch import nn
from torchvision import transforms as T
from PIL import Image

MEAN, STD = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]


def fgsm_attack(image, epsilon, data_grad):
    sign_data_grad = data_grad.sign()
    perturbed_image = image + epsilon * sign_data_grad
    return perturbed_image


def fgsm_attack_clamped(image, epsilon, data_grad):
    perturbed_image = image + epsilon * data_grad.sign()
    perturbed_image = torch.clamp(perturbed_image, 0, 1)
    return perturbed_image


def pgd(model, x, y, eps=8 / 255, alpha=2 / 255, steps=4, project=True):
    adv = x.clone()
    for _ in range(steps):
        adv = adv.detach().requires_grad_()
        loss = F.cross_entropy(model(adv), y)
        grad, = torch.autograd.grad(loss, adv)
        adv = adv.detach() + alpha * grad.sign()
        delta = torch.clamp(adv - x, -eps, eps)
        adv = x + delta
        if project:
            adv = adv.clamp(0, 1)
    return adv


def main():
    torch.manual_seed(3)
    model = nn.Sequential(nn.Conv2d(3, 4, 3, 2), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(4, 10))
    x = T.ToTensor()(Image.open("input.png"))[None]
    y = torch.tensor([3])
    x.requires_grad_(True)
    F.cross_entropy(model(x), y).backward()
    to_pil = T.ToPILImage()
    to_pil(x[0].detach()).save("clean.png")  # truth: safe
    to_pil(fgsm_attack(x, 0.03, x.grad)[0].detach()).save("fgsm.png")  # truth: wrong
    to_pil(fgsm_attack_clamped(x, 0.03, x.grad)[0].detach()).save("fgsm_ok.png")  # truth: safe
    x = x.detach()
    to_pil(pgd(model, x, y)[0]).save("pgd.png")  # truth: safe
    to_pil(pgd(model, x, y, project=False)[0]).save("pgd_free.png")  # truth: wrong
    delta = fgsm_attack_clamped(x, 0.03, torch.ones_like(x)) - x
    to_pil(delta[0]).save("delta.png")  # truth: safe
    to_pil((delta[0] / 0.03 / 2 + 0.5)).save("delta_vis.png")  # truth: safe
    to_pil(T.Normalize(MEAN, STD)(x)[0]).save("normed.png")  # truth: wrong


if __name__ == "__main__":
    main()
