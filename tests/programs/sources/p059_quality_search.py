"""Latent optimisation with best-so-far bookkeeping and early stopping."""
import torch
from torch import nn
from torchvision.transforms.functional import to_pil_image


class Prior(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(8, 32), nn.ELU(), nn.Linear(32, 48))

    def forward(self, z):
        return self.net(z).view(-1, 3, 4, 4)


class DeepImagePrior(Prior):
    def forward(self, z, apply_sigmoid=True):
        out = super().forward(z)
        return out.sigmoid() if apply_sigmoid else out


def optimise(net, target, iters=8, **kw):
    z = torch.randn(1, 8)
    opt = torch.optim.Adam(net.parameters(), lr=0.05)
    best, best_loss, patience = None, float("inf"), 3
    for i in range(iters):
        opt.zero_grad()
        out = net(z, **kw)
        loss = (out - target).pow(2).mean()
        loss.backward()
        opt.step()
        if loss.item() < best_loss:
            best_loss, best = loss.item(), out.detach().clone()
        else:
            patience -= 1
        if patience == 0:
            break
    return best if best is not None else torch.zeros_like(target)


def optimise_pixels(target, iters=5, clip=True):
    x = torch.rand_like(target).requires_grad_()
    for i in range(iters):
        loss = (x - 3 * target).pow(2).sum()
        loss.backward()
        with torch.no_grad():
            x -= 0.4 * x.grad
            if clip:
                x.clamp_(0, 1)
            x.grad.zero_()
    return x.detach()


def optimise_data(target, iters=5):
    x = torch.rand_like(target).requires_grad_()
    opt = torch.optim.SGD([x], lr=0.4)
    for i in range(iters):
        opt.zero_grad()
        (x - 3 * target).pow(2).sum().backward()
        opt.step()
        x.data.clamp_(0, 1)
    return x.detach()


torch.manual_seed(0)
target = torch.rand(1, 3, 4, 4)
to_pil_image(optimise(DeepImagePrior(), target)[0])  # truth: safe
to_pil_image(optimise(DeepImagePrior(), target, apply_sigmoid=False)[0])  # truth: wrong
to_pil_image(optimise(Prior(), target)[0])  # truth: wrong
to_pil_image(optimise_pixels(target)[0])  # truth: safe
to_pil_image(optimise_pixels(target, clip=False)[0])  # truth: wrong
to_pil_image(optimise_data(target)[0])  # truth: safe
to_pil_image((optimise(Prior(), target)[0].tanh() + 1).div(2))  # truth: safe
