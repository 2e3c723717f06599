"""Samples of torch.distributions."""

from __future__ import annotations

from dataclasses import replace

from flake8_topil.analysis.interval import Interval
from flake8_topil.analysis.values import Dtype, Kind, Numeric, Value
from flake8_topil.models.registry import Call, Transfer, register
from flake8_topil.models.torch.common import POSITIVE, hull, indices, operation, tensor


def sampling(range_: Interval) -> Transfer:
    """A transfer for the samples of a distribution."""
    return lambda call: tensor(range_)


def _uniform(call: Call) -> Numeric:
    return replace(hull(call.array("low"), call.array("high")), kind=Kind.TENSOR, dtype=Dtype.FLOAT, why=None)


_DISTRIBUTIONS: dict[str, Transfer] = {
    "Uniform(low, high, validate_args=None)": _uniform,
    "Normal(loc, scale, validate_args=None)": sampling(Interval.TOP),
    "MultivariateNormal(loc, covariance_matrix=None, **kwargs)": sampling(Interval.TOP),
    "Laplace(loc, scale, validate_args=None)": sampling(Interval.TOP),
    "Bernoulli(probs=None, logits=None, validate_args=None)": sampling(Interval.UNIT),
    "Beta(concentration1, concentration0, validate_args=None)": sampling(Interval.UNIT),
    "Dirichlet(concentration, validate_args=None)": sampling(Interval.UNIT),
    "Exponential(rate, validate_args=None)": sampling(POSITIVE),
    "Gamma(concentration, rate, validate_args=None)": sampling(POSITIVE),
    "Poisson(rate, validate_args=None)": sampling(POSITIVE),
    "Categorical(probs=None, logits=None, validate_args=None)": lambda call: indices(),
}
_DISCRETE = ("Bernoulli", "Categorical", "Poisson")


def sample(call: Call) -> Value:
    """What the distribution gives."""
    return call.machine.call(call.subject)


for _listed, _transfer in _DISTRIBUTIONS.items():
    _name = _listed.partition("(")[0]
    operation(f"torch.distributions.{_listed}(sample_shape=())", unchecked="it is sampled, not called")(_transfer)
    register(sample, f"torch.distributions.{_name}.sample(sample_shape=())")
    if _name not in _DISCRETE:
        register(sample, f"torch.distributions.{_name}.rsample(sample_shape=())")
