"""Backgrounds and tone curves."""
import nerf
import nerf.render
import nerf.show as show
import torch
from nerf.field import SHField
from nerf.rays import directions
from torchvision.transforms import ToPILImage

to_pil = ToPILImage()
torch.manual_seed(2)
d = directions()
linear = nerf.Renderer(SHField())(d)[0]
bright = nerf.render.MaxRenderer(SHField())(d) * 3
to_pil(show.tonemap(linear)).save("a.png")  # truth: safe
to_pil(show.tonemap_unclamped(bright)).save("b.png")  # truth: wrong
to_pil(show.gamma(bright)).save("c.png")  # truth: safe
to_pil(show.srgb(bright)).save("d.png")  # truth: wrong
to_pil(show.srgb(show.gamma(bright))).save("e.png")  # truth: safe
nerf.Renderer.background = 2.0
to_pil(nerf.Renderer()(d)[0]).save("f.png")  # truth: wrong
to_pil(nerf.render.ClampRenderer()(d)[0]).save("g.png")  # truth: safe
to_pil(torch.cat([show.tonemap(bright), show.gamma(linear)], -1)).save("h.png")  # truth: safe
to_pil(torch.cat([show.tonemap(bright), linear], -1)).save("i.png")  # truth: wrong
