import numpy as np
import torch
from PIL import Image
from torchvision.transforms.functional import to_pil_image

from core.colors import desaturate, luma, sepia, stretch, stretch_to, yuv_to_rgb, yuv_to_rgb_clipped
from core.convert import clip_inplace, clip_lost, hwc_to_chw, to_bytes, to_bytes_wrapping, to_float, to_float255
from core.net import Chroma, SmallChroma, attach

torch.manual_seed(0)
image = Image.open("input.png").convert("RGB")
rgb = to_float(image)
to_pil_image(rgb).save("a.png")  # truth: safe
to_pil_image(to_float255(image)).save("b.png")  # truth: wrong
to_pil_image(hwc_to_chw(rgb)).save("c.png")  # truth: safe
gray = luma(rgb)
to_pil_image(gray).save("d.png")  # truth: safe
to_pil_image(sepia(rgb)).save("e.png")  # truth: wrong
to_pil_image(desaturate(rgb)).save("f.png")  # truth: safe
to_pil_image(desaturate(rgb, by=0.5)).save("g.png")  # truth: safe
to_pil_image(desaturate(rgb, by=-1.0)).save("h.png")  # truth: wrong
y = torch.from_numpy(gray)[None, None]
with torch.no_grad():
    uv, small = Chroma()(y), SmallChroma()(y)
to_pil_image(uv[0, :1]).save("i.png")  # truth: wrong
yuv = attach(y, uv)[0].permute(1, 2, 0).numpy()
to_pil_image(yuv_to_rgb(yuv)).save("j.png")  # truth: wrong
to_pil_image(yuv_to_rgb_clipped(yuv)).save("k.png")  # truth: safe
to_pil_image((attach(y, small)[0, 1:2] + 0.1) * 5).save("l.png")  # truth: safe
to_pil_image(stretch(yuv_to_rgb(yuv))).save("m.png")  # truth: safe
to_pil_image(stretch_to(yuv, 0.1, 0.9)).save("n.png")  # truth: safe
to_pil_image(stretch_to(yuv, -1, 1)).save("o.png")  # truth: wrong
to_pil_image(to_bytes(yuv_to_rgb(yuv))).save("p.png")  # truth: safe
to_pil_image(to_bytes_wrapping(rgb)).save("q.png")  # truth: safe
work = yuv_to_rgb(yuv).copy()
clip_lost(work)
to_pil_image(work).save("r.png")  # truth: wrong
to_pil_image(clip_lost(work)).save("s.png")  # truth: wrong
clip_inplace(work)
to_pil_image(work).save("t.png")  # truth: safe
np.save("work.npy", work)
to_pil_image(np.load("work.npy")).save("u.png")  # truth: open
