"""Re-binding, shadowing, and functions that only share the converter's name."""

import torch
from torchvision import transforms as T
from torchvision.transforms.functional import to_pil_image
from transformers import image_transforms
from transformers.image_transforms import to_pil_image as hf_to_pil_image

unload = T.ToPILImage()
convert = to_pil_image
to_tensor, from_tensor = T.ToTensor(), T.ToPILImage()


def module_level_instance():
    unload(torch.randn(3, 16, 16))  # expect: TPI001
    unload(torch.rand(3, 16, 16))


def module_level_alias():
    convert(torch.randn(3, 16, 16))  # expect: TPI001
    convert(torch.rand(3, 16, 16))


def unpacked():
    from_tensor(torch.randn(3, 16, 16))  # expect: TPI001
    from_tensor(torch.rand(3, 16, 16))


def local_instance(pil):
    to_pil = T.ToPILImage()
    to_pil(torch.randn(3, 16, 16))  # expect: TPI001
    to_pil(T.ToTensor()(pil))


def local_alias_of_an_alias():
    first = convert
    second = first
    second(torch.randn(3, 16, 16))  # expect: TPI001
    second(torch.rand(3, 16, 16))


def rebound_to_something_harmless():
    to_pil = to_pil_image
    to_pil(torch.randn(3, 16, 16))  # expect: TPI001
    to_pil = str
    to_pil(torch.randn(3, 16, 16))


def rebound_to_the_converter():
    to_pil = str
    to_pil(torch.randn(3, 16, 16))
    to_pil = to_pil_image
    to_pil(torch.randn(3, 16, 16))  # expect: TPI001


def one_of_two(flag):
    show = to_pil_image if flag else str
    show(torch.randn(3, 16, 16))  # expect: TPI001
    show(torch.rand(3, 16, 16))


def shadowed_by_a_local_function():
    def to_pil_image(tensor):
        return tensor.shape

    to_pil_image(torch.randn(3, 16, 16))


def shadowed_by_a_parameter(to_pil_image=repr):
    to_pil_image(torch.randn(3, 16, 16))


def shadowed_by_a_lambda():
    to_pil_image = lambda tensor: T.ToPILImage()(tensor.clamp(0, 1))
    to_pil_image(torch.randn(3, 16, 16))
    to_pil_image = lambda tensor: T.ToPILImage()(tensor * 0.5)  # expect: TPI001
    to_pil_image(torch.randn(3, 16, 16))


def shadowed_in_a_comprehension():
    [to_pil_image(3) for to_pil_image in (str, repr)]
    [to_pil_image(image) for image in torch.randn(2, 3, 16, 16)]  # expect: TPI001


def not_shadowed_outside_of_the_nested_function():
    def helper():
        to_pil_image = str
        return to_pil_image(torch.randn(3, 16, 16))

    helper()
    to_pil_image(torch.randn(3, 16, 16))  # expect: TPI001


class ToPILImage:
    """Of this file, with its own idea of a range."""

    def __call__(self, tensor):
        return T.ToPILImage()((tensor.clamp(-1, 1) + 1) / 2)


def own_class():
    ToPILImage()(torch.randn(3, 16, 16))
    T.ToPILImage()(torch.randn(3, 16, 16))  # expect: TPI001


def other_library():
    hf_to_pil_image(torch.randn(3, 16, 16))
    image_transforms.to_pil_image(torch.randn(3, 16, 16))


class Viewer:
    to_image = T.ToPILImage()
    as_image = staticmethod(to_pil_image)
    loader = T.ToTensor()

    def __init__(self):
        self.to_pil = T.ToPILImage()
        self.unnormalize = lambda tensor: tensor * 0.5 + 0.5

    def attribute_of_the_instance(self):
        self.to_pil(torch.randn(3, 16, 16))  # expect: TPI001
        self.to_pil(torch.rand(3, 16, 16))

    def attribute_of_the_class(self):
        self.to_image(torch.randn(3, 16, 16))  # expect: TPI001
        self.to_image(torch.rand(3, 16, 16))
        Viewer.to_image(torch.randn(3, 16, 16))  # expect: TPI001
        Viewer.to_image(torch.rand(3, 16, 16))

    def static_method(self):
        self.as_image(torch.randn(3, 16, 16))  # expect: TPI001
        self.as_image(torch.rand(3, 16, 16))

    def loaded(self, pil):
        self.to_pil(self.loader(pil))
        self.to_pil(self.loader(pil) * 2 - 1)  # expect: TPI002|TPI003|TPI001
        self.to_pil(self.unnormalize(self.loader(pil) * 2 - 1))


class ClampingViewer:
    """The attribute has the converter's name, and clamps."""

    def __init__(self):
        self.to_pil_image = lambda tensor: to_pil_image(tensor.clamp(0, 1))

    def show(self):
        self.to_pil_image(torch.randn(3, 16, 16))


class InheritedViewer(Viewer):
    def inherited(self):
        self.to_pil(torch.randn(3, 16, 16))  # expect: TPI001
        self.to_image(torch.rand(3, 16, 16))


def attribute_from_outside():
    viewer = Viewer()
    viewer.to_pil(torch.randn(3, 16, 16))  # expect: TPI001
    viewer.to_pil(torch.rand(3, 16, 16))


def through_a_dict(kind):
    converters = {"pil": to_pil_image, "text": str}
    converters["pil"](torch.randn(3, 16, 16))  # expect: TPI001
    converters["pil"](torch.rand(3, 16, 16))
    converters["text"](torch.randn(3, 16, 16))


def only_mentioned():
    """to_pil_image(x) in a docstring is no call."""
    # to_pil_image(torch.randn(3, 16, 16))
    return "to_pil_image(torch.randn(3, 16, 16))", to_pil_image
