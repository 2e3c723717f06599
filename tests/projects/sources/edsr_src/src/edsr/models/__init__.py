from .edsr import EDSR
from .heads import BoundedEDSR as Bounded
from .heads import SigmoidEDSR, TanhEDSR
from .registry import MODELS, build_model
