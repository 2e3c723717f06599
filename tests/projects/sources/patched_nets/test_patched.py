from unittest import mock

import pytest
import torch
from torchvision.transforms.functional import to_pil_image

import nets


@pytest.fixture
def picture():
    torch.manual_seed(0)
    return torch.rand(3, 6, 6) * 3 - 1


def test_post(picture):
    to_pil_image(nets.post(picture))  # truth: safe


def test_without_post(picture, monkeypatch):
    monkeypatch.setattr(nets, "post", lambda x: x)
    to_pil_image(nets.post_all([picture])[0])  # truth: wrong


def test_mocked(picture):
    with mock.patch.object(nets, "post", side_effect=lambda x: x * 1.0):
        to_pil_image(nets.post(picture))  # truth: wrong
    with mock.patch("nets.final", torch.nn.functional.relu):
        to_pil_image(nets.final(picture))  # truth: wrong
    to_pil_image(nets.final(picture))  # truth: safe
