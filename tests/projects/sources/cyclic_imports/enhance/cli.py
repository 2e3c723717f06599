import importlib

import torch
from torchvision.transforms.functional import to_pil_image

import enhance
from enhance import Enhancer, core, heavy, ops, plain
from enhance.compat import fastest, newest, on_device, preferred, with_torch

torch.manual_seed(0)
x = torch.rand(1, 3, 8, 8)
model = Enhancer()
with torch.no_grad():
    raw = model.raw(x)[0]
    to_pil_image(model(x)[0]).save("a.png")  # truth: safe
    to_pil_image(raw).save("b.png")  # truth: wrong
    to_pil_image(model.finished(x)[0]).save("c.png")  # truth: wrong
to_pil_image(ops.bounded(raw)).save("d.png")  # truth: safe
to_pil_image(ops.unbounded(raw)).save("e.png")  # truth: wrong
to_pil_image(ops.like_black(raw)).save("f.png")  # truth: safe
to_pil_image(heavy.again(raw)).save("g.png")  # truth: safe
to_pil_image(plain.again(raw)).save("h.png")  # truth: wrong
to_pil_image(enhance.heavy.finish(raw)).save("i.png")  # truth: safe
to_pil_image(enhance.plain.finish(raw)).save("j.png")  # truth: wrong
to_pil_image(newest(raw)).save("k.png")  # truth: safe
to_pil_image(with_torch(raw)).save("l.png")  # truth: wrong
to_pil_image(fastest(raw)).save("m.png")  # truth: wrong
to_pil_image(preferred(raw)).save("n.png")  # truth: safe
to_pil_image(on_device(raw)).save("o.png")  # truth: open
to_pil_image(core.black()).save("p.png")  # truth: safe
to_pil_image(importlib.import_module("enhance.plain").finish(raw)).save("q.png")  # truth: wrong
to_pil_image(importlib.import_module("enhance.heavy").finish(raw)).save("r.png")  # truth: safe
