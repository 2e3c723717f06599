"""With the settings as they are."""
import torch
from torchvision.transforms.functional import to_pil_image

from config import OFFSET, Level, Output
from finish import *

torch.manual_seed(0)
x = torch.randn(3, 6, 6)
to_pil_image(finish_safe(x)).save("a.png")  # truth: safe
to_pil_image(finish_copied(x) + OFFSET).save("b.png")  # truth: safe
to_pil_image(finish_as(x)).save("c.png")  # truth: safe
to_pil_image(finish_as(x, Output.SIGMOID)).save("d.png")  # truth: safe
to_pil_image(finish_as(x, Output.RAW)).save("e.png")  # truth: wrong
to_pil_image(finish_as(x, output=Output("raw"))).save("f.png")  # truth: wrong
to_pil_image(finish_as(x, Output["CLAMP"])).save("g.png")  # truth: safe
for output in Output:
    to_pil_image(finish_as(x, output)).save(f"{output.value}.png")  # truth: wrong
to_pil_image(x.clamp(Level.LOW, Level.HIGH)).save("h.png")  # truth: safe
to_pil_image(x.clamp(Level.LOW, Level.TOP)).save("i.png")  # truth: wrong
