import torch
from torchvision.transforms.functional import to_pil_image

import api
from api import both, clip
from ops import *
from ops import decorated as doubled

torch.manual_seed(0)
x = torch.randn(3, 5, 5)
to_pil_image(finish(x)).save("a.png")  # truth: wrong
to_pil_image(final(x)).save("b.png")  # truth: safe
to_pil_image(squash(x)).save("c.png")  # truth: wrong
to_pil_image(soft(x)).save("d.png")  # truth: safe
to_pil_image(hard(x)).save("e.png")  # truth: wrong
to_pil_image(modern(x)).save("f.png")  # truth: safe
to_pil_image(expit(x.sigmoid())).save("g.png")  # truth: open
to_pil_image(late(x.sigmoid())).save("h.png")  # truth: wrong
to_pil_image(doubled(x)).save("i.png")  # truth: wrong
to_pil_image(looped(x)).save("j.png")  # truth: wrong
to_pil_image(looped(x, 1.0)).save("k.png")  # truth: safe
to_pil_image(deleted(x)).save("l.png")  # truth: safe
to_pil_image(both(x)).save("m.png")  # truth: safe
to_pil_image(api.first(x)).save("n.png")  # truth: safe
to_pil_image(api.second(x)).save("o.png")  # truth: wrong
to_pil_image(api.clip(x)).save("p.png")  # truth: wrong
to_pil_image(clip(x, 0, 1)).save("q.png")  # truth: safe
