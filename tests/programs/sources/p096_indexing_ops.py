"""gather, scatter, sort, roll, pad, cat: range-preserving and not."""
import torch
import torch.nn.functional as F
from torchvision.transforms.functional import to_pil_image

torch.manual_seed(0)
x = torch.rand(3, 8, 8)
w = torch.randn(3, 8, 8)
to_pil_image(x.roll(2, -1).flip(1).rot90(1, (1, 2)))  # truth: safe
to_pil_image(x.sort(-1).values)  # truth: safe
to_pil_image(x.sort(-1).indices.float())  # truth: wrong
to_pil_image(x.topk(4, dim=-1)[0])  # truth: safe
to_pil_image(x.gather(2, x.argsort(2)))  # truth: safe
to_pil_image(w.gather(2, x.argsort(2)))  # truth: wrong
to_pil_image(torch.zeros_like(x).scatter_(2, x.argsort(2), 1.0))  # truth: safe
to_pil_image(torch.zeros_like(x).scatter_add_(2, torch.zeros_like(x, dtype=torch.long), x))  # truth: wrong
to_pil_image(x[[2, 1, 0]])  # truth: safe
to_pil_image(x[:, ::2, ::2])  # truth: safe
to_pil_image(x.unfold(1, 4, 4).mean(-1))  # truth: safe
to_pil_image(x.unfold(1, 4, 4).sum(-1))  # truth: wrong
cols = F.unfold(x[None], 2, stride=2)
to_pil_image(F.fold(cols, (8, 8), 2, stride=2)[0])  # truth: safe
cols = F.unfold(x[None], 2, stride=1)
to_pil_image(F.fold(cols, (8, 8), 2, stride=1)[0])  # truth: wrong
divisor = F.fold(F.unfold(torch.ones_like(x)[None], 2, stride=1), (8, 8), 2, stride=1)
to_pil_image((F.fold(cols, (8, 8), 2, stride=1) / divisor)[0])  # truth: safe
to_pil_image(F.one_hot(torch.arange(8) % 4).float())  # truth: safe
to_pil_image(F.one_hot(torch.arange(8) % 4).float().cumsum(0))  # truth: wrong
to_pil_image(torch.cat([x, w.sigmoid()], 2))  # truth: safe
to_pil_image(torch.cat([x, w], 2))  # truth: wrong
to_pil_image(torch.stack([x[0], w[0].clamp(0, 1), x[1] * x[2]]))  # truth: safe
to_pil_image(F.pad(x, (1, 1, 1, 1)))  # truth: safe
to_pil_image(F.pad(x, (1, 1, 1, 1), value=0.5))  # truth: safe
to_pil_image(F.pad(x, (1, 1, 1, 1), value=255))  # truth: wrong
to_pil_image(F.pad(x, (1, 1, 1, 1), mode="replicate"))  # truth: safe
y = x.clone()
y[0] = w[0]
to_pil_image(y)  # truth: wrong
to_pil_image(y[1:2])  # truth: safe
y[0] = x[1]
to_pil_image(y)  # truth: safe
y[..., 0] = 2
to_pil_image(y)  # truth: wrong
y = x.clone()
y[:, 2:4] *= 0.5
to_pil_image(y)  # truth: safe
y[:, 2:4] += 0.9
to_pil_image(y)  # truth: wrong
y.copy_(x)
to_pil_image(y)  # truth: safe
y.index_fill_(1, torch.tensor([0, 1]), 1.0)
to_pil_image(y)  # truth: safe
y.index_add_(1, torch.tensor([0, 1]), torch.ones(3, 2, 8))
to_pil_image(y)  # truth: wrong
to_pil_image(F.cosine_similarity(w, x, dim=0)[None] / 2 + 0.5)  # truth: safe
to_pil_image(F.cosine_similarity(w, x, dim=0)[None])  # truth: wrong
to_pil_image(F.pixel_shuffle(torch.rand(1, 12, 4, 4), 2)[0])  # truth: safe
to_pil_image(F.dropout(x, 0.3, training=False))  # truth: safe
to_pil_image(F.dropout(x, 0.3))  # truth: wrong
to_pil_image(torch.tril(x).expand(3, 8, 8))  # truth: safe
to_pil_image(x @ x.transpose(1, 2))  # truth: wrong
to_pil_image(torch.softmax(w, 2) @ x)  # truth: safe
