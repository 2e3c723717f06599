"""Bounded ranges of another scale: [-1, 1], [0, 255], [0, 2]."""

import numpy as np
import torch
from PIL import Image
from torchvision.io import read_image
from torchvision.transforms import functional as F
from torchvision.transforms.functional import to_pil_image
from torchvision.utils import make_grid


def signed():
    x = torch.randn(3, 16, 16)
    to_pil_image(torch.tanh(x))  # expect: TPI002
    to_pil_image(x.tanh().add(1).div(2))
    to_pil_image(x.tanh().add(1).mul(0.5))
    to_pil_image(x.tanh().add(1).mul(2))  # expect: TPI0
    to_pil_image(torch.rand(3, 16, 16) * 2 - 1)  # expect: TPI002|TPI001|TPI003
    to_pil_image(torch.rand(3, 16, 16) * 2 / 2)
    to_pil_image(torch.empty(3, 16, 16).uniform_(-1, 1))  # expect: TPI002
    to_pil_image(torch.empty(3, 16, 16).uniform_(0, 1))
    to_pil_image(x.clamp(-1, 1).add(1).div(2))
    to_pil_image(x.clamp(-1, 1) + 1 / 2)  # expect: TPI0


def bytes_as_floats(path):
    x = torch.rand(3, 16, 16) * 255
    to_pil_image(x)  # expect: TPI0
    to_pil_image(x.to(torch.uint8))
    to_pil_image(x.byte())
    to_pil_image(x / 255)
    to_pil_image(x / 256)
    to_pil_image(x / 128)  # expect: TPI0
    to_pil_image(x / 127.5 - 1)  # expect: TPI0
    to_pil_image(read_image(path).float())  # expect: TPI002
    to_pil_image(read_image(path).to(torch.float32))  # expect: TPI002
    to_pil_image(read_image(path).to(torch.float32) / 255)
    to_pil_image(read_image(path).type(torch.FloatTensor))  # expect: TPI002


def clamped_to_bytes():
    x = torch.randn(3, 16, 16) * 100
    to_pil_image(x.clamp(0, 255))  # expect: TPI002
    to_pil_image(x.clamp(0, 255) / 255)
    to_pil_image(x.clamp(0, 255).byte())
    to_pil_image(x.clamp(0, 255).div_(255.0))
    to_pil_image(x.mul(255).clamp(0, 255).round())  # expect: TPI002
    to_pil_image(x.mul(255).clamp(0, 255).round().to(torch.uint8))
    to_pil_image(x.clamp(0, 255) / 100)  # expect: TPI0


def integers():
    to_pil_image(torch.randint(0, 256, (3, 16, 16), dtype=torch.uint8))
    to_pil_image(torch.randint(0, 256, (3, 16, 16)).float())  # expect: TPI002
    to_pil_image(torch.randint(0, 256, (3, 16, 16)).float() / 255)
    to_pil_image(torch.randint(0, 2, (3, 16, 16)).float())
    to_pil_image(torch.randint(0, 3, (3, 16, 16)).float())  # expect: TPI0
    to_pil_image(torch.arange(16.0).repeat(16, 1))  # expect: TPI0
    to_pil_image(torch.arange(16.0).repeat(16, 1) / 15)  # allowed: TPI001
    to_pil_image(torch.linspace(0, 1, 256).view(16, 16))
    to_pil_image(torch.linspace(-1, 1, 256).view(16, 16))  # expect: TPI002
    to_pil_image(torch.eye(16))
    to_pil_image(torch.zeros(3, 16, 16))
    to_pil_image(torch.ones(3, 16, 16))
    to_pil_image(torch.full((3, 16, 16), 0.5))
    to_pil_image(torch.full((3, 16, 16), 2.0))  # expect: TPI0
    to_pil_image(torch.ones(3, 16, 16) * 255)  # expect: TPI0
    to_pil_image(-torch.ones(3, 16, 16))  # expect: TPI0


def literals():
    to_pil_image(torch.tensor([[0.0, 0.5], [0.25, 1.0]]))
    to_pil_image(torch.tensor([[0.0, 0.5], [0.25, 1.5]]))  # expect: TPI0
    to_pil_image(torch.tensor([0.1, 0.2, 0.3]).view(3, 1, 1).expand(3, 4, 4))
    to_pil_image(torch.tensor([10.0, 0.2, 0.3]).view(3, 1, 1).expand(3, 4, 4))  # expect: TPI0


def conversions_of_dtype():
    x = torch.randint(0, 256, (3, 16, 16), dtype=torch.uint8)
    to_pil_image(F.convert_image_dtype(x, torch.float32))
    to_pil_image(F.convert_image_dtype(x))
    to_pil_image(x.float())  # expect: TPI002
    to_pil_image(x / 255)
    to_pil_image(x * (1 / 255))
    to_pil_image(x / 2)  # expect: TPI0
    to_pil_image(x // 2)
    to_pil_image(x.half() / 255)
    to_pil_image(x.double() / 255.0)


def grids():
    batch = torch.randn(4, 3, 16, 16)
    to_pil_image(make_grid(batch))  # expect: TPI001
    to_pil_image(make_grid(batch, normalize=True))
    to_pil_image(make_grid(batch, normalize=True, value_range=(-1, 1)))
    to_pil_image(make_grid(batch, nrow=2, normalize=False))  # expect: TPI001
    to_pil_image(make_grid(batch.clamp(0, 1)))
    to_pil_image(make_grid(batch.tanh()))  # expect: TPI002
    to_pil_image(make_grid(batch.tanh(), normalize=True))
    to_pil_image(make_grid([image.sigmoid() for image in batch], padding=2, pad_value=1))
    to_pil_image(make_grid(batch.sigmoid(), pad_value=255))  # expect: TPI0
    to_pil_image(make_grid(batch.clamp(0, 1)) * 255)  # expect: TPI0


def modes():
    """Mode F is not scaled, so that nothing wraps."""
    x = torch.randn(1, 16, 16)
    to_pil_image(x, mode="F")
    to_pil_image(x, "F")
    to_pil_image(x, mode="L")  # expect: TPI001
    to_pil_image(x)  # expect: TPI001
    to_pil_image(torch.randint(-900, 900, (1, 16, 16), dtype=torch.int32))
    to_pil_image(torch.randint(-900, 900, (1, 16, 16), dtype=torch.int32).float())  # expect: TPI0


def halves():
    """In half precision the safe range is narrower."""
    x = torch.randn(3, 16, 16)
    to_pil_image(x.clamp(0, 1).half())
    to_pil_image(x.half().clamp(0, 1))
    to_pil_image(x.half())  # expect: TPI001
    to_pil_image(x.clamp(0, 1.0039).double())
    to_pil_image(torch.full((3, 4, 4), 1.00390625, dtype=torch.float16))  # expect: TPI0
    to_pil_image(torch.full((3, 4, 4), 1.0029296875, dtype=torch.float16))
    to_pil_image(torch.full((3, 4, 4), 1.0039062, dtype=torch.float32))
    to_pil_image(torch.full((3, 4, 4), 1.004, dtype=torch.float32))  # expect: TPI0
    to_pil_image(torch.full((3, 4, 4), -0.0039, dtype=torch.float32))
    to_pil_image(torch.full((3, 4, 4), -0.004, dtype=torch.float32))  # expect: TPI0


def arrays():
    array = np.random.rand(16, 16, 3)
    to_pil_image(array)
    to_pil_image(array * 255)  # expect: TPI0
    to_pil_image((array * 255).astype(np.uint8))
    to_pil_image(array.astype(np.float32))
    to_pil_image(np.random.randn(16, 16, 3))  # expect: TPI001
    to_pil_image(np.clip(np.random.randn(16, 16, 3), 0, 1))
    to_pil_image(np.random.randn(16, 16, 3).clip(0, 1))
    to_pil_image(np.random.randn(16, 16, 3).clip(-1, 1))  # expect: TPI002
    to_pil_image(np.uint8(255 * np.random.rand(16, 16)))
    to_pil_image(np.zeros((16, 16, 3)))
    to_pil_image(np.random.randint(0, 256, (16, 16, 3), dtype=np.uint8))
    to_pil_image(np.random.randint(0, 256, (16, 16, 3)).astype(np.float32))  # expect: TPI002
    to_pil_image(np.random.uniform(0, 1, (16, 16, 3)))
    to_pil_image(np.random.uniform(-1, 1, (16, 16, 3)))  # expect: TPI002
    to_pil_image(np.random.normal(0.5, 0.3, (16, 16, 3)))  # expect: TPI001


def array_in_place():
    array = np.random.randn(16, 16, 3)
    np.clip(array, 0, 1)
    to_pil_image(array)  # expect: TPI001|TPI005
    np.clip(array, 0, 1, out=array)
    to_pil_image(array)
    array *= 2
    to_pil_image(array)  # expect: TPI0
    array[array > 1] = 1
    array[array < 0] = 0
    to_pil_image(array)
    to_pil_image((array - array.min()) / (array.max() - array.min()))
    to_pil_image((array - array.mean()) / array.std())  # expect: TPI0


def array_from_a_picture(path):
    pil = Image.open(path)
    to_pil_image(np.array(pil))
    to_pil_image(np.asarray(pil))
    to_pil_image(np.array(pil) / 255)
    to_pil_image(np.array(pil) / 255 * 2 - 1)  # expect: TPI0
    to_pil_image(np.array(pil).astype(np.float32))  # expect: TPI002
    to_pil_image(np.float32(pil) / 255)
    to_pil_image(torch.from_numpy(np.array(pil)).permute(2, 0, 1))
    to_pil_image(torch.from_numpy(np.array(pil)).permute(2, 0, 1).float())  # expect: TPI002
    to_pil_image(torch.from_numpy(np.array(pil) / 255).permute(2, 0, 1))


def array_from_what_is_said_to_be_a_picture(pil: Image.Image):
    to_pil_image(np.array(pil))
    to_pil_image(np.array(pil) / 255)
    to_pil_image(np.array(pil) * 2.0)  # expect: TPI0
    to_pil_image(np.array(pil.convert("L")).astype("float32"))  # expect: TPI002


def array_from_what_is_not_known(pil):
    to_pil_image(np.array(pil))  # expect: TPI101
    to_pil_image(np.array(pil).clip(0, 1))
