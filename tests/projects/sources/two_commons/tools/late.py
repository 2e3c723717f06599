import sys
from pathlib import Path

import common
import torch
from torchvision.transforms import ToPILImage

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from common import finish  # too late: the module is loaded

torch.manual_seed(0)
x = torch.rand(3, 6, 6)
ToPILImage()(common.finish(x)).save("a.png")  # truth: wrong
ToPILImage()(finish(x)).save("b.png")  # truth: wrong
ToPILImage()(finish(x / 2)).save("c.png")  # truth: safe
