"""Star imports of torchvision's modules bring the converter in without its name."""

from torch import *
from torch.nn import *
from torchvision.transforms import *
from torchvision.transforms.functional import *


def function():
    to_pil_image(randn(3, 16, 16))  # expect: TPI001
    to_pil_image(rand(3, 16, 16))


def class_():
    ToPILImage()(randn(3, 16, 16))  # expect: TPI001
    ToPILImage()(sigmoid(randn(3, 16, 16)))


def pipeline(pil):
    Compose([ToTensor(), ToPILImage()])(pil)
    Compose([ToTensor(), Normalize([0.5] * 3, [0.5] * 3), ToPILImage()])(pil)  # expect: TPI002


def network():
    net = Sequential(Conv2d(3, 8, 3), ReLU(), Conv2d(8, 3, 3))
    to_pil_image(net(rand(1, 3, 16, 16))[0])  # expect: TPI001
    net = Sequential(Conv2d(3, 8, 3), ReLU(), Conv2d(8, 3, 3), Sigmoid())
    to_pil_image(net(rand(1, 3, 16, 16))[0])
