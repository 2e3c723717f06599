"""torch.utils.data: what iterating over a loader or indexing a dataset gives."""

from __future__ import annotations

from flake8_topil.analysis.values import (
    NONE,
    Const,
    Dict,
    Dtype,
    Kind,
    LibObject,
    Numeric,
    Seq,
    Union,
    Value,
    as_numeric,
    join_all,
)
from flake8_topil.models.registry import Call, model

DATA = "torch.utils.data"


def element(call: Call, dataset: Value) -> Value:
    """Any one of the samples of a dataset."""
    return join_all(call.machine.iterate(dataset).elements)


def batched(value: Value) -> Value:
    """A batch of samples like `value`, as the default collation makes it."""
    match value:
        case Union(alternatives):
            return join_all(map(batched, alternatives))
        case Numeric():
            kind = value.kind if value.kind is Kind.ANY else Kind.TENSOR
            return value.fresh(value.range, value.seen).of_kind(kind)
        case Const(bool()):
            return as_numeric(value).of_kind(Kind.TENSOR)
        case Const():
            return Seq("list", middle=value)
        case Seq():
            middle = None if value.middle is None else batched(value.middle)
            return Seq("list", tuple(map(batched, value.head)), middle, tuple(map(batched, value.tail)))
        case Dict():
            other = None if value.other is None else batched(value.other)
            return Dict(tuple((key, batched(item)) for key, item in value.items), other)
    return value


@model(
    f"{DATA}.DataLoader(dataset, batch_size=1, shuffle=None, sampler=None, batch_sampler=None, num_workers=0, "
    "collate_fn=None, pin_memory=False, drop_last=False, timeout=0, worker_init_fn=None, multiprocessing_context=None, "
    "generator=None, *, prefetch_factor=None, persistent_workers=False, pin_memory_device='', in_order=True)(index)"
)
def data_loader(call: Call) -> Value:
    """One batch; single samples as tensors for batch_size=None."""
    sample = element(call, call.arg("dataset"))
    collate = call.arg("collate_fn")
    unbatched = call.is_none("batch_size") and call.is_none("batch_sampler")
    if collate == NONE:
        return converted(sample) if unbatched else batched(sample)
    return call.machine.call(collate, sample if unbatched else Seq("list", middle=sample))


def converted(value: Value) -> Value:
    """A sample with its ndarrays made tensors, as the default conversion does."""
    match value:
        case Union(alternatives):
            return join_all(map(converted, alternatives))
        case Numeric(kind=Kind.NDARRAY):
            return value.of_kind(Kind.TENSOR)
        case Seq():
            middle = None if value.middle is None else converted(value.middle)
            return Seq(value.type, tuple(map(converted, value.head)), middle, tuple(map(converted, value.tail)))
        case Dict():
            other = None if value.other is None else converted(value.other)
            return Dict(tuple((key, converted(item)) for key, item in value.items), other)
    return value


@model(f"{DATA}.default_collate(batch)", f"{DATA}.dataloader.default_collate(batch)")
def default_collate(call: Call) -> Value:
    return batched(element(call, call.subject))


@model(f"{DATA}.default_convert(data)")
def default_convert(call: Call) -> Value:
    return converted(call.subject)


@model(f"{DATA}.Subset(dataset, indices)(index)")
def subset(call: Call) -> Value:
    return element(call, call.arg("dataset"))


@model(f"{DATA}.ChainDataset(datasets)(index)", unchecked="takes iterable datasets, which no library makes")
@model(f"{DATA}.ConcatDataset(datasets)(index)")
def concatenation(call: Call) -> Value:
    return join_all(element(call, dataset) for dataset in call.machine.iterate(call.arg("datasets")).elements)


@model(f"{DATA}.TensorDataset(*tensors)(index)")
def tensor_dataset(call: Call) -> Value:
    return Seq("tuple", tuple(call.machine.part(as_numeric(tensor), call.node) for tensor in call.rest))


@model(f"{DATA}.StackDataset(*args, **kwargs)(index)")
def stack_dataset(call: Call) -> Value:
    if call.rest:
        return Seq("tuple", tuple(element(call, dataset) for dataset in call.rest))
    return Dict(tuple((name, element(call, dataset)) for name, dataset in call.extra.items()))


@model(f"{DATA}.random_split(dataset, lengths, generator=None)")
def random_split(call: Call) -> Value:
    """Subsets that together hold every sample once."""
    part = LibObject(f"{DATA}.Subset", (call.arg("dataset"), Seq("list", middle=Numeric(Kind.NUMBER, Dtype.INT))))
    lengths = call.numbers("lengths")
    return Seq("list", middle=part) if lengths is None else Seq("list", (part,) * len(lengths))
