import torch
from torchvision.transforms import Compose, Lambda, ToPILImage

import native_ops
from native_ops import Net, bound

try:
    from native_ops import enhance
except ImportError:

    def enhance(x):
        return x.clamp(0, 1)


try:
    from not_installed_anywhere import filtered
except ImportError:
    from fallback import filtered

torch.manual_seed(0)
to_pil = ToPILImage()
x = torch.rand(3, 6, 6)
to_pil(bound(x * 2)).save("a.png")  # truth: open
to_pil(native_ops.bound(x * 2)).save("b.png")  # truth: open
to_pil(enhance(x)).save("c.png")  # truth: open
to_pil(Net()(x)).save("d.png")  # truth: open
to_pil(torch.nn.Sequential(Net(), torch.nn.Sigmoid())(x)).save("e.png")  # truth: safe
to_pil(filtered(x)).save("f.png")  # truth: open
to_pil(filtered(x).clamp(0, 1)).save("g.png")  # truth: safe
pipe = Compose([Lambda(bound), ToPILImage()])  # truth: open
pipe(x)


class Child(Net):
    def forward(self, x):
        return super().forward(x)


class Bounded(Net):
    def forward(self, x):
        return torch.clamp(super().forward(x), 0, 1)


to_pil(Child()(x)).save("h.png")  # truth: open
to_pil(Bounded()(x)).save("i.png")  # truth: safe
