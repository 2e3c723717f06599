import torch
from torch import nn
from torchvision.transforms import ToPILImage

import nets
from nets import Patched, Restorer, Switched, Untouched, final, post
import patches

to_pil = ToPILImage()
torch.manual_seed(0)
x = torch.rand(1, 3, 8, 8)
with torch.no_grad():
    to_pil(Restorer()(x)[0]).save("a.png")  # truth: safe
    to_pil(Untouched()(x)[0]).save("b.png")  # truth: safe
    to_pil(Patched()(x)[0]).save("c.png")  # truth: wrong
    to_pil(Switched()(x)[0]).save("d.png")  # truth: safe
    to_pil(Switched().set_raw()(x)[0]).save("e.png")  # truth: wrong
    to_pil(Restorer().set_raw()(x)[0]).save("f.png")  # truth: safe
    switched = Switched()
    to_pil(switched(x)[0]).save("g.png")  # truth: safe
    switched.set_raw()
    raw = switched(x)[0]
    to_pil(raw).save("h.png")  # truth: wrong
    switched.set_raw(False)
    to_pil(switched(x)[0]).save("i.png")  # truth: safe
    switched.act = nn.Tanh()
    to_pil(switched(x)[0]).save("j.png")  # truth: wrong
    to_pil(patches.strip(Restorer())(x)[0]).save("k.png")  # truth: wrong
    model = Restorer()
    patches.strip_(model)
    to_pil(model(x)[0]).save("l.png")  # truth: wrong
    to_pil(nn.Sequential(model, nn.Sigmoid())(x)[0]).save("m.png")  # truth: safe
    to_pil(nets.post(raw)).save("n.png")  # truth: wrong
    to_pil(post(raw)).save("o.png")  # truth: safe
    to_pil(nets.post_all([raw])[0]).save("p.png")  # truth: wrong
    to_pil(final(raw)).save("q.png")  # truth: safe
    nets.final = torch.tanh
    to_pil(final(raw)).save("r.png")  # truth: safe
    to_pil(nets.final(raw)).save("s.png")  # truth: wrong
