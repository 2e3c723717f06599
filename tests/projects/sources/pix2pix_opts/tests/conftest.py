import sys
from pathlib import Path

import pytest
import torch

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


@pytest.fixture(autouse=True)
def seed():
    torch.manual_seed(0)


@pytest.fixture
def batch():
    return torch.rand(1, 3, 8, 8) * 2 - 1


@pytest.fixture
def unit_batch(batch):
    return (batch + 1) / 2
