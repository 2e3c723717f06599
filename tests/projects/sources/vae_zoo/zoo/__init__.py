from zoo.base import VAE
from zoo.conv import ConvVAE
from zoo.likelihoods import Bernoulli, Gaussian
from zoo.models import BetaVAE, BernoulliVAE, GaussianVAE, LateVAE

__all__ = ["VAE", "ConvVAE", "BetaVAE", "BernoulliVAE", "GaussianVAE", "LateVAE", "Bernoulli", "Gaussian"]
