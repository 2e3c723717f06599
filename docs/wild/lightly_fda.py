"""lightly: the pipeline of FDAView1Transform, on the pictures of torchvision's FakeData."""

import random

import numpy as np
import torch
from lightly.transforms.fda_transform import FDAView1Transform
from torchvision.datasets import FakeData

random.seed(0)
np.random.seed(0)
torch.manual_seed(0)
view = FDAView1Transform()
for picture, _ in FakeData(size=8, image_size=(3, 224, 224)):
    print(view(picture).shape)
