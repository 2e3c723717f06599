# argv: --mode unit
# argv: --mode tanh
# argv: --mode byte
# argv: --mode other
import argparse
import torch
from torchvision.transforms.functional import to_pil_image

parser = argparse.ArgumentParser()
parser.add_argument("--mode", default="unit")
mode = parser.parse_args().mode
torch.manual_seed(9)
raw = torch.randn(3, 8, 8)

match mode:
    case "unit":
        image = raw.sigmoid()
    case "tanh":
        image = raw.tanh() / 2 + 0.5
    case "byte":
        image = (raw.sigmoid() * 255).to(torch.uint8)
    case _:
        image = raw.clamp(0, 1)
to_pil_image(image).save("match_ok.png")  # truth: safe

match mode:
    case "unit":
        image = raw.sigmoid()
    case "tanh":
        image = raw.tanh()
    case _:
        image = raw.clamp(0, 1)
to_pil_image(image).save("match_bug.png")  # truth: wrong

match mode:
    case "unit":
        image = raw.sigmoid()
    case "tanh":
        image = raw.tanh() * 0.5 + 0.5
    case "byte":
        raise SystemExit(0)
    case _:
        image = raw
to_pil_image(image).save("match_default.png")  # truth: wrong

if (m := raw.abs().max()) > 1:
    scaled = raw.abs() / m
else:
    scaled = raw.abs()
to_pil_image(scaled).save("walrus.png")  # truth: safe
if (top := raw.max()) > 1:
    scaled = raw / top
else:
    scaled = raw
to_pil_image(scaled).save("walrus_bug.png")  # truth: wrong
to_pil_image(y := raw.clamp(0, 1)).save("walrus_arg.png")  # truth: safe
to_pil_image(y * 2).save("after.png")  # truth: wrong
while (n := scaled.max()) > 1:
    scaled = scaled / n
to_pil_image(scaled.clamp_min(0)).save("loop.png")  # truth: safe
