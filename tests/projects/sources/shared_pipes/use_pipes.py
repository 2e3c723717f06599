import torch
from PIL import Image
from torchvision.transforms import Compose, ToPILImage

import pipes_extra
from pipes import (
    Sheet,
    from_file,
    from_file_normalized,
    only_anything,
    only_tanh,
    picture_bicubic,
    picture_linear,
    picture_normalized,
    picture_of_file,
    picture_restored,
    sharpen,
    unit,
    upscale,
    upscale_linear,
)

torch.manual_seed(0)
image = Image.open("input.png").convert("RGB")
x = from_file(image)
own = ToPILImage()
for pipe in (picture_bicubic, picture_linear, picture_normalized, picture_of_file, picture_restored):
    pipe(image).save("pipe.png")
only_tanh(torch.tanh(torch.randn(3, 8, 8)))
only_anything(torch.tanh(torch.randn(3, 8, 8)))
only_anything(torch.randn(3, 8, 8))
own(x).save("a.png")  # truth: safe
own(from_file_normalized(image)).save("b.png")  # truth: wrong
own(unit(from_file_normalized(image))).save("c.png")  # truth: safe
own(upscale(x)).save("d.png")  # truth: wrong
own(upscale_linear(x)).save("e.png")  # truth: safe
own(sharpen(x)).save("f.png")  # truth: safe
own(unit(x * 3)).save("g.png")  # truth: wrong
Sheet().show(x)
Sheet().show(x - 0.5)
Sheet().show_clamped(x - 0.5)
Compose([from_file, unit, ToPILImage()])(image).save("h.png")  # truth: safe
Compose([from_file, pipes_extra.Twice(), ToPILImage()])(image).save("i.png")  # truth: wrong
Compose([from_file, pipes_extra.Twice(), pipes_extra.Half(), ToPILImage()])(image).save("j.png")  # truth: safe
Compose([*pipes_extra.STEPS, ToPILImage()])(image).save("k.png")  # truth: safe
Compose([*pipes_extra.MORE_STEPS, ToPILImage()])(image).save("l.png")  # truth: wrong
Compose(pipes_extra.STEPS[:1] + [pipes_extra.Twice(), ToPILImage()])(image).save("m.png")  # truth: wrong
