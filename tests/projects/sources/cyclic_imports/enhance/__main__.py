import torch
from torchvision.transforms import ToPILImage

from . import core
from .core import Enhancer, ops
from .core import finish as core_finish
from .core import ops as operations
from .core import torch as t

torch.manual_seed(1)
x = t.randn(3, 5, 5)
ToPILImage()(operations.unit(x)).save("a.png")  # truth: safe
ToPILImage()(ops.identity(x)).save("b.png")  # truth: wrong
ToPILImage()(core_finish(x)).save("c.png")  # truth: wrong
ToPILImage()(core.ops.core.black()).save("d.png")  # truth: safe
core.default_gain = lambda: 2.0
ToPILImage()(operations.unit(x)).save("e.png")  # truth: wrong
ToPILImage()(t.sigmoid(x)).save("f.png")  # truth: safe
assert Enhancer
