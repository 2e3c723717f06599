"""What torch.nn and torch.nn.functional do to a range."""

from flake8_topil.models.torch_nn import (
    activations,
    common,
    containers,
    dropout,
    losses,
    pooling,
    resampling,
    shapes,
    weighted,
)

__all__ = ["activations", "common", "containers", "dropout", "losses", "pooling", "resampling", "shapes", "weighted"]
