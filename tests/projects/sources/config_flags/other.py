"""Changes settings itself."""
import torch
from torchvision.transforms.functional import to_pil_image

import config
import finish

torch.manual_seed(0)
x = torch.randn(3, 6, 6)
to_pil_image(finish.gained(x)).save("before.png")  # truth: safe
config.set_gain(1.5)
to_pil_image(finish.gained(x)).save("gained.png")  # truth: wrong
config.set_gain(0.5)
to_pil_image(finish.gained(x)).save("gained_less.png")  # truth: safe
to_pil_image(finish.finish_range(x)).save("range.png")  # truth: safe
config.set_range(-1.0, 1.0)
to_pil_image(finish.finish_range(x)).save("wide.png")  # truth: wrong
finish.CLAMP = False
to_pil_image(finish.finish_copied(x)).save("copied.png")  # truth: wrong
config.STEPS.remove("clamp")
if "clamp" in config.STEPS:
    x = x.clamp(0, 1)
to_pil_image(x).save("steps.png")  # truth: wrong
