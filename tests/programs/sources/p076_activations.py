"""All sorts of last layers."""
import torch
from torch import nn
import torch.nn.functional as F
from torchvision.transforms import ToPILImage

pil = ToPILImage()
torch.manual_seed(0)
x = torch.randn(3, 8, 8) * 3
pil(F.relu(x))  # truth: wrong
pil(F.relu6(x) / 6)  # truth: safe
pil(F.hardtanh(x, 0, 1))  # truth: safe
pil(F.hardtanh(x))  # truth: wrong
pil(F.hardsigmoid(x))  # truth: safe
pil(F.softplus(x))  # truth: wrong
pil(F.logsigmoid(x))  # truth: wrong
pil(F.logsigmoid(x).exp())  # truth: safe
pil(F.silu(x))  # truth: wrong
pil(F.gelu(x))  # truth: wrong
pil(F.softmax(x, 0))  # truth: safe
pil(F.softmin(x, 0))  # truth: safe
pil(F.log_softmax(x, 0).exp())  # truth: safe
pil(F.softsign(x).abs())  # truth: safe
pil(F.tanhshrink(x))  # truth: wrong
pil(torch.special.expit(x))  # truth: safe
pil(torch.erf(x) / 2 + 0.5)  # truth: safe
pil(torch.erf(x))  # truth: wrong
pil(torch.atan(x) / torch.pi + 0.5)  # truth: safe
pil(nn.Sigmoid()(x) ** 2)  # truth: safe
pil(nn.Sigmoid()(x) ** -1)  # truth: wrong
pil(nn.Threshold(0, 0)(x))  # truth: wrong
pil(1 / (1 + torch.exp(-x)))  # truth: safe
pil(torch.exp(x) / (1 + torch.exp(x)))  # truth: safe
pil(torch.exp(-x.abs()))  # truth: safe
pil(torch.exp(-x))  # truth: wrong
pil(torch.sign(x))  # truth: wrong
pil((torch.sign(x) + 1) / 2)  # truth: safe
pil(torch.heaviside(x, torch.tensor(0.5)))  # truth: safe
pil(x.nan_to_num(0, 1, 0))  # truth: wrong
pil(x.clamp(min=0).clamp(max=1))  # truth: safe
pil(torch.minimum(x, torch.tensor(1.0)).relu())  # truth: safe
pil(x.clip(min=0))  # truth: wrong
pil(x.frac())  # truth: wrong
pil(x.abs().frac())  # truth: safe
pil(F.gumbel_softmax(x, dim=0))  # truth: safe
