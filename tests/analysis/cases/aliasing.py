"""Two names for one tensor, views, copies, and what in-place operations on one do to the other."""

import copy

import numpy as np
import torch
from torchvision.transforms.functional import to_pil_image


def alias_clamped_in_place():
    x = torch.randn(3, 16, 16)
    y = x
    y.clamp_(0, 1)
    to_pil_image(x)
    to_pil_image(y)


def alias_clamped_out_of_place():
    x = torch.randn(3, 16, 16)
    y = x
    y = y.clamp(0, 1)
    to_pil_image(x)  # expect: TPI001
    to_pil_image(y)


def alias_broken_by_rebinding():
    x = torch.randn(3, 16, 16)
    y = x
    y = y * 2
    y.clamp_(0, 1)
    to_pil_image(x)  # expect: TPI001
    to_pil_image(y)


def copy_clamped_in_place():
    x = torch.randn(3, 16, 16)
    y = x.clone()
    y.clamp_(0, 1)
    to_pil_image(x)  # expect: TPI001
    to_pil_image(y)


def deep_copy_clamped_in_place():
    x = torch.randn(3, 16, 16)
    y = copy.deepcopy(x)
    y.clamp_(0, 1)
    to_pil_image(x)  # expect: TPI001
    to_pil_image(y)


def alias_reopened_in_place():
    x = torch.rand(3, 16, 16)
    y = x
    to_pil_image(x)
    y.add_(torch.randn(3, 16, 16))
    to_pil_image(x)  # expect: TPI003|TPI001


def alias_reopened_by_augmented_assignment():
    x = torch.rand(3, 16, 16)
    y = x
    y += torch.randn(3, 16, 16)
    to_pil_image(x)  # expect: TPI003|TPI001


def alias_and_plain_addition():
    x = torch.rand(3, 16, 16)
    y = x
    y = y + torch.randn(3, 16, 16)
    to_pil_image(x)
    to_pil_image(y)  # expect: TPI003|TPI001


def view_clamped_in_place():
    x = torch.randn(3, 16, 16)
    x.detach().clamp_(0, 1)
    to_pil_image(x)
    x = torch.randn(3, 16, 16)
    x.view(-1).clamp_(0, 1)
    to_pil_image(x)
    x = torch.randn(3, 16, 16)
    x[:].clamp_(0, 1)
    to_pil_image(x)
    x = torch.randn(3, 16, 16)
    flipped = x.permute(0, 2, 1)
    flipped.clamp_(0, 1)
    to_pil_image(x)


def copies_that_look_like_views():
    x = torch.randn(3, 16, 16)
    x.clone().clamp_(0, 1)
    to_pil_image(x)  # expect: TPI001|TPI005
    x = torch.randn(3, 16, 16)
    x.flip(0).clamp_(0, 1)
    to_pil_image(x)  # expect: TPI001|TPI005
    x = torch.randn(3, 16, 16)
    x[x > 1].clamp_(0, 1)
    to_pil_image(x)  # expect: TPI001|TPI005
    x = torch.randn(3, 16, 16)
    x.double().clamp_(0, 1)
    to_pil_image(x)  # expect: TPI001|TPI005


def part_clamped_in_place():
    x = torch.randn(3, 16, 16)
    x[0].clamp_(0, 1)
    to_pil_image(x)  # expect: TPI0
    to_pil_image(x[0])
    to_pil_image(x[1])  # expect: TPI0


def all_parts_clamped_in_place():
    x = torch.randn(3, 16, 16)
    for channel in x:
        channel.clamp_(0, 1)
    to_pil_image(x)


def part_overwritten():
    x = torch.rand(3, 16, 16)
    x[0] = torch.randn(16, 16)
    to_pil_image(x)  # expect: TPI0
    x = torch.rand(3, 16, 16)
    x[0] = torch.rand(16, 16)
    to_pil_image(x)


def whole_overwritten():
    x = torch.randn(3, 16, 16)
    x[:] = torch.rand(3, 16, 16)
    to_pil_image(x)
    x[...] = torch.randn(3, 16, 16)
    to_pil_image(x)  # expect: TPI0
    x.copy_(torch.rand(3, 16, 16))
    to_pil_image(x)
    x.copy_(torch.randn(3, 16, 16))
    to_pil_image(x)  # expect: TPI0


def part_changed_by_augmented_assignment():
    x = torch.rand(3, 16, 16)
    x[:, 4:8, 4:8] += 0.5
    to_pil_image(x)  # expect: TPI0
    x = torch.rand(3, 16, 16)
    x[:, 4:8, 4:8] *= 0.5
    to_pil_image(x)
    x[0] -= 0.5
    to_pil_image(x)  # expect: TPI0


def slice_given_a_name():
    x = torch.rand(3, 16, 16)
    patch = x[:, :8, :8]
    patch.mul_(3)
    to_pil_image(x)  # expect: TPI0
    x = torch.rand(3, 16, 16)
    patch = x[:, :8, :8].clone()
    patch.mul_(3)
    to_pil_image(x)


def data_attribute():
    x = torch.randn(3, 16, 16, requires_grad=True)
    x.data.clamp_(0, 1)
    to_pil_image(x.detach())
    x = torch.randn(3, 16, 16, requires_grad=True)
    x.data.clamp(0, 1)
    to_pil_image(x.detach())  # expect: TPI001|TPI005
    x = torch.randn(3, 16, 16, requires_grad=True)
    x.data = x.data.clamp(0, 1)
    to_pil_image(x.detach())


def under_no_grad():
    x = torch.randn(3, 16, 16, requires_grad=True)
    with torch.no_grad():
        x.clamp_(0, 1)
    to_pil_image(x.detach())
    x = torch.randn(3, 16, 16, requires_grad=True)
    with torch.no_grad():
        y = x.clamp(0, 1)
    to_pil_image(x.detach())  # expect: TPI001
    to_pil_image(y)


def output_argument():
    x = torch.randn(3, 16, 16)
    torch.clamp(x, 0, 1, out=x)
    to_pil_image(x)
    x, y = torch.randn(3, 16, 16), torch.empty(3, 16, 16)
    torch.clamp(x, 0, 1, out=y)
    to_pil_image(y)
    to_pil_image(x)  # expect: TPI001
    torch.mul(y, 2, out=y)
    to_pil_image(y)  # expect: TPI003|TPI001


def shared_with_numpy():
    x = torch.randn(3, 16, 16)
    array = x.numpy()
    np.clip(array, 0, 1, out=array)
    to_pil_image(x)
    array += 1
    to_pil_image(x)  # expect: TPI0
    x = torch.rand(3, 16, 16)
    array = x.numpy().copy()
    array += 1
    to_pil_image(x)


def from_numpy():
    array = np.random.rand(3, 16, 16).astype(np.float32)
    x = torch.from_numpy(array)
    array -= 0.5
    to_pil_image(x)  # expect: TPI0
    array = np.random.rand(3, 16, 16).astype(np.float32)
    x = torch.tensor(array)
    array -= 0.5
    to_pil_image(x)


def chained_in_place():
    x = torch.randn(3, 16, 16)
    y = x.mul_(0.5).add_(0.5).clamp_(0, 1)
    to_pil_image(x)
    to_pil_image(y)
    y = x.clamp_(0, 1).add_(0.5)
    to_pil_image(x)  # expect: TPI003|TPI001
    to_pil_image(y)  # expect: TPI003|TPI001


def after_a_clamp():
    x = torch.randn(3, 16, 16).clamp(0, 1)
    x.add_(0.1)
    to_pil_image(x)  # expect: TPI003|TPI001
    x = torch.randn(3, 16, 16).clamp(0, 1)
    x.add(0.1)
    to_pil_image(x)


def swapped():
    a, b = torch.rand(3, 16, 16), torch.randn(3, 16, 16)
    to_pil_image(a)
    a, b = b, a
    to_pil_image(a)  # expect: TPI001
    to_pil_image(b)


def in_a_list():
    images = [torch.randn(3, 16, 16), torch.randn(3, 16, 16)]
    for image in images:
        image.clamp_(0, 1)
    to_pil_image(images[0])
    images = [torch.randn(3, 16, 16), torch.randn(3, 16, 16)]
    for image in images:
        image = image.clamp(0, 1)
    to_pil_image(images[0])  # expect: TPI001
    images = [torch.randn(3, 16, 16), torch.randn(3, 16, 16)]
    for i, image in enumerate(images):
        images[i] = image.clamp(0, 1)
    to_pil_image(images[1])
    images.append(torch.randn(3, 16, 16))
    to_pil_image(images[-1])  # expect: TPI0


def in_a_dict():
    result = {"raw": torch.randn(3, 16, 16), "image": torch.rand(3, 16, 16)}
    to_pil_image(result["raw"])  # expect: TPI001
    to_pil_image(result["image"])
    result["raw"].clamp_(0, 1)
    to_pil_image(result["raw"])
    result["image"] = torch.randn(3, 16, 16)
    to_pil_image(result["image"])  # expect: TPI001


def one_of_two_objects(flag):
    a, b = torch.randn(3, 16, 16), torch.randn(3, 16, 16)
    chosen = a if flag else b
    chosen.clamp_(0, 1)
    to_pil_image(a)  # expect: TPI004|TPI001
    to_pil_image(b)  # expect: TPI004|TPI001


def only_if_already_float32():
    """`float()` gives the same tensor, or a copy, depending on the dtype."""
    x = torch.randn(3, 16, 16)
    x.float().clamp_(0, 1)
    to_pil_image(x)  # allowed: TPI001|TPI005
    x = torch.randn(3, 16, 16, dtype=torch.float64)
    x.float().clamp_(0, 1)
    to_pil_image(x)  # expect: TPI001|TPI005


def deleted_and_made_again():
    x = torch.rand(3, 16, 16)
    del x
    x = torch.randn(3, 16, 16)
    to_pil_image(x)  # expect: TPI001
