# %% [markdown]
# # What the first layer sees

# %%
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

import torch
from PIL import Image
from torchvision.transforms.functional import to_pil_image, to_tensor

import helpers
from helpers import heat, side_by_side, to_unit, to_unit_percentile
from plotting import cam, cam_strong

torch.manual_seed(0)
x = to_tensor(Image.open("input.png").convert("RGB"))

# %%
conv = torch.nn.Conv2d(3, 1, 3, padding=1)
with torch.no_grad():
    activation = conv(x)[0]
to_pil_image(activation).save("activation.png")  # truth: wrong
to_pil_image(to_unit(activation)).save("unit.png")  # truth: safe
to_pil_image(to_unit_percentile(activation)).save("percentile.png")  # truth: wrong
to_pil_image(to_unit_percentile(activation).clamp(0, 1)).save("percentile_clamped.png")  # truth: safe

# %%
to_pil_image(heat(to_unit(activation))).save("heat.png")  # truth: safe
to_pil_image(heat(activation)).save("heat_raw.png")  # truth: wrong
to_pil_image(helpers.heat(activation.sigmoid())).save("heat_sigmoid.png")  # truth: safe
to_pil_image(cam(x, to_unit(activation))).save("cam.png")  # truth: safe
to_pil_image(cam_strong(x, to_unit(activation))).save("cam_strong.png")  # truth: wrong
to_pil_image(side_by_side(x, cam(x, to_unit(activation)))).save("both.png")  # truth: safe
to_pil_image(side_by_side(x, x - 0.5)).save("both_wrong.png")  # truth: wrong

# %%
from helpers_local import to_unit  # noqa: E402

to_pil_image(to_unit(activation)).save("standardized.png")  # truth: wrong
to_pil_image(helpers.to_unit(activation)).save("unit_again.png")  # truth: safe
