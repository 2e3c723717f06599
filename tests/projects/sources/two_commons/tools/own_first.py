"""Python puts the folder of a script first."""
import torch
from torchvision.transforms.functional import to_pil_image

from common import finish, halve

torch.manual_seed(0)
x = torch.rand(3, 6, 6)
to_pil_image(finish(x)).save("a.png")  # truth: wrong
to_pil_image(finish(halve(x))).save("b.png")  # truth: safe
