"""Started by its path: `apps` and `core` are top-level then."""
import torch
from torchvision.transforms.functional import to_pil_image

from apps.viewer.utils import prepare
from core.blur import blur, unsharp
from core.tone import curve, lift
from core.tone.curve import lift as lift_raw

torch.manual_seed(0)
x = torch.rand(3, 8, 8)
x[:, 3] = 1
to_pil_image(prepare(unsharp(x))).save("a.png")  # truth: safe
to_pil_image(unsharp(x)).save("b.png")  # truth: wrong
to_pil_image(blur(curve(x))).save("c.png")  # truth: safe
to_pil_image(lift(x)).save("d.png")  # truth: safe
to_pil_image(lift_raw(x)).save("e.png")  # truth: wrong
