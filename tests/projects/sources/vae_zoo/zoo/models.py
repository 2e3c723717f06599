from .conv import ConvVAE
from .likelihoods import Bernoulli, Doubled, Gaussian


class BernoulliVAE(Bernoulli, ConvVAE):
    pass


class GaussianVAE(Gaussian, ConvVAE):
    pass


class BetaVAE(BernoulliVAE):
    beta = 4.0


class LateVAE(ConvVAE, Bernoulli):
    """The mixin stands behind the class that it should change: it has no effect."""


class LoudVAE(Doubled, BernoulliVAE):
    pass


class SoftVAE(Bernoulli, Doubled, ConvVAE):
    pass


class HalfVAE(BetaVAE):
    def activate(self, logits):
        return super().activate(logits) * 0.5
