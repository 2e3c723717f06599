"""Transforms made of transforms: pipelines, random choices and functions of the user."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable
from dataclasses import replace

from flake8_topil.analysis.interval import Interval
from flake8_topil.analysis.values import NONE, Dict, LibObject, Numeric, Seq, Value, members
from flake8_topil.models.registry import Call, model

Step = Callable[[Value], Value]
"""What one transform makes of a sample."""

_MAX_EXACT_ORDER = 3


def _inputs(call: Call) -> tuple[Value, bool]:
    """The sample, and whether it is a tuple of several inputs that are passed on one by one."""
    if call.rest:
        return Seq("tuple", (call.subject, *call.rest)), True
    return call.subject, False


def _step(call: Call, function: Value, several: bool) -> Step:
    def step(sample: Value) -> Value:
        if function == NONE:
            return sample
        if several and isinstance(sample, Seq) and sample.items is not None:
            return call.machine.call(function, *sample.items)
        return call.machine.call(function, sample)

    return step


def _any_of(call: Call, steps: list[Step], sample: Value) -> Value:
    return call.machine.branch(*(functools.partial(step, sample) for step in steps)) if steps else sample


def _unchanged(sample: Value) -> Value:
    return sample


def _same(a: Value, b: Value) -> bool:
    """Do both say the same of the elements, wherever these are stored?"""
    if isinstance(a, Numeric) and isinstance(b, Numeric):
        return replace(a, place=None) == replace(b, place=None)
    return a == b


def repeated(call: Call, step: Step, sample: Value) -> Value:
    """Any number of times the same step: after two nothing new may come, or no bound is known."""
    once = last = _any_of(call, [_unchanged, step], sample)
    for _ in range(2):
        last, before = _any_of(call, [_unchanged, step], last), last
        if _same(last, before):
            return last
    if isinstance(last, Numeric) and isinstance(once, Numeric):
        return last.fresh(Interval.TOP, once.seen)
    return Numeric.unknown()


def pipeline(call: Call, transforms: Seq, sample: Value, several: bool) -> Value:
    """Each transform after the other; where their number is not known, any number of times."""
    for function in transforms.head:
        sample = _step(call, function, several)(sample)
    if transforms.middle is not None:
        step = _step(call, transforms.middle, several)
        unknown = isinstance(transforms.middle, Numeric)
        sample = step(sample) if unknown else repeated(call, step, sample)
    for function in transforms.tail:
        sample = _step(call, function, several)(sample)
    return sample


def _each_list(call: Call, action: Callable[[Seq], Value]) -> Value:
    """The join of what an action makes of each list that the argument `transforms` may be."""
    lists = [_list(call, value) for value in members(call.arg("transforms"))]
    if len(lists) == 1:
        return action(lists[0])
    return call.machine.branch(*(functools.partial(action, transforms) for transforms in lists))


def _list(call: Call, value: Value) -> Seq:
    if isinstance(value, LibObject) and value.name == "torch.nn.ModuleList" and value.elements:
        value = value.elements[0]
    return call.machine.iterate(value)


@model(
    "torchvision.transforms.Compose(transforms)(img)", "torchvision.transforms.v2.Compose(transforms)(inpt, *inputs)"
)
def compose(call: Call) -> Value:
    sample, several = _inputs(call)
    return _each_list(call, lambda transforms: pipeline(call, transforms, sample, several))


@model(
    "torchvision.transforms.RandomApply(transforms, p=0.5)(img)",
    "torchvision.transforms.v2.RandomApply(transforms, p=0.5)(inpt, *inputs)",
)
def random_apply(call: Call) -> Value:
    sample, several = _inputs(call)
    probability = call.number("p")

    def run() -> Value:
        return _each_list(call, lambda transforms: pipeline(call, transforms, sample, several))

    if probability is not None and probability >= 1:
        return run()
    return call.machine.branch(lambda: sample, run)


@model(
    "torchvision.transforms.RandomChoice(transforms, p=None)(img, *args)",
    "torchvision.transforms.v2.RandomChoice(transforms, p=None)(inpt, *inputs)",
)
def random_choice(call: Call) -> Value:
    sample, several = _inputs(call)
    return _each_list(
        call, lambda transforms: _any_of(call, [_step(call, f, several) for f in transforms.elements], sample)
    )


@model(
    "torchvision.transforms.RandomOrder(transforms)(img)",
    "torchvision.transforms.v2.RandomOrder(transforms)(inpt, *inputs)",
)
def random_order(call: Call) -> Value:
    """Every transform once, in any order; for many transforms, any of them any number of times."""
    sample, several = _inputs(call)

    def run(transforms: Seq) -> Value:
        steps = [_step(call, function, several) for function in transforms.elements]
        if transforms.items is None or len(steps) > _MAX_EXACT_ORDER:
            return repeated(call, lambda value: _any_of(call, steps, value), sample)
        orders = (Seq("list", order) for order in itertools.permutations(transforms.items))
        runs = [functools.partial(pipeline, call, order, sample, several) for order in orders]
        return call.machine.branch(*runs)

    return _each_list(call, run)


@model("torchvision.transforms.Lambda(lambd)(img)")
def apply_lambda(call: Call) -> Value:
    return call.machine.call(call.arg("lambd"), call.arg("img"), node=call.nodes.get("lambd", call.node))


@model("torchvision.transforms.v2.Lambda(lambd, *types)(input)")
def apply_lambda_to_leaves(call: Call) -> Value:
    """The function is applied to every leaf of a nested sample that is of one of the types."""
    sample = call.arg("input")
    if call.rest:
        return call.machine.branch(lambda: sample, lambda: _on_leaves(call, sample))
    return _on_leaves(call, sample)


def _on_leaves(call: Call, value: Value) -> Value:
    match value:
        case Seq():
            items = call.machine.iterate(value)
            return Seq(
                value.type,
                tuple(_on_leaves(call, item) for item in items.head),
                None if items.middle is None else _on_leaves(call, items.middle),
                tuple(_on_leaves(call, item) for item in items.tail),
            )
        case Dict():
            other = None if value.other is None else _on_leaves(call, value.other)
            return Dict(tuple((key, _on_leaves(call, item)) for key, item in value.items), other)
    return call.machine.call(call.arg("lambd"), value, node=call.nodes.get("lambd", call.node))
