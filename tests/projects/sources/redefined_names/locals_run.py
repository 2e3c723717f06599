import torch
from torchvision.transforms.functional import to_pil_image

import clamped
import plain
from clamped import both, clip


def with_parameter(x, clip):
    to_pil_image(clip(x)).save("a.png")  # truth: wrong callers


def with_default(x, clip=clip):
    to_pil_image(clip(x)).save("b.png")  # truth: safe callers


def with_local(x):
    from plain import both

    to_pil_image(both(x)).save("c.png")  # truth: wrong


def without_local(x):
    to_pil_image(both(x)).save("d.png")  # truth: safe


def with_loop(x):
    for both in (plain.both, clamped.both):
        to_pil_image(both(x)).save("e.png")  # truth: wrong


def with_branch(x, plainly):
    if plainly:
        from plain import clip
    else:
        from clamped import clip
    to_pil_image(clip(x)).save("f.png")  # truth: wrong callers


def with_comprehension(x):
    [clip for clip in (plain.clip, torch.tanh)]
    to_pil_image(clip(x)).save("g.png")  # truth: safe


def rebound(x):
    global both
    before = both
    both = plain.both
    to_pil_image(both(x)).save("h.png")  # truth: wrong
    both = before


torch.manual_seed(0)
x = torch.randn(3, 5, 5)
with_parameter(x, clamped.clip)
with_parameter(x, plain.clip)
with_default(x)
with_local(x)
without_local(x)
with_loop(x)
with_branch(x, True)
with_branch(x, False)
with_comprehension(x)
rebound(x)
clip, both = both, plain.both
to_pil_image(clip(x)).save("i.png")  # truth: safe
to_pil_image(both(x)).save("j.png")  # truth: wrong
