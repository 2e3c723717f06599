"""Looks at one picture; run from the folder of the project."""
import sys

sys.path.insert(0, ".")

import torch
from engine.images import _to_image, _to_image_raw, converted_by, converted_by_any, through, through_raw, to_image
from engine import images as im

torch.manual_seed(1)
x = torch.randn(3, 6, 6)
_to_image(x.tanh().abs())
_to_image_raw(x)
to_image((x * 255).clamp(0, 255).byte())
im.to_picture(x)
through(x.softmax(0))
through_raw(x)
converted_by(x, lambda v: v.clamp(0, 1))
converted_by_any(x, torch.tanh)
