"""In-place operations seen through views."""
import torch
from torchvision.transforms import ToPILImage

pil = ToPILImage()
torch.manual_seed(0)

a = torch.randn(1, 3, 8, 8)
view = a.squeeze(0)
view.clamp_(0, 1)
pil(a[0]).save("a.png")  # truth: safe

b = torch.randn(1, 3, 8, 8)
copy = b.squeeze(0).clone()
copy.clamp_(0, 1)
pil(b[0]).save("b.png")  # truth: wrong
pil(copy).save("copy.png")  # truth: safe

c = torch.rand(3, 8, 8)
same = c.detach()
same.add_(1)
pil(c).save("c.png")  # truth: wrong

d = torch.rand(3, 8, 8)
other = d.double()
other.add_(1)
pil(d).save("d.png")  # truth: safe

e = torch.randn(4, 3, 8, 8)
e[0].clamp_(0, 1)
pil(e[0]).save("e0.png")  # truth: safe
pil(e[1]).save("e1.png")  # truth: wrong

f = torch.randn(3, 8, 8)
f[f > 1] = 1
f[f < 0] = 0
pil(f).save("f.png")  # truth: safe

g = torch.randn(3, 8, 8)
g[g > 1].fill_(1)
g[g < 0].zero_()
pil(g).save("g.png")  # truth: wrong

h = torch.randn(3, 8, 8)
n = h.numpy()
n.clip(0, 1, out=n)
pil(h).save("h.png")  # truth: safe

k = torch.rand(3, 8, 8)
for channel, s in zip(k, (0.5, 1.0, 2.0)):
    channel *= s
pil(k).save("k.png")  # truth: wrong
