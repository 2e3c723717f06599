"""The converter under all the names that imports give it."""

import torch
import torchvision
import torchvision as tv
import torchvision.transforms
import torchvision.transforms as T
import torchvision.transforms.functional
import torchvision.transforms.functional as TF
import torchvision.transforms.v2 as v2
import torchvision.transforms.v2.functional as v2F
from torchvision import transforms
from torchvision import transforms as tfm
from torchvision.transforms import ToPILImage, functional
from torchvision.transforms import ToPILImage as AsImage
from torchvision.transforms import functional as F
from torchvision.transforms import v2 as transforms_v2
from torchvision.transforms.functional import to_pil_image
from torchvision.transforms.functional import to_pil_image as to_pil
from torchvision.transforms.v2 import functional as F2
from torchvision.transforms.v2.functional import to_pil_image as to_pil_v2


def function_from_import():
    noise = torch.randn(3, 16, 16)
    to_pil_image(noise)  # expect: TPI001
    to_pil_image(noise.clamp(0, 1))


def renamed_function():
    noise = torch.randn(3, 16, 16)
    to_pil(noise)  # expect: TPI001
    to_pil(noise.sigmoid())


def renamed_module():
    noise = torch.randn(3, 16, 16)
    TF.to_pil_image(noise)  # expect: TPI001
    F.to_pil_image(noise)  # expect: TPI001
    functional.to_pil_image(noise)  # expect: TPI001
    TF.to_pil_image(noise.clamp(0, 1))
    F.to_pil_image(torch.clamp(noise, 0, 1))
    functional.to_pil_image(noise.clip(0, 1))


def full_dotted_name():
    noise = torch.randn(3, 16, 16)
    torchvision.transforms.functional.to_pil_image(noise)  # expect: TPI001
    torchvision.transforms.ToPILImage()(noise)  # expect: TPI001
    tv.transforms.functional.to_pil_image(noise)  # expect: TPI001
    torchvision.transforms.functional.to_pil_image(noise.clamp(min=0, max=1))
    torchvision.transforms.ToPILImage()(noise.clamp(max=1, min=0))
    tv.transforms.functional.to_pil_image(noise.clamp_min(0).clamp_max(1))


def classes():
    noise = torch.randn(3, 16, 16)
    ToPILImage()(noise)  # expect: TPI001
    AsImage()(noise)  # expect: TPI001
    T.ToPILImage()(noise)  # expect: TPI001
    transforms.ToPILImage("RGB")(noise)  # expect: TPI001
    tfm.ToPILImage(mode="RGB")(noise)  # expect: TPI001
    ToPILImage()(noise.clamp(0, 1))
    AsImage()(noise.clamp(0, 1))
    T.ToPILImage()(noise.clamp(0, 1))
    transforms.ToPILImage("RGB")(noise.clamp(0, 1))
    tfm.ToPILImage(mode="RGB")(noise.clamp(0, 1))


def version_two():
    noise = torch.randn(3, 16, 16)
    v2.ToPILImage()(noise)  # expect: TPI001
    v2.functional.to_pil_image(noise)  # expect: TPI001
    v2F.to_pil_image(noise)  # expect: TPI001
    F2.to_pil_image(noise)  # expect: TPI001
    to_pil_v2(noise)  # expect: TPI001
    transforms_v2.ToPILImage()(noise)  # expect: TPI001
    transforms.v2.functional.to_pil_image(noise)  # expect: TPI001
    v2.ToPILImage()(noise.clamp(0, 1))
    v2.functional.to_pil_image(noise.clamp(0, 1))
    v2F.to_pil_image(noise.clamp(0, 1))
    to_pil_v2(noise.clamp(0, 1))


def import_in_the_function():
    from torchvision.transforms.functional import to_pil_image as convert

    convert(torch.randn(3, 16, 16))  # expect: TPI001
    convert(torch.rand(3, 16, 16))


def module_bound_to_a_name():
    ops = torchvision.transforms.functional
    ops.to_pil_image(torch.randn(3, 16, 16))  # expect: TPI001
    ops.to_pil_image(torch.rand(3, 16, 16))


def looked_up_by_getattr():
    convert = getattr(TF, "to_pil_image")
    convert(torch.randn(3, 16, 16))  # expect: TPI001
    convert(torch.rand(3, 16, 16))


def by_keyword():
    noise = torch.randn(3, 16, 16)
    to_pil_image(pic=noise)  # expect: TPI001
    to_pil_image(mode="RGB", pic=noise)  # expect: TPI001
    to_pil_image(pic=noise.clamp(0, 1), mode="RGB")


def over_several_lines():
    noise = torch.randn(3, 16, 16)
    to_pil_image(  # expect: TPI001
        noise,
        mode="RGB",
    )
    (
        to_pil_image(noise)  # expect: TPI001
        .resize((32, 32))
        .rotate(90)
    )
    to_pil_image(
        noise.clamp(0, 1),
        mode="RGB",
    )
