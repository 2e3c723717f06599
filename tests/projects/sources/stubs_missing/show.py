import torch
from torchvision.transforms.functional import to_pil_image

import gallery._native
from gallery import post, typed
from gallery._native import tone_clamped
from gallery.typed import Viewer, brighten

torch.manual_seed(0)
x = torch.rand(3, 6, 6)
to_pil_image(post.finish(x)).save("a.png")  # truth: open
to_pil_image(post.finish_clamped(x)).save("b.png")  # truth: open
to_pil_image(post.finish_here(x)).save("c.png")  # truth: safe
to_pil_image(post.scaled(x)).save("d.png")  # truth: open
to_pil_image(post.limited(x)).save("e.png")  # truth: safe
to_pil_image(tone_clamped(x)).save("f.png")  # truth: open
to_pil_image(gallery._native.tone(x)).save("g.png")  # truth: open
to_pil_image(gallery._native.tone(x).sigmoid()).save("h.png")  # truth: safe
to_pil_image(Viewer().prepare(x * 2)).save("i.png")  # truth: safe
to_pil_image(Viewer(clamp=False).prepare(x * 2)).save("j.png")  # truth: wrong
to_pil_image(brighten(x)).save("k.png")  # truth: wrong
to_pil_image(typed.brighten(x) / 2).save("l.png")  # truth: safe
