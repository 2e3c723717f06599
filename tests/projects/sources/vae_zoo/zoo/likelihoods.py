"""Mixins: what the decoder's numbers mean."""
import torch


class Bernoulli:
    def activate(self, logits):
        return torch.sigmoid(super().activate(logits))


class Gaussian:
    """The numbers are the mean."""

    def activate(self, logits):
        return super().activate(logits)


class Doubled:
    def activate(self, logits):
        return 2 * super().activate(logits)
