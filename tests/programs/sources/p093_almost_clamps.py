"""Things that look like a clamp to [0, 1]."""
import numpy as np
import torch
from torch import nn
import torch.nn.functional as F
from torchvision.transforms.functional import to_pil_image

torch.manual_seed(0)
y = nn.Conv2d(3, 3, 3, padding=1)(torch.rand(1, 3, 16, 16) * 9)[0].detach()
zero, one = torch.tensor(0.0), torch.tensor(1.0)

to_pil_image(y.clamp(0, 1))  # truth: safe
to_pil_image(y.clamp(0, 255))  # truth: wrong
to_pil_image(y.clamp(-1, 1))  # truth: wrong
to_pil_image(y.clamp(0))  # truth: wrong
to_pil_image(y.clamp(max=1))  # truth: wrong
to_pil_image(y.clamp(max=1, min=0))  # truth: safe
to_pil_image(y.clamp(zero, one))  # truth: safe
to_pil_image(torch.clamp(y, min=0.0, max=1.0 - 1e-6))  # truth: safe
to_pil_image(y.clamp(0.2, 0.8))  # truth: safe
to_pil_image(y.clamp(0, 1) - y.clamp(0, 1).mean())  # truth: wrong
to_pil_image(y.clamp(1, 0))  # truth: safe
to_pil_image(torch.max(torch.min(y, one), zero))  # truth: safe
to_pil_image(torch.min(torch.max(y, one), zero))  # truth: safe
to_pil_image(torch.max(y, zero))  # truth: wrong
to_pil_image(y.max(0, keepdim=True)[0])  # truth: wrong
to_pil_image(torch.where(y > 1, one, y))  # truth: wrong
to_pil_image(torch.where(y > 1, one, torch.where(y < 0, zero, y)))  # truth: safe
to_pil_image(torch.where(y > 1, y, one))  # truth: wrong
to_pil_image(y.masked_fill(y > 1, 1).masked_fill(y < 0, 0))  # truth: safe
to_pil_image(y.masked_fill(y > 1, 1))  # truth: wrong
y.clamp(0, 1)
to_pil_image(y)  # truth: wrong
z = y.clamp(0, 1)
to_pil_image(y)  # truth: wrong
to_pil_image(z)  # truth: safe
z = y.clamp_min(0).clamp_max(1)
to_pil_image(z)  # truth: safe
z = torch.empty_like(y)
torch.clamp(y, 0, 1, out=z)
to_pil_image(z)  # truth: safe
to_pil_image(F.relu(y).clamp(max=1))  # truth: safe
to_pil_image(1 - F.relu(1 - F.relu(y)))  # truth: safe
to_pil_image(1 - F.relu(y))  # truth: wrong
a = y.numpy().transpose(1, 2, 0)
np.clip(a, 0, 1)
to_pil_image(a)  # truth: wrong
to_pil_image(np.clip(a, 0, 1))  # truth: safe
to_pil_image(a.clip(0, 255).astype(np.uint8))  # truth: safe
to_pil_image(a.clip(min=0))  # truth: wrong
to_pil_image(np.minimum(np.maximum(a, 0), 1))  # truth: safe
b = a.copy()
np.clip(b, 0, 1, out=b)
to_pil_image(b)  # truth: safe
b[b > 0.5] += 1
to_pil_image(b)  # truth: wrong
y.data.clamp_(0, 1)
to_pil_image(a)  # truth: safe
