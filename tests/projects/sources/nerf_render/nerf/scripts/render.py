import torch
from torchvision.transforms.functional import to_pil_image

from nerf import Renderer, show
from nerf.field import PaddedField, SHField, UnpaddedField
from nerf.rays import directions, unit_directions
from nerf.render import ClampRenderer, Grey, MaxRenderer

torch.manual_seed(0)
d = directions()
rgb, depth, acc = ClampRenderer()(d)
to_pil_image(rgb).save("a.png")  # truth: safe
to_pil_image(depth * 4).save("b.png")  # truth: wrong
to_pil_image(show.normalize_depth(depth)).save("c.png")  # truth: safe
to_pil_image(show.inverse_depth(depth)).save("d.png")  # truth: safe
to_pil_image(show.disparity(depth)).save("e.png")  # truth: wrong
to_pil_image(MaxRenderer()(d)).save("f.png")  # truth: safe
to_pil_image(MaxRenderer(SHField())(d)).save("g.png")  # truth: wrong
to_pil_image(MaxRenderer(PaddedField())(d) * 2 - 0.8).save("h.png")  # truth: wrong
to_pil_image(MaxRenderer(UnpaddedField())(d)).save("i.png")  # truth: safe
to_pil_image(Grey()(d)).save("j.png")  # truth: safe
to_pil_image(Grey(SHField())(d)).save("k.png")  # truth: wrong
to_pil_image(ClampRenderer(SHField())(d)[0]).save("l.png")  # truth: safe
to_pil_image(Renderer(SHField())(d)[0]).save("m.png")  # truth: wrong
normals = unit_directions().permute(2, 0, 1)
to_pil_image(normals).save("n.png")  # truth: wrong
to_pil_image(show.normals_to_rgb(normals)).save("o.png")  # truth: safe
to_pil_image(show.normals_to_rgb(d.permute(2, 0, 1))).save("p.png")  # truth: safe
to_pil_image(show.normals_to_rgb(d.permute(2, 0, 1) * 2)).save("q.png")  # truth: wrong
