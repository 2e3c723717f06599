"""Normalisations: which ones really end in [0, 1]."""
import torch
from torchvision.transforms import ToPILImage

pil = ToPILImage()
torch.manual_seed(0)
x = torch.randn(3, 12, 12) * 2 - 0.8
p = x.abs()
lo, hi = x.min(), x.max()
pil((x - lo) / (hi - lo))  # truth: safe
pil((x - lo) / (hi - lo + 1e-8))  # truth: safe
pil((x - lo) / hi)  # truth: wrong
pil((x - lo) / (hi + lo))  # truth: wrong
pil(x - lo / (hi - lo))  # truth: wrong
pil((hi - x) / (hi - lo))  # truth: safe
pil((x - x.mean()) / (hi - lo))  # truth: wrong
pil((x - x.mean()) / x.std())  # truth: wrong
pil((x - x[0].min()) / (x[0].max() - x[0].min()))  # truth: wrong
pil((x[0] - x[0].min()) / (x[0].max() - x[0].min()))  # truth: safe
pil((x[0] - x.min()) / (x.max() - x.min()))  # truth: safe
clo, chi = x.amin((1, 2), keepdim=True), x.amax((1, 2), keepdim=True)
pil((x - clo) / (chi - clo))  # truth: safe
pil((x - chi) / (clo - chi))  # truth: safe
pil((x - clo) / (hi - lo))  # truth: safe
pil((x - lo) / (chi - clo))  # truth: wrong
flat = x.view(3, -1)
flat = flat - flat.min(1, keepdim=True)[0]
flat = flat / flat.max(1, keepdim=True)[0]
pil(flat.view_as(x))  # truth: safe
pil(p / p.max())  # truth: safe
pil(p / p.mean())  # truth: wrong
pil(p / p.sum())  # truth: safe
pil(p / p.norm())  # truth: safe
pil(x / x.norm())  # truth: wrong
pil(x / x.abs().max())  # truth: wrong
pil(x / x.abs().max() / 2 + 0.5)  # truth: safe
pil(x / (2 * x.abs().max()) + 0.5)  # truth: safe
pil(x / x.max() / 2 + 0.5)  # truth: wrong
pil(p / (p + 1))  # truth: safe
pil(x / (x.abs() + 1))  # truth: wrong
y = x.clone()
y -= y.min()
y /= y.max()
pil(y)  # truth: safe
y = x.clone()
y /= y.max()
y -= y.min()
pil(y)  # truth: wrong
y = x.clone()
y.sub_(y.min()).div_(y.max().clamp(min=1e-6))
pil(y)  # truth: safe
q = torch.quantile(x, torch.tensor([0.01, 0.99]))
pil((x - q[0]) / (q[1] - q[0]))  # truth: wrong
pil(((x - q[0]) / (q[1] - q[0])).clamp(0, 1))  # truth: safe
pil((x.clamp(q[0], q[1]) - q[0]) / (q[1] - q[0]))  # truth: safe
ranks = x.flatten().argsort().argsort().float() / (x.numel() - 1)
pil(ranks.view_as(x))  # truth: safe
