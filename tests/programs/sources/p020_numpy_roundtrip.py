"""numpy detours: HWC, 255 and back."""
import numpy as np
import torch
from PIL import Image
from torch import nn
from torchvision.transforms.functional import to_pil_image, to_tensor

torch.manual_seed(1)
net = nn.Conv2d(3, 3, 3, padding=1)
x = to_tensor(Image.open("input.png"))
with torch.no_grad():
    y = net(x[None])[0]

arr = y.permute(1, 2, 0).cpu().numpy()
to_pil_image(arr).save("float_hwc.png")  # truth: wrong
clipped = np.clip(arr, 0, 1)
to_pil_image(clipped).save("clipped.png")  # truth: safe
u8 = (clipped * 255).astype(np.uint8)
to_pil_image(u8).save("u8.png")  # truth: safe
wide = np.clip(arr * 255, 0, 255)
to_pil_image(wide).save("wide.png")  # truth: wrong
to_pil_image(wide.astype("uint8")).save("wide_u8.png")  # truth: safe
to_pil_image(np.array(Image.open("input.png"))).save("same.png")  # truth: safe
to_pil_image(np.asarray(Image.open("input.png")) / 255.0).save("unit.png")  # truth: safe
to_pil_image(np.array(Image.open("input.png")).astype(np.float32)).save("unscaled.png")  # truth: wrong
back = torch.from_numpy(np.array(Image.open("input.png"))).permute(2, 0, 1)
to_pil_image(back).save("back.png")  # truth: safe
to_pil_image(back.float()).save("back_f.png")  # truth: wrong
to_pil_image(back.float().div(255)).save("back_s.png")  # truth: safe
arr -= arr.min()
arr /= arr.max()
to_pil_image(y).save("aliased.png")  # truth: safe
