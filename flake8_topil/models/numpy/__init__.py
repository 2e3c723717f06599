"""What numpy's functions and the methods of arrays do to a range."""

from flake8_topil.models.numpy import algebra, attributes, creation, elementwise, random, reductions, shapes, writing

__all__ = ["algebra", "attributes", "creation", "elementwise", "random", "reductions", "shapes", "writing"]
