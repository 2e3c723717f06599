from . import net, wrap
from .factory import *
from .net import G as Generator
from .net import SigmoidG as _Sigmoid
