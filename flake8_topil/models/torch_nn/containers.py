"""Modules that apply other modules, and wrappers that act like what they wrap."""

from __future__ import annotations

from flake8_topil.analysis.values import NONE, Dict, Numeric, Seq, Value
from flake8_topil.models.registry import Call, Machine, model, register
from flake8_topil.models.torch.common import same


def through(machine: Machine, layers: Value, value: Value) -> Value:
    """What a layer, or a sequence of layers applied in order, makes of a value."""
    if isinstance(layers, Dict):
        layers = Seq("list", tuple(layer for _, layer in layers.items), layers.other)
    if not isinstance(layers, Seq):
        return machine.call(layers, value)
    found = machine.iterate(layers)
    for element in found.head:
        value = through(machine, element, value)
    if found.middle is not None:
        value = _repeatedly(machine, found.middle, value)
    for element in found.tail:
        value = through(machine, element, value)
    return value


def _repeatedly(machine: Machine, layers: Value, value: Value) -> Value:
    """A layer applied any number of times, none included."""
    once = machine.branch(lambda: value, lambda: through(machine, layers, value))
    twice = machine.branch(lambda: once, lambda: through(machine, layers, once))
    if not isinstance(once, Numeric) or not isinstance(twice, Numeric):
        return twice
    return twice.fresh(once.range.widen(twice.range), once.seen.widen(twice.seen))


@model("torch.nn.Sequential(*args)(input)")
def sequential(call: Call) -> Value:
    """Each layer on what the one before it gave."""
    value = call.arg("input")
    for layers in call.rest:
        value = through(call.machine, layers, value)
    return value


register(same, "torch.nn.Identity(*args, **kwargs)(input)")
register(
    lambda call: Numeric.unknown(),
    "torch.nn.ModuleList(modules=None)(input)",
    unchecked="it has no forward, it is only iterated and indexed",
)
register(
    lambda call: Dict() if call.subject == NONE else call.subject,
    "torch.nn.ModuleDict(modules=None)",
    "torch.nn.ParameterDict(parameters=None)",
)
register(
    lambda call: Seq("list") if call.subject == NONE else call.machine.iterate(call.subject),
    "torch.nn.ParameterList(values=None)",
)
register(
    same,
    "torch.nn.DataParallel(module, device_ids=None, output_device=None, dim=0)",
    "torch.nn.utils.spectral_norm(module, name='weight', n_power_iterations=1, eps=1e-12, dim=None)",
    "torch.nn.utils.weight_norm(module, name='weight', dim=0)",
    "torch.nn.utils.remove_weight_norm(module, name='weight')",
    "torch.nn.utils.remove_spectral_norm(module, name='weight')",
    "torch.nn.utils.parametrizations.spectral_norm(module, name='weight', n_power_iterations=1, eps=1e-12, dim=None)",
    "torch.nn.utils.parametrizations.weight_norm(module, name='weight', dim=0)",
    "torch.nn.SyncBatchNorm.convert_sync_batchnorm(module, process_group=None)",
    "torch.jit.trace(func, example_inputs=None, **kwargs)",
    "torch.jit.freeze(mod, preserved_attrs=None, optimize_numerics=True)",
    "torch.vmap(func, in_dims=0, out_dims=0, randomness='error', *, chunk_size=None)",
    "torch.func.vmap(func, in_dims=0, out_dims=0, randomness='error', *, chunk_size=None)",
)
register(
    same,
    "torch.nn.parallel.DistributedDataParallel(module, device_ids=None, output_device=None, **kwargs)",
    unchecked="needs a process group",
)
register(
    lambda call: call.machine.call(call.subject, *call.rest),
    "torch.utils.checkpoint.checkpoint(function, *args, **kwargs)",
)
register(
    lambda call: through(call.machine, call.arg("functions"), call.arg("input")),
    "torch.utils.checkpoint.checkpoint_sequential(functions, segments, input, use_reentrant=None, **kwargs)",
)
