"""Abstract interpretation of Python modules, for the range of what they convert to images."""

from flake8_topil.analysis.findings import Finding
from flake8_topil.analysis.modules import check, evaluate
from flake8_topil.options import Options

__all__ = ["Finding", "Options", "check", "evaluate"]
