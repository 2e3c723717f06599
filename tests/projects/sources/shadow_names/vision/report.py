import random as std_random

import torch
from torchvision.transforms import ToPILImage

import vision
from vision.random import rand, randn
from . import functional, normalize, random, sigmoid, tanh
from .functional import clamp
from .normalize import normalize_std

to_pil = ToPILImage()
torch.manual_seed(0)
std_random.seed(0)
x = torch.rand(3, 6, 6) * 4 - 2
to_pil(normalize(x)).save("a.png")  # truth: safe
to_pil(normalize_std(x)).save("b.png")  # truth: wrong
to_pil(sigmoid(x)).save("c.png")  # truth: wrong
to_pil(torch.sigmoid(x)).save("d.png")  # truth: safe
to_pil(tanh(x)).save("e.png")  # truth: safe
to_pil(x.tanh()).save("f.png")  # truth: wrong
to_pil(clamp(x)).save("g.png")  # truth: wrong
to_pil(clamp(x, 0)).save("h.png")  # truth: safe
to_pil(functional.clamp(x, low=0, high=1)).save("i.png")  # truth: safe
to_pil(rand(3, 4, 4)).save("j.png")  # truth: wrong
to_pil(randn(3, 4, 4)).save("k.png")  # truth: safe
to_pil(vision.rand(3, 4, 4)).save("l.png")  # truth: wrong
to_pil(torch.ones(3, 4, 4) * random.random()).save("m.png")  # truth: safe
to_pil(torch.ones(3, 4, 4) * std_random.random()).save("n.png")  # truth: safe
to_pil(torch.ones(3, 4, 4) * random.random() * 3).save("o.png")  # truth: wrong
