"""Find tensors that `ToPILImage` converts to wrong pixels because they leave [0, 1]."""

__version__ = "0.1.0"
