"""Names that nothing has bound on the way: the code after them does not run."""

import os

import torch
from torchvision.transforms.functional import to_pil_image

x = torch.randn(3, 16, 16)

if os.environ.get("NO_SUCH_VARIABLE"):
    net = torch.sigmoid
    to_pil_image(net(x))
else:
    try:
        to_pil_image(net(x))
    except NameError:
        to_pil_image(x)  # expect: TPI001

try:
    late  # noqa: B018
except NameError:
    late = x
to_pil_image(late)  # expect: TPI001


def bind():
    global bound_by_a_function
    bound_by_a_function = torch.rand(3, 16, 16)


bind()
if os.environ.get("NO_SUCH_VARIABLE"):
    bound_by_a_function = x.sigmoid()
to_pil_image(bound_by_a_function)
