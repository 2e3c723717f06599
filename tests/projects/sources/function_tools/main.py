import torch
from torchvision.transforms.functional import to_pil_image

from lib import functions as f
from lib.functions import apply, batches, clip, collect, compose, make_clamp, noise_batches, pick, symmetric, unit

torch.manual_seed(0)
x = torch.randn(3, 4, 4)
to_pil_image(f.noisy(x)).save("a.png")  # truth: safe
to_pil_image(f.noisy_logged(x)).save("b.png")  # truth: wrong
to_pil_image(f.noisy_both(x, sigma=2.0)).save("c.png")  # truth: safe
to_pil_image(f.half(x)).save("d.png")  # truth: safe
to_pil_image(f.double(x)).save("e.png")  # truth: wrong
to_pil_image(f.double_clamped(x)).save("f.png")  # truth: safe
to_pil_image(f.lifted(x)).save("g.png")  # truth: wrong
to_pil_image(f.dimmed(x)).save("h.png")  # truth: safe
to_pil_image(f.noisy.__wrapped__(x)).save("i.png")  # truth: wrong
to_pil_image(clip(x)).save("j.png")  # truth: safe
to_pil_image(f.clip_low(x)).save("k.png")  # truth: wrong
to_pil_image(clip(x, max=2)).save("l.png")  # truth: wrong
to_pil_image(f.blend_half(unit(x), clip(-x))).save("m.png")  # truth: safe
to_pil_image(f.blend_half(unit(x), x)).save("n.png")  # truth: wrong
to_pil_image(symmetric(x)).save("o.png")  # truth: wrong
to_pil_image(make_clamp(0.2, 0.8)(x)).save("p.png")  # truth: safe
to_pil_image(compose(torch.tanh, unit)(x)).save("q.png")  # truth: safe
to_pil_image(compose(unit, torch.tanh, torch.neg)(x)).save("r.png")  # truth: wrong
to_pil_image(apply(x)).save("s.png")  # truth: safe
to_pil_image(apply(x, symmetric)).save("t.png")  # truth: wrong
to_pil_image(apply(x, function=lambda v: v.clamp(0, 1))).save("u.png")  # truth: safe
for batch in batches():
    to_pil_image(batch).save("v.png")  # truth: safe
for batch in noise_batches(n=3):
    to_pil_image(batch).save("w.png")  # truth: wrong
for batch in map(unit, noise_batches()):
    to_pil_image(batch).save("x.png")  # truth: safe
collect(x)
to_pil_image(collect(unit(x))[0]).save("y.png")  # truth: wrong
to_pil_image(collect(unit(x), [])[0]).save("z.png")  # truth: safe
sample = {"clean": unit(x), "noisy": x}
to_pil_image(pick(sample)).save("aa.png")  # truth: safe
