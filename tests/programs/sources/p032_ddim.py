"""DDIM, dynamic thresholding, guidance."""
import torch
from torch import nn
from torchvision.transforms.functional import to_pil_image


class UNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.inp = nn.Conv2d(3, 8, 3, padding=1)
        self.temb = nn.Embedding(10, 8)
        self.out = nn.Conv2d(8, 3, 3, padding=1)

    def forward(self, x, t, cond=None):
        h = torch.nn.functional.silu(self.inp(x) + self.temb(t)[:, :, None, None])
        if cond is not None:
            h = h + cond
        return self.out(h)


def dynamic_threshold(x0, p=0.95):
    s = torch.quantile(x0.abs().flatten(1), p, dim=1).clamp(min=1.0)
    s = s.view(-1, 1, 1, 1)
    return torch.clamp(x0, -s, s) / s


def static_threshold(x0):
    return x0.clamp(-1.0, 1.0)


@torch.no_grad()
def ddim(model, shape, threshold=static_threshold, guidance=0.0, eta=0.0):
    acp = torch.linspace(0.99, 0.05, 10)
    x = torch.randn(shape)
    for i in range(9, 0, -1):
        t = torch.full((shape[0],), i)
        eps = model(x, t)
        if guidance:
            eps = eps + guidance * (model(x, t, cond=1.0) - eps)
        x0 = (x - (1 - acp[i]).sqrt() * eps) / acp[i].sqrt()
        if threshold is not None:
            x0 = threshold(x0)
        sigma = eta * 0.1
        x = acp[i - 1].sqrt() * x0 + (1 - acp[i - 1] - sigma ** 2).sqrt() * eps + sigma * torch.randn_like(x)
    return x, x0


if __name__ == "__main__":
    torch.manual_seed(0)
    model = UNet().eval()
    x, x0 = ddim(model, (1, 3, 8, 8))
    to_pil_image((x[0] + 1) / 2).save("x.png")  # truth: wrong
    to_pil_image((x0[0] + 1) / 2).save("x0.png")  # truth: safe
    to_pil_image(x0[0]).save("x0_raw.png")  # truth: wrong
    x, x0 = ddim(model, (1, 3, 8, 8), threshold=dynamic_threshold, guidance=3.0)
    to_pil_image((x0[0] + 1) / 2).save("x0_dyn.png")  # truth: safe
    x, x0 = ddim(model, (1, 3, 8, 8), threshold=None)
    to_pil_image((x0[0] + 1) / 2).save("x0_none.png")  # truth: wrong
    to_pil_image(((x0[0] + 1) / 2).clamp(0, 1)).save("x0_clamp.png")  # truth: safe
    to_pil_image((x0[0].clamp(0, 1) + 1) / 2).save("x0_clamp_first.png")  # truth: safe
    to_pil_image((x0[0].clamp(-1, 1) + 1)).save("x0_nohalf.png")  # truth: wrong
