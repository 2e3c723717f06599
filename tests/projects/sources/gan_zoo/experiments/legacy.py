import os, sys

sys.path = [os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir)] + sys.path

import torch
from torchvision.transforms.functional import to_pil_image
import zoo as z
from zoo.models.net import *

torch.manual_seed(5)
noise = torch.randn(1, Z)
g = SigmoidG()
to_pil_image(g(noise)[0]).save("a.png")  # truth: safe
g.act = nn.Tanh()
to_pil_image(g(noise)[0]).save("b.png")  # truth: wrong
setattr(g, "act", nn.Sigmoid())
to_pil_image(g(noise)[0]).save("c.png")  # truth: safe
z.models.net.SigmoidG.forward = LinearG.forward
h = SigmoidG()
h.act = nn.Hardtanh(0, 1)
to_pil_image(h(noise)[0]).save("d.png")  # truth: safe
z.models.net.SigmoidG.forward = lambda self, x: self.fc(x).view(-1, 3, 8, 8)
to_pil_image(h(noise)[0]).save("e.png")  # truth: wrong
to_pil_image(g(noise)[0]).save("f.png")  # truth: wrong
