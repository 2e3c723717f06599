import os
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

import torch
from common import finish, halve
from torchvision.transforms.functional import to_pil_image

torch.manual_seed(0)
x = torch.rand(3, 6, 6)
to_pil_image(finish(x * 2)).save("a.png")  # truth: safe
to_pil_image(halve(x * 3)).save("b.png")  # truth: wrong
