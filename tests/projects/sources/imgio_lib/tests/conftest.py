import pytest
import torch


@pytest.fixture
def picture():
    torch.manual_seed(0)
    return torch.rand(3, 8, 8)


@pytest.fixture
def rough(picture):
    return picture * 3 - 1
