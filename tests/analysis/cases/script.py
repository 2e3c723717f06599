"""A script: all callers of its functions are in sight."""

import argparse

import torch
from torch import nn
from torchvision import transforms
from torchvision.transforms.functional import to_pil_image

parser = argparse.ArgumentParser()
parser.add_argument("--clip", action="store_true")
parser.add_argument("--size", type=int, default=16)
args = parser.parse_args([])

device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
net = nn.Sequential(nn.Conv2d(3, 8, 3, padding=1), nn.ReLU(), nn.Conv2d(8, 3, 3, padding=1)).to(device)
bounded = nn.Sequential(net, nn.Sigmoid())
to_pil = transforms.ToPILImage()

picture = transforms.ToTensor()(to_pil_image(torch.rand(3, args.size, args.size)))

with torch.no_grad():
    output = net(picture.unsqueeze(0).to(device))[0].cpu()

to_pil(output)  # expect: TPI001
to_pil(output.clamp(0, 1))
to_pil_image(bounded(picture.unsqueeze(0))[0].detach())

if args.clip:
    output = output.clamp(0, 1)
to_pil_image(output)  # expect: TPI004

for step in range(3):
    output = output.clamp(0, 1)
    to_pil_image(output)
    output = output + 0.1 * torch.randn_like(output)

to_pil_image(output)  # expect: TPI003
output = output.clamp(0, 1)


def show(image):  # not executed
    """Called below, with an image in range, and nowhere else: nobody imports a script."""
    return to_pil_image(image)


def show_raw(image):  # not executed
    return to_pil_image(image)  # expect: TPI


def main():
    show(output)
    show(torch.rand(3, 16, 16))
    show_raw(net(picture.unsqueeze(0))[0].detach())


if __name__ == "__main__":
    main()
else:
    main()

try:
    result = bounded(picture.unsqueeze(0))[0].detach()
except RuntimeError as error:
    print(error)
    raise SystemExit(1)
to_pil_image(result)
to_pil_image(result * 2)  # expect: TPI0
