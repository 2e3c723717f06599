# ruff: noqa: F401
"""The names that example expressions use: executed before each of them, and interpreted before each of them."""

import math

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
import torchvision
from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter, ImageOps
from torchvision import transforms as T
from torchvision import tv_tensors
from torchvision.transforms import functional as TF
from torchvision.transforms import v2
from torchvision.transforms.v2 import functional as VF

torch.manual_seed(0)
np.random.seed(0)

x = torch.empty(3, 16, 16).uniform_(-1, 2)
y = torch.empty(3, 16, 16).uniform_(-0.5, 0.25)
u = torch.rand(3, 16, 16)
s = torch.empty(3, 16, 16).uniform_(-1, 1)
b = torch.randint(0, 256, (3, 16, 16), dtype=torch.uint8)
i = torch.randint(0, 8, (3, 16, 16))
h = torch.rand(3, 16, 16).half()
m = torch.rand(3, 16, 16) > 0.5
x4 = x[None]
u4 = u[None]
s4 = s[None]
b4 = b[None]

a = np.random.uniform(-1, 2, (16, 16, 3))
au = np.random.rand(16, 16, 3)
ab = np.random.randint(0, 256, (16, 16, 3), dtype=np.uint8)
pil = Image.fromarray(ab)
