import torch
from torchvision.transforms.functional import to_pil_image

import common
import tools.common
from common import finish
from tools.common import finish as finish_tools
from tools.common import halve

torch.manual_seed(0)
x = torch.rand(3, 6, 6)
to_pil_image(finish(x * 2)).save("a.png")  # truth: safe
to_pil_image(common.finish(x * 2)).save("b.png")  # truth: safe
to_pil_image(tools.common.finish(x)).save("c.png")  # truth: wrong
to_pil_image(finish_tools(x)).save("d.png")  # truth: wrong
to_pil_image(finish_tools(halve(x))).save("e.png")  # truth: safe
tools.common.GAIN = 3.0
to_pil_image(finish_tools(halve(x))).save("f.png")  # truth: wrong
