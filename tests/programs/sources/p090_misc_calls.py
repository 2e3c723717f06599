"""Calls in unusual places and forms."""
import torch
import torchvision
import torchvision.transforms as transforms
import torchvision.transforms.functional as tvf
from torchvision.transforms import v2 as T2
from torchvision.transforms.v2.functional import to_pil_image as to_pil_v2

torch.manual_seed(0)
x, n = torch.rand(3, 8, 8), torch.randn(3, 8, 8)

torchvision.transforms.functional.to_pil_image(x)  # truth: safe
torchvision.transforms.functional.to_pil_image(n)  # truth: wrong
to_pil_v2(pic=x)  # truth: safe
to_pil_v2(pic=n, mode="RGB")  # truth: wrong
transforms.ToPILImage("RGB")(x)  # truth: safe
transforms.ToPILImage(mode="RGB")(n)  # truth: wrong
T2.ToPILImage()(n.sigmoid())  # truth: safe
T2.ToPILImage()(n)  # truth: wrong
T2.ToPILImage().forward(n)  # truth: wrong
transforms.ToPILImage().__call__(x)  # truth: safe
tvf.to_pil_image(*[n])  # truth: wrong
tvf.to_pil_image(*(x,), **{"mode": "RGB"})  # truth: safe
converters = {"f": tvf.to_pil_image, "c": transforms.ToPILImage()}
converters["f"](n)  # truth: wrong
converters["c"](x)  # truth: safe
for fn in (tvf.to_pil_image, transforms.ToPILImage(), to_pil_v2):
    fn(x)  # truth: safe
    fn(n)  # truth: wrong
assert tvf.to_pil_image(x).mode == "RGB"  # truth: safe
size = tvf.to_pil_image(n.abs()).size if x is not None else None  # truth: wrong
print(f"{tvf.to_pil_image(n[:1]).size}")  # truth: wrong
print(f"{tvf.to_pil_image(x[:1]).size}")  # truth: safe
with tvf.to_pil_image(n.softmax(0)) as im:  # truth: safe
    im.load()
images = [*map(tvf.to_pil_image, (n.clamp(0, 1), x))]  # truth: safe
images = [*map(transforms.ToPILImage(), (n, x))]  # truth: wrong
a, b = tvf.to_pil_image(x), x * 2  # truth: safe
tvf.to_pil_image((b - 1).abs())  # truth: safe
tvf.to_pil_image(b)  # truth: wrong
tvf.to_pil_image(  # truth: safe
    n
    .mul(0.5)
    .add(0.5)
    .clamp(0, 1)
)
transforms.ToPILImage()(  # truth: wrong
    n
    .mul(0.5)
    .add(0.5)
)
(lambda t: tvf.to_pil_image(t))(n)  # truth: wrong
(lambda t: tvf.to_pil_image(t.clamp(0, 1)))(n)  # truth: safe
tvf.to_pil_image((n.clamp(0, 1), n)[0])  # truth: safe
tvf.to_pil_image((n.clamp(0, 1), n)[1])  # truth: wrong
tvf.to_pil_image([x, n][-1])  # truth: wrong
tvf.to_pil_image(tvf.to_tensor(tvf.to_pil_image(n.clamp(0, 1))))  # truth: safe
tvf.to_pil_image(torch.cat((x, n.clamp(0, 1))).chunk(2)[1])  # truth: safe
tvf.to_pil_image(torch.cat((x, n)).split(3)[1])  # truth: wrong
del n
n = x.flip(0)
tvf.to_pil_image(n)  # truth: safe
x += 1
tvf.to_pil_image(n)  # truth: safe
tvf.to_pil_image(x)  # truth: wrong
x -= 1
tvf.to_pil_image(x)  # truth: safe
