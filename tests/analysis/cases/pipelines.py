"""Pipelines: Compose of both versions, nested, sliced, concatenated, changed; nn.Sequential of transforms; Lambda."""

import torch
from PIL import Image
from torch import nn
from torchvision import transforms as T
from torchvision.transforms import v2
from torchvision.transforms.functional import to_pil_image

MEAN, STD = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]

normalized = T.Compose([T.ToTensor(), T.Normalize(MEAN, STD)])
to_picture = T.Compose([T.ToTensor(), T.ToPILImage()])
to_wrong_picture = T.Compose([T.ToTensor(), T.Normalize(MEAN, STD), T.ToPILImage()])  # expect: TPI002


def of_the_module(pil):
    to_picture(pil)
    to_wrong_picture(pil)
    to_pil_image(normalized(pil))  # expect: TPI002
    to_pil_image(normalized(pil).clamp(0, 1))


def clamped_in_the_pipeline(x):
    T.Compose([T.Lambda(lambda t: t.clamp(0, 1)), T.ToPILImage()])(x)
    T.Compose([T.Lambda(lambda t: t.clamp(-1, 1)), T.ToPILImage()])(x)  # expect: TPI002
    T.Compose([T.Lambda(lambda t: t.clamp(0)), T.ToPILImage()])(torch.randn(3, 16, 16))  # expect: TPI001
    T.Compose([T.Lambda(torch.sigmoid), T.ToPILImage()])(x)
    T.Compose([torch.sigmoid, T.ToPILImage()])(x)
    T.Compose([torch.tanh, T.ToPILImage()])(x)  # expect: TPI002


def order_in_the_pipeline():
    noise = T.Lambda(lambda t: t + 0.1 * torch.randn_like(t))
    clamp = T.Lambda(lambda t: torch.clamp(t, 0, 1))
    x = torch.rand(3, 16, 16)
    T.Compose([noise, clamp, T.ToPILImage()])(x)
    T.Compose([clamp, noise, T.ToPILImage()])(x)  # expect: TPI003|TPI001
    T.Compose([noise, T.ToPILImage()])(x)  # expect: TPI003|TPI001


def version_two(path):
    pil = Image.open(path)
    v2.Compose([v2.ToImage(), v2.ToDtype(torch.float32, scale=True), v2.ToPILImage()])(pil)
    v2.Compose(
        [
            v2.ToImage(),
            v2.ToDtype(torch.float32, scale=True),
            v2.Normalize(MEAN, STD),
            v2.ToPILImage(),  # expect: TPI002
        ]
    )(pil)
    v2.Compose([v2.ToImage(), v2.ToDtype(torch.float32), v2.ToPILImage()])(pil)  # expect: TPI002
    v2.Compose([v2.ToImage(), v2.ToPILImage()])(pil)


def version_two_of_an_unknown_picture(pil):
    """ToImage leaves a tensor as it is, and ToDtype does not scale floats."""
    v2.Compose([v2.ToImage(), v2.ToDtype(torch.float32, scale=True), v2.ToPILImage()])(pil)  # allowed: TPI101


def separate_steps(pil):
    to_tensor, normalize, to_image = T.ToTensor(), T.Normalize([0.5] * 3, [0.5] * 3), T.ToPILImage()
    to_image(to_tensor(pil))
    to_image(normalize(to_tensor(pil)))  # expect: TPI002
    to_image(normalize(to_tensor(pil)) * 0.5 + 0.5)


def nested(pil):
    load = T.Compose([T.Resize(16), T.ToTensor()])
    T.Compose([load, T.ToPILImage()])(pil)
    T.Compose([T.Compose([load, T.Normalize(MEAN, STD)]), T.ToPILImage()])(pil)  # expect: TPI002
    T.Compose([load, T.Compose([T.Lambda(lambda t: t * 2), T.Lambda(lambda t: t.clamp(0, 1))]), T.ToPILImage()])(pil)


def sliced(pil):
    steps = [T.ToTensor(), T.Normalize(MEAN, STD)]
    T.Compose([*steps[:1], T.ToPILImage()])(pil)
    T.Compose([*steps, T.ToPILImage()])(pil)  # expect: TPI002
    whole = T.Compose([T.ToTensor(), T.Normalize(MEAN, STD)])
    T.Compose([*whole.transforms[:-1], T.ToPILImage()])(pil)
    T.Compose(whole.transforms[:1] + [T.ToPILImage()])(pil)
    T.Compose(whole.transforms + [T.ToPILImage()])(pil)  # expect: TPI002


def concatenated(pil):
    before = [T.Resize(16), T.ToTensor()]
    after = [T.ToPILImage()]
    T.Compose(before + after)(pil)
    after = [T.Normalize(MEAN, STD), T.ToPILImage()]  # expect: TPI002
    T.Compose(before + after)(pil)


def appended(pil):
    steps = [T.ToTensor()]
    steps.append(T.Lambda(lambda t: t + torch.randn_like(t)))
    steps.append(T.Lambda(lambda t: t.clamp(0, 1)))
    steps.append(T.ToPILImage())
    T.Compose(steps)(pil)
    steps = [T.ToTensor()]
    steps.append(T.Lambda(lambda t: t + torch.randn_like(t)))
    steps.append(T.ToPILImage())  # expect: TPI003|TPI001
    T.Compose(steps)(pil)


def extended(pil):
    steps = [T.ToTensor()]
    steps += [T.Normalize(MEAN, STD)]
    steps.extend([T.ToPILImage()])  # expect: TPI002
    T.Compose(steps)(pil)


def inserted(pil):
    steps = [T.ToTensor(), T.ToPILImage()]
    steps.insert(0, T.Resize(16))
    T.Compose(steps)(pil)
    steps = [T.ToTensor(), T.ToPILImage()]  # expect: TPI002
    steps.insert(1, T.Normalize(MEAN, STD))
    T.Compose(steps)(pil)


def appended_to_the_pipeline(pil):
    pipeline = T.Compose([T.ToTensor()])
    pipeline.transforms.append(T.Normalize(MEAN, STD))
    to_pil_image(pipeline(pil))  # expect: TPI002
    pipeline = T.Compose([T.ToTensor()])
    pipeline.transforms.insert(0, T.Resize(16))
    to_pil_image(pipeline(pil))


def optional_step(pil, flag):
    steps = [T.ToTensor()]
    if flag:
        steps.append(T.Normalize(MEAN, STD))
    to_pil_image(T.Compose(steps)(pil))  # expect: TPI002|TPI003|TPI004
    steps = [T.ToTensor()]
    if flag:
        steps.append(T.RandomHorizontalFlip())
    to_pil_image(T.Compose(steps)(pil))


def sequential_of_transforms():
    x = torch.rand(3, 16, 16)
    nn.Sequential(T.CenterCrop(8), v2.ToPILImage())(x)
    nn.Sequential(T.CenterCrop(8), T.Normalize(MEAN, STD), v2.ToPILImage())(x)  # expect: TPI002
    to_pil_image(nn.Sequential(T.CenterCrop(8), T.Grayscale(3))(x))
    to_pil_image(nn.Sequential(T.CenterCrop(8), T.Normalize(MEAN, STD))(x))  # expect: TPI002


def round_trip(pil):
    T.ToPILImage()(T.ToTensor()(pil))
    T.ToPILImage()(T.ToTensor()(pil).mul(255))  # expect: TPI002
    T.ToPILImage()(T.PILToTensor()(pil))
    T.ToPILImage()(T.PILToTensor()(pil).float())  # expect: TPI002
    T.ToPILImage()(T.PILToTensor()(pil).float() / 255)
    T.ToPILImage()(T.ConvertImageDtype(torch.float32)(T.PILToTensor()(pil)))


def converter_in_the_middle(pil):
    T.Compose([T.ToTensor(), T.ToPILImage(), T.Resize(16), T.ToTensor()])(pil)
    T.Compose(
        [
            T.ToTensor(),
            T.Normalize(MEAN, STD),
            T.ToPILImage(),  # expect: TPI002
            T.Resize(16),
            T.ToTensor(),
        ]
    )(pil)
    picture = T.Compose([T.ToTensor(), T.ToPILImage(), T.Resize(16), T.ToTensor()])(pil)
    to_pil_image(picture)
    to_pil_image(picture * 2)  # expect: TPI0


class Clamp:
    def __init__(self, low=0.0, high=1.0):
        self.low, self.high = low, high

    def __call__(self, tensor):
        return torch.clamp(tensor, self.low, self.high)


class AddNoise:
    def __init__(self, std=0.1):
        self.std = std

    def __call__(self, tensor):
        return tensor + torch.randn(tensor.size()) * self.std


class AddNoiseModule(nn.Module):
    def forward(self, tensor):
        return tensor + 0.2 * torch.randn_like(tensor)


class ClampModule(nn.Module):
    def forward(self, tensor):
        return tensor.clamp(0, 1)


def own_transforms(pil):
    T.Compose([T.ToTensor(), AddNoise(), Clamp(), T.ToPILImage()])(pil)
    T.Compose([T.ToTensor(), Clamp(), AddNoise(), T.ToPILImage()])(pil)  # expect: TPI003|TPI001
    T.Compose([T.ToTensor(), AddNoise(), Clamp(-1, 1), T.ToPILImage()])(pil)  # expect: TPI0
    v2.Compose([T.ToTensor(), AddNoiseModule(), ClampModule(), v2.ToPILImage()])(pil)
    v2.Compose([T.ToTensor(), ClampModule(), AddNoiseModule(), v2.ToPILImage()])(pil)  # expect: TPI003|TPI001


def only_the_converter(anything):
    """Its input is unknown; a rule that is off by default."""
    T.Compose([T.ToPILImage(), T.Grayscale()])  # expect: TPI102
    return anything


def unknown_tensor_through_a_pipeline(x):
    T.Compose([T.CenterCrop(8), T.ToPILImage()])(x)  # expect: TPI101|TPI102
    T.Compose([T.Lambda(lambda t: t.clamp(0, 1)), T.CenterCrop(8), T.ToPILImage()])(x)


def functions_as_elements():
    wild = torch.randn(3, 16, 16)
    T.Compose([to_pil_image])(wild)  # expect: TPI001
    T.Compose([to_pil_image])(wild.sigmoid())
    signed = T.Compose([torch.tanh, to_pil_image])
    signed(wild)  # expect: TPI002
    bounded = T.Compose([torch.sigmoid, to_pil_image])
    bounded(wild)


def collated():
    wild = torch.randn(4, 3, 16, 16)
    for picture in torch.utils.data.DataLoader(wild, collate_fn=to_pil_image, batch_size=None):  # expect: TPI001
        picture.getpixel((0, 0))
    for picture in torch.utils.data.DataLoader(wild.sigmoid(), collate_fn=to_pil_image, batch_size=None):
        picture.getpixel((0, 0))
