import torch
from torchvision.transforms.functional import to_pil_image

from clamped import *
from plain import *

torch.manual_seed(0)
x = torch.randn(3, 5, 5)
to_pil_image(both(x)).save("a.png")  # truth: wrong
to_pil_image(clip(x)).save("b.png")  # truth: wrong
to_pil_image(tone(x.sigmoid())).save("c.png")  # truth: wrong
to_pil_image(_hidden(x)).save("d.png")  # truth: safe

from clamped import *  # noqa: E402

to_pil_image(both(x)).save("e.png")  # truth: safe
to_pil_image(tone(x.sigmoid())).save("f.png")  # truth: wrong

both = torch.tanh
to_pil_image(both(x)).save("g.png")  # truth: wrong

from ops import *  # noqa: E402

to_pil_image(clip(x, 0, 1)).save("h.png")  # truth: safe
to_pil_image(final(x)).save("i.png")  # truth: safe
