import torch
from torchvision.transforms.functional import to_pil_image

import studio.core.tone
from studio.apps.editor.utils import prepare
from studio.apps.viewer.utils import prepare as viewer_prepare
from studio.core.tone.curve import curve, lift

from . import utils

torch.manual_seed(0)
x = torch.rand(3, 8, 8)
x[:, 3] = 1
to_pil_image(prepare(x)).save("a.png")  # truth: wrong
to_pil_image(viewer_prepare(prepare(x))).save("b.png")  # truth: safe
to_pil_image(lift(x)).save("c.png")  # truth: wrong
to_pil_image(studio.core.tone.lift(x)).save("d.png")  # truth: safe
to_pil_image(curve(x)).save("e.png")  # truth: safe
to_pil_image(studio.core.tone.curve(lift(x))).save("f.png")  # truth: wrong
to_pil_image(utils.crop(x)).save("g.png")  # truth: safe
to_pil_image(utils.crop(prepare(x))).save("h.png")  # truth: wrong
