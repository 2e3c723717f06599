"""Augmentation: transforms that are applied at random, or one of several; those that keep the range and those that do not."""

import torch
from torchvision import transforms as T
from torchvision.transforms import InterpolationMode, v2
from torchvision.transforms import functional as F
from torchvision.transforms.functional import to_pil_image


def applied_at_random():
    x = torch.rand(3, 16, 16)
    noise = T.Lambda(lambda t: t + 0.3 * torch.randn_like(t))
    to_pil_image(T.RandomApply([T.GaussianBlur(3)], p=0.5)(x))
    to_pil_image(T.RandomApply([noise], p=0.5)(x))  # expect: TPI0
    to_pil_image(v2.RandomApply([v2.Grayscale(3)])(x))
    to_pil_image(T.RandomApply([noise, T.Lambda(lambda t: t.clamp(0, 1))])(x))


def clamp_applied_at_random():
    x = torch.randn(3, 16, 16)
    to_pil_image(T.RandomApply([T.Lambda(lambda t: t.clamp(0, 1))], p=0.5)(x))  # expect: TPI0
    to_pil_image(T.Compose([T.Lambda(lambda t: t.clamp(0, 1))])(x))


def one_of_several():
    x = torch.rand(3, 16, 16)
    to_pil_image(T.RandomChoice([T.RandomHorizontalFlip(), T.RandomVerticalFlip()])(x))
    to_pil_image(T.RandomChoice([T.RandomHorizontalFlip(), T.Normalize([0.5] * 3, [0.5] * 3)])(x))  # expect: TPI0
    to_pil_image(T.RandomOrder([T.RandomHorizontalFlip(), T.Grayscale(3)])(x))


def in_any_order():
    x = torch.randn(3, 16, 16)
    steps = [T.Lambda(lambda t: t.clamp(0, 1)), T.Lambda(lambda t: t * 2)]
    to_pil_image(T.RandomOrder(steps)(x))  # expect: TPI0
    steps = [T.Lambda(lambda t: t.clamp(0, 1)), T.Lambda(lambda t: t.flip(0))]
    to_pil_image(T.RandomOrder(steps)(x))  # allowed: TPI001|TPI004


def geometry_keeps_the_range():
    x = torch.rand(3, 16, 16)
    to_pil_image(T.RandomCrop(8)(x))
    to_pil_image(T.RandomRotation(30)(x))
    to_pil_image(T.RandomAffine(10, translate=(0.1, 0.1))(x))
    to_pil_image(T.RandomPerspective()(x))
    to_pil_image(T.Pad(2)(x))
    to_pil_image(T.Pad(2, fill=2)(x))  # expect: TPI003|TPI001
    to_pil_image(F.rotate(x, 30, fill=[3.0]))  # expect: TPI003|TPI001
    to_pil_image(F.rotate(x, 30))
    to_pil_image(F.center_crop(x, [32, 32]))
    to_pil_image(F.five_crop(x, [8, 8])[0])


def geometry_of_an_unbounded_tensor():
    x = torch.randn(3, 16, 16)
    to_pil_image(T.RandomCrop(8)(x))  # expect: TPI001
    to_pil_image(T.RandomRotation(30)(x))  # expect: TPI001
    to_pil_image(T.Pad(2)(x))  # expect: TPI001
    to_pil_image(T.Grayscale(3)(x))  # expect: TPI001


def resized():
    x = (torch.rand(3, 16, 16) > 0.5).float()
    to_pil_image(T.Resize(32, antialias=True)(x))
    to_pil_image(T.Resize(32, interpolation=InterpolationMode.NEAREST)(x))
    to_pil_image(T.Resize(32, interpolation=InterpolationMode.BICUBIC, antialias=True)(x))  # expect: TPI003|TPI001
    to_pil_image(v2.Resize(32, interpolation=InterpolationMode.BICUBIC)(x))  # expect: TPI003|TPI001
    to_pil_image(F.resize(x, [32, 32], F.InterpolationMode.BICUBIC).clamp(0, 1))
    to_pil_image(T.RandomResizedCrop(32, antialias=True)(x))
    to_pil_image(
        T.Compose(
            [
                T.Resize(32, interpolation=T.InterpolationMode.BICUBIC),
                T.Lambda(lambda t: t.clamp(0, 1)),
            ]
        )(x)
    )


def resized_before_it_is_a_tensor(pil):
    """PIL clips."""
    T.Compose([T.Resize(32, interpolation=T.InterpolationMode.BICUBIC), T.ToTensor(), T.ToPILImage()])(pil)
    T.Compose([T.ToTensor(), T.CenterCrop(8), T.ToPILImage()])(pil)


def colours():
    x = torch.rand(3, 16, 16)
    to_pil_image(T.ColorJitter(0.5, 0.5, 0.5)(x))
    to_pil_image(F.adjust_brightness(x, 3.0))
    to_pil_image(F.adjust_contrast(x, 5.0))
    to_pil_image(F.adjust_saturation(x, 5.0))
    to_pil_image(F.adjust_gamma(x, 0.5))
    to_pil_image(x * 3.0)  # expect: TPI0
    to_pil_image(F.adjust_sharpness(x, 5.0))
    to_pil_image(F.autocontrast(x))
    to_pil_image(F.posterize((x * 255).to(torch.uint8), 3))
    to_pil_image(F.gaussian_blur(x, [3, 3]))


def colours_of_an_unbounded_tensor():
    x = torch.randn(3, 16, 16)
    to_pil_image(T.ColorJitter(brightness=0.5)(x))
    to_pil_image(F.adjust_brightness(x, 1.0))
    to_pil_image(F.invert(x))  # expect: TPI001
    to_pil_image(F.solarize(x, 0.5))  # expect: TPI001
    to_pil_image(F.gaussian_blur(x, [3, 3]))  # expect: TPI001
    to_pil_image(F.hflip(x))  # expect: TPI001


def inverted():
    x = torch.rand(3, 16, 16)
    to_pil_image(F.invert(x))
    to_pil_image(1 - x)
    to_pil_image(-x)  # expect: TPI0
    to_pil_image(255 - x)  # expect: TPI0
    to_pil_image(F.solarize(x, 0.5))


def erased():
    x = torch.rand(3, 16, 16)
    to_pil_image(T.RandomErasing(p=1.0)(x))
    to_pil_image(T.RandomErasing(p=1.0, value="random")(x))  # expect: TPI003|TPI001
    to_pil_image(F.erase(x, 2, 2, 8, 8, torch.tensor(0.5)))
    to_pil_image(F.erase(x, 2, 2, 8, 8, torch.tensor(2.0)))  # expect: TPI0


def noise_of_the_library():
    x = torch.rand(3, 16, 16)
    to_pil_image(v2.GaussianNoise(sigma=0.5)(x))
    to_pil_image(v2.GaussianNoise(sigma=0.5, clip=False)(x))  # expect: TPI003|TPI001
