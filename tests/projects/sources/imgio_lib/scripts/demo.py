import torch
from imgio import Grid
from imgio._checks import checked, clipped, ensure_chw
from torchvision.transforms.functional import to_pil_image

torch.manual_seed(0)
x = torch.rand(1, 3, 8, 8)
to_pil_image(ensure_chw(x)).save("a.png")  # truth: safe
to_pil_image(ensure_chw(x) + 0.5).save("b.png")  # truth: wrong
to_pil_image(clipped(ensure_chw(x) + 0.5)).save("c.png")  # truth: safe
to_pil_image(checked(ensure_chw(x))).save("d.png")  # truth: safe
grid = Grid(normalize=True).add(x[0] * 9)
grid.picture().save("e.png")
