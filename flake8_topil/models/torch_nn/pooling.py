"""Means, maxima and sums of windows."""

from __future__ import annotations

import math

from flake8_topil.analysis.interval import Interval
from flake8_topil.analysis.values import Numeric, Value
from flake8_topil.models.registry import Call
from flake8_topil.models.torch.common import NOUGHT, operation, shuffled, with_zero
from flake8_topil.models.torch.reductions import total, with_indices
from flake8_topil.models.torch_nn.common import DIMENSIONS, is_zero, layer


def average_pool(call: Call) -> Numeric:
    """A mean of each window; zeros of the padding count, unless told otherwise."""
    x = call.x
    if not call.is_none("divisor_override"):
        return _summed_pool(call)
    padded = not is_zero(call, "padding") and call.flag("count_include_pad") is not False
    return with_zero(x) if padded else x.fresh(x.range, x.seen)


def _summed_pool(call: Call) -> Numeric:
    """Sums of windows over a divisor of the caller's."""
    divisor, kernel = call.number("divisor_override"), call.numbers("kernel_size")
    if divisor is None or divisor <= 0 or kernel is None:
        return call.x.map(lambda r: total(r) if divisor and divisor > 0 else Interval.TOP)
    dimensions = int(call.name[-2])
    size = kernel[0] ** dimensions if len(kernel) == 1 else math.prod(kernel)
    return call.x.map(lambda r: (r * Interval(0.0, size / divisor)).join(NOUGHT))


def max_pool(call: Call) -> Value:
    """The largest of each window; padding never wins."""
    plain = call.is_none("return_indices") or call.flag("return_indices") is False
    return call.shuffled() if plain else with_indices(call)


_WINDOW = "kernel_size, stride=None, padding=0"
for _dimension in DIMENSIONS:
    _window = f"{_WINDOW}, ceil_mode=False, count_include_pad=True, divisor_override=None"
    operation(*layer(f"avg_pool{_dimension}", f"AvgPool{_dimension}", _window))(average_pool)
    operation(
        f"torch.nn.functional.max_pool{_dimension}"
        f"(input, {_WINDOW}, dilation=1, ceil_mode=False, return_indices=False)",
        f"torch.nn.MaxPool{_dimension}({_WINDOW}, dilation=1, return_indices=False, ceil_mode=False)(input)",
        f"torch.max_pool{_dimension}(input, {_WINDOW}, dilation=1, ceil_mode=False)",
        *layer(f"adaptive_max_pool{_dimension}", f"AdaptiveMaxPool{_dimension}", "output_size, return_indices=False"),
    )(max_pool)
    operation(*layer(f"adaptive_avg_pool{_dimension}", f"AdaptiveAvgPool{_dimension}", "output_size"))(shuffled)
    operation(
        *layer(f"lp_pool{_dimension}", f"LPPool{_dimension}", "norm_type, kernel_size, stride=None, ceil_mode=False")
    )(lambda call: call.x.map(total))
    operation(
        f"torch.nn.functional.max_unpool{_dimension}(input, indices, {_WINDOW}, output_size=None)",
        f"torch.nn.MaxUnpool{_dimension}({_WINDOW})(input, indices, output_size=None)",
    )(lambda call: with_zero(call.x))
for _dimension in ("2d", "3d"):
    operation(
        *layer(
            f"fractional_max_pool{_dimension}",
            f"FractionalMaxPool{_dimension}",
            "kernel_size, output_size=None, output_ratio=None, return_indices=False, _random_samples=None",
        )
    )(max_pool)
