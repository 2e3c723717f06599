import torch
from torchvision.transforms.functional import to_pil_image

from ...core import blur, tone
from ...core.tone import curve as curve_function
from ...core.tone import lift
from ..editor import utils as editor_utils
from . import utils
from .utils import crop, prepare

torch.manual_seed(0)
x = torch.rand(3, 8, 8)
x[:, 3] = 1
to_pil_image(prepare(x * 2)).save("a.png")  # truth: safe
to_pil_image(editor_utils.prepare(x)).save("b.png")  # truth: wrong
to_pil_image(utils.prepare(editor_utils.prepare(x))).save("c.png")  # truth: safe
to_pil_image(blur.blur(x)).save("d.png")  # truth: safe
to_pil_image(blur.unsharp(x)).save("e.png")  # truth: wrong
to_pil_image(tone.curve(x)).save("f.png")  # truth: safe
to_pil_image(curve_function(x, 0.5)).save("g.png")  # truth: safe
to_pil_image(tone.curve(x, -1.0).clamp(max=2)).save("h.png")  # truth: wrong
to_pil_image(lift(x)).save("i.png")  # truth: safe
to_pil_image(tone._lift(x)).save("j.png")  # truth: wrong
to_pil_image(crop(x)).save("k.png")  # truth: safe
