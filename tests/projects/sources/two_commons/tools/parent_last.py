import os
import sys

sys.path.append(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

import torch
from common import finish, halve
from torchvision.transforms.functional import to_pil_image

torch.manual_seed(0)
x = torch.rand(3, 6, 6)
to_pil_image(finish(x)).save("a.png")  # truth: wrong
to_pil_image(finish(halve(x))).save("b.png")  # truth: safe
