from torchvision.transforms.functional import to_pil_image
import torch

from helpers import *
from notebooks.helpers_local import *

torch.manual_seed(0)
a = torch.randn(6, 6)
to_pil_image(to_unit(a)).save("a.png")  # truth: wrong
to_pil_image(heat(a.sigmoid())).save("b.png")  # truth: safe
to_pil_image(overlay(heat(a.sigmoid()), 0.5)).save("c.png")  # truth: safe
