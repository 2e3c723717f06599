import torch
from torchvision.transforms.functional import to_pil_image

import finish
import debug
from config import CLAMP
from finish import finish_class, finish_options, finish_safe

assert debug
torch.manual_seed(0)
x = torch.randn(3, 6, 6)
to_pil_image(finish.finish(x)).save("a.png")  # truth: wrong
to_pil_image(finish.finish_copied(x)).save("b.png")  # truth: safe
to_pil_image(finish_safe(x)).save("c.png")  # truth: safe
to_pil_image(finish_class(x)).save("d.png")  # truth: wrong
to_pil_image(finish_options(x)).save("e.png")  # truth: wrong
to_pil_image(x.clamp(0, 1) if CLAMP else x).save("f.png")  # truth: wrong
