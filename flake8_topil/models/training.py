"""Libraries around training: networks go through them and come out as what they were."""

from __future__ import annotations

from flake8_topil.analysis.values import LibObject, Numeric, Seq, Value, join_all
from flake8_topil.models.registry import Call, model, register

_ACCELERATE = "accelerate is not a dependency of the tests"
_EMA = "ema_pytorch is not a dependency of the tests"


register(
    lambda call: LibObject("accelerate.Accelerator"),
    "accelerate.Accelerator(*args, **kwargs)",
    unchecked=_ACCELERATE,
)


@model("accelerate.Accelerator.prepare(*args, device_placement=None)", unchecked=_ACCELERATE)
def prepare(call: Call) -> Value:
    """The objects in the order given, one alone as it is; their wrappers call through.

    https://huggingface.co/docs/accelerate/package_reference/accelerator#accelerate.Accelerator.prepare
    """
    if any(isinstance(value, Seq) and value.type == "starred" for value in call.rest):
        return Seq("tuple", middle=join_all(e for v in call.rest for e in (v.elements if isinstance(v, Seq) else (v,))))
    return call.rest[0] if len(call.rest) == 1 else Seq("tuple", call.rest)


register(
    lambda call: call.arg("model"),
    "accelerate.Accelerator.prepare_model(model, device_placement=None, evaluation_mode=False)",
    "accelerate.Accelerator.unwrap_model(model, keep_fp32_wrapper=True, keep_torch_compile=True)",
    unchecked=_ACCELERATE,
)
register(
    lambda call: call.arg("data_loader"),
    "accelerate.Accelerator.prepare_data_loader(data_loader, device_placement=None, slice_fn_for_dispatch=None)",
    unchecked=_ACCELERATE,
)


@model(
    "accelerate.Accelerator.gather(tensor)",
    "accelerate.Accelerator.gather_for_metrics(input_data, use_gather_object=False)",
    unchecked=_ACCELERATE,
)
def gather(call: Call) -> Value:
    """The tensors of all processes, which run the same code."""
    given = call.arg("tensor", "input_data")
    return given.fresh(given.range, given.seen) if isinstance(given, Numeric) else given


register(
    lambda call: call.arg("model"),
    "accelerate.utils.extract_model_from_parallel(model, keep_fp32_wrapper=True, recursive=False)",
    unchecked=_ACCELERATE,
)

# Averages of the weights of a network: networks with the same layers


def averaged(call: Call) -> Value:
    return call.machine.call(call.arg("model"), *call.rest, keywords=call.extra)


register(
    averaged,
    "ema_pytorch.EMA(model, ema_model=None, beta=0.9999, **settings)(*args, **kwargs)",
    unchecked=_EMA,
)
register(
    averaged,
    "torch.optim.swa_utils.AveragedModel(model, device=None, avg_fn=None, multi_avg_fn=None, use_buffers=False)"
    "(*args, **kwargs)",
)


@model("ema_pytorch.EMA.ema_model", unchecked=_EMA)
def ema_model(call: Call) -> Value:
    average = call.subject
    return average.args[0] if isinstance(average, LibObject) and average.args else call.unknown()
