"""Dropout, which scales what it keeps."""

from __future__ import annotations

from flake8_topil.analysis.interval import INF, Interval
from flake8_topil.analysis.values import Numeric
from flake8_topil.models.registry import Call
from flake8_topil.models.torch.common import NOUGHT, hull, operation
from flake8_topil.models.torch_nn.common import DIMENSIONS, at, setting


def _dropped(x: Numeric, rate: Interval) -> Numeric:
    """Some elements zero, the others divided by 1 - p."""
    factor = (at(1.0) - rate.meet(Interval.UNIT)).reciprocal() if rate.hi < 1 else Interval(1.0, INF)
    return x.map(lambda r: (r * factor).join(NOUGHT))


def dropout(call: Call) -> Numeric:
    """In training, which is the default of the functions and of a new layer; eval() makes it the identity."""
    trained = True if call.is_none("training") else call.flag("training")
    if trained is False or call.number("p") == 0:
        return call.x
    dropped = _dropped(call.x, setting(call, "p"))
    return dropped if trained else hull(call.x, dropped)


for _dimension in ("", *DIMENSIONS):
    operation(f"torch.nn.functional.dropout{_dimension}(input, p=0.5, training=True, inplace=False)")(dropout)
    operation(f"torch.nn.Dropout{_dimension}(p=0.5, inplace=False)(input)")(dropout)
operation("torch.dropout(input, p, train)")(
    lambda call: call.x if call.flag("train") is False else _dropped(call.x, setting(call, "p"))
)


def _alpha_dropout(call: Call) -> Numeric:
    """Some elements set to a negative number, then all scaled and moved to keep mean and variance."""
    if call.flag("training") is False and not call.is_none("training"):
        return call.x
    return call.x.map(lambda r: Interval.TOP)


for _name, _module in (("alpha_dropout", "AlphaDropout"), ("feature_alpha_dropout", "FeatureAlphaDropout")):
    operation(f"torch.nn.functional.{_name}(input, p=0.5, training=False, inplace=False)")(_alpha_dropout)
    operation(f"torch.nn.{_module}(p=0.5, inplace=False)(input)")(_alpha_dropout)
