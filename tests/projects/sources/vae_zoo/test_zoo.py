import pytest
import torch
from torchvision.transforms import ToPILImage

from zoo import BernoulliVAE, ConvVAE, GaussianVAE
from zoo.likelihoods import Bernoulli


class Plain(ConvVAE):
    pass


class WithMixin(Bernoulli, Plain):
    pass


@pytest.fixture
def batch():
    torch.manual_seed(0)
    return torch.rand(2, 3, 16, 16)


def test_bernoulli(batch):
    out, _, _ = BernoulliVAE()(batch)
    assert ToPILImage()(out[0]).size == (16, 16)  # truth: safe


def test_gaussian(batch):
    out, _, _ = GaussianVAE()(batch)
    assert ToPILImage()(out[0]).size == (16, 16)  # truth: wrong


def test_own_classes():
    torch.manual_seed(1)
    assert ToPILImage()(Plain().sample()[0]).size == (16, 16)  # truth: wrong
    assert ToPILImage()(WithMixin().sample()[0]).size == (16, 16)  # truth: safe
