"""As a script it gets the tools' module, with -m that of the project."""
import torch
from torchvision.transforms import ToPILImage

from common import finish, halve

torch.manual_seed(0)
x = torch.rand(3, 6, 6)
ToPILImage()(finish(x)).save("a.png")  # truth: wrong
ToPILImage()(halve(x)).save("b.png")  # truth: safe
ToPILImage()(finish(x).clamp(0, 1)).save("c.png")  # truth: safe
