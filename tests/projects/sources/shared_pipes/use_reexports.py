"""Converters that come from other modules of the project."""
import torch

import pipes
import reexports
from pipes import Sheet, convert, get_converter, to_pil, to_pil_v2, to_rgb
from reexports import as_picture, clamp_then_convert, images, to_pil_image

torch.manual_seed(0)
x = torch.rand(3, 6, 6)
y = x * 2 - 0.5
to_pil(x).save("a.png")  # truth: safe imported
to_pil(y).save("b.png")  # truth: wrong imported
to_pil_v2(x).save("c.png")  # truth: safe imported
to_pil_v2(y).save("d.png")  # truth: wrong imported
convert(x).save("e.png")  # truth: safe imported
convert(y).save("f.png")  # truth: wrong imported
to_rgb(y.clamp(0, 1)).save("g.png")  # truth: safe imported
to_rgb(y).save("h.png")  # truth: wrong imported
pipes.to_pil(y).save("i.png")  # truth: wrong imported
pipes.CONVERTERS["plain"](y).save("j.png")  # truth: wrong imported
pipes.CONVERTERS["object"](x).save("k.png")  # truth: safe imported
get_converter("plain")(y).save("l.png")  # truth: wrong imported
Sheet.to_pil(y).save("m.png")  # truth: wrong imported
Sheet().as_pil(x).save("n.png")  # truth: safe imported
to_pil_image(y).save("o.png")  # truth: wrong imported
to_pil_image(x).save("p.png")  # truth: safe imported
as_picture(y).save("q.png")  # truth: wrong imported
images.to_pil_image(y).save("r.png")  # truth: wrong imported
reexports.as_picture(y.sigmoid()).save("s.png")  # truth: safe imported
reexports.images.to_tensor(reexports.images.to_pil_image(x))  # truth: safe imported
clamp_then_convert(y).save("t.png")
list(map(to_pil, [y]))  # truth: wrong imported
