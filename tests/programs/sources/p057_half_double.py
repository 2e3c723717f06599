"""Half precision and doubles."""
import numpy as np
import torch
from torch import nn
from torchvision.transforms.functional import convert_image_dtype, to_pil_image
from torchvision.transforms.v2 import functional as V

torch.manual_seed(0)
x = torch.rand(3, 16, 16)
x[0, 0, 0], x[0, 0, 1] = 0, 1
half = x.half()
to_pil_image(half)  # truth: safe
to_pil_image(half * 1.002)  # truth: safe
to_pil_image((half * 1.01).float())  # truth: wrong
to_pil_image((half * 1.01).float().clamp(0, 1))  # truth: safe
to_pil_image(x * 1.003)  # truth: safe
to_pil_image(x * 1.005)  # truth: wrong
to_pil_image(x - 0.003)  # truth: safe
to_pil_image(x - 0.005)  # truth: wrong
to_pil_image(x.double() * 1.003)  # truth: safe
u8 = convert_image_dtype(x, torch.uint8)
to_pil_image(u8)  # truth: safe
to_pil_image(convert_image_dtype(u8, torch.float64))  # truth: safe
to_pil_image(V.to_dtype(u8, torch.float32, scale=True))  # truth: safe
to_pil_image(V.to_dtype(u8, torch.float32))  # truth: wrong
to_pil_image(u8.to(torch.int16)[:1])  # truth: safe
to_pil_image(x[:1] * 100, mode="F")  # truth: safe
to_pil_image(x[:1] * 100, mode="L")  # truth: wrong
net = nn.Conv2d(3, 3, 1)
with torch.autocast("cpu", dtype=torch.bfloat16), torch.no_grad():
    y = net(x[None])[0]
to_pil_image(y.float())  # truth: wrong
to_pil_image(y.float().sigmoid())  # truth: safe
z = x.numpy().astype(np.float64)
to_pil_image(np.moveaxis(z, 0, -1))  # truth: safe
to_pil_image(np.moveaxis(z, 0, -1) * 255)  # truth: wrong
to_pil_image(np.rint(np.moveaxis(z, 0, -1) * 255).astype(np.uint8))  # truth: safe
