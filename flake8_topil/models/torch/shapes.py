"""Views, copies and parts: the same elements elsewhere."""

from __future__ import annotations

from dataclasses import replace

from flake8_topil.analysis.interval import Interval
from flake8_topil.analysis.values import Dtype, Numeric, Seq, Value, as_numeric
from flake8_topil.models.registry import Call
from flake8_topil.models.torch.common import both, hull, indices, operation, shuffled, unknown_tensor, with_zero


def view(call: Call) -> Numeric:
    return call.view()


def view_or_copy(call: Call) -> Numeric:
    """A view of a contiguous tensor, a copy of any other."""
    return call.machine.share(call.view(), call.node)


def part(call: Call) -> Numeric:
    return call.part()


def pieces(call: Call) -> Seq:
    """Views of parts that together are the whole."""
    return replace(call.machine.iterate(call.x), type="tuple")


_VIEWS = {
    "squeeze": "dim=None, *, axis=None",
    "unsqueeze": "dim",
    "movedim moveaxis": "source, destination",
    "swapdims": "dim0, dim1",
    "swapaxes": "axis0, axis1",
    "t adjoint": "",
    "unflatten": "dim, sizes",
    "broadcast_to": "size",
}
for _names, _parameters in _VIEWS.items():
    operation(*both(_names, _parameters))(view)
operation(
    "torch.permute(input, dims)",
    "Tensor.permute(*dims, **kwargs)",
    "torch.transpose(input, dim0, dim1)",
    "Tensor.transpose(*args, **kwargs)",
    "Tensor.view(*shape, **kwargs)",
    "Tensor.view_as(other)",
    "Tensor.expand(*sizes, **kwargs)",
    "Tensor.expand_as(other)",
    "Tensor.T",
    "Tensor.mT",
    "Tensor.H",
    "Tensor.mH",
    "torch.view_as_real(input)",
)(view)
operation("torch.view_as_complex(input)")(lambda call: call.x.map(lambda r: Interval.TOP).cast(Dtype.UNKNOWN))
operation(
    "torch.reshape(input, shape)",
    "Tensor.reshape(*shape, **kwargs)",
    "Tensor.reshape_as(other)",
    "torch.flatten(input, start_dim=0, end_dim=-1)",
    "Tensor.flatten(*args, **kwargs)",
    "torch.ravel(input)",
    "Tensor.ravel(*args, **kwargs)",
)(view_or_copy)
operation(
    "torch.narrow(input, dim, start, length)",
    "Tensor.narrow(dim, start, length)",
    "torch.select(input, dim, index)",
    "Tensor.select(dim, index)",
    "torch.diagonal(input, offset=0, dim1=0, dim2=1)",
    "Tensor.diagonal(*args, **kwargs)",
    "torch.as_strided(input, size, stride, storage_offset=None)",
    "Tensor.as_strided(size, stride, storage_offset=None)",
    "Tensor.unfold(dimension, size, step)",
)(part)
operation(
    *both("chunk", "chunks, dim=0"),
    "torch.split(tensor, split_size_or_sections, dim=0)",
    "Tensor.split(*args, **kwargs)",
    *both("split_with_sizes", "split_sizes, dim=0"),
    *both("tensor_split", "indices_or_sections, dim=0"),
    *both("hsplit vsplit dsplit", "indices_or_sections"),
    *both("unbind", "dim=0"),
)(pieces)

_SHUFFLES = {
    "fliplr flipud msort": "",
    "rot90": "k=1, dims=(0, 1)",
    "roll": "shifts, dims=None",
    "repeat_interleave": "repeats=None, dim=None, *, output_size=None",
    "index_select": "dim, index",
    "gather": "dim, index, *, sparse_grad=False",
    "take_along_dim": "indices, dim=None",
    "masked_select": "mask",
    "narrow_copy": "dim, start, length",
}
for _names, _parameters in _SHUFFLES.items():
    operation(*(s for s in both(_names, _parameters) if s.partition("(")[0] != "torch.narrow_copy"))(shuffled)
operation(
    "torch.flip(input, dims)",
    "Tensor.flip(*dims, **kwargs)",
    "torch.take(input, index)",
    "Tensor.take(*args, **kwargs)",
    "torch.tile(input, dims)",
    "Tensor.tile(*dims, **kwargs)",
    "Tensor.repeat(*args, **kwargs)",
    "torch.combinations(input, r=2, with_replacement=False)",
    "torch.fft.fftshift(input, dim=None)",
    "torch.fft.ifftshift(input, dim=None)",
)(shuffled)

_UNIQUE = "sorted=True, return_inverse=False, return_counts=False, dim=None"


@operation(*both("unique", _UNIQUE), *both("unique_consecutive", "return_inverse=False, return_counts=False, dim=None"))
def unique(call: Call) -> Value:
    extras = [call.flag(name) for name in ("return_inverse", "return_counts")]
    if not any(extra is not False for extra in extras):
        return call.shuffled()
    return Seq("tuple", (call.shuffled(), *(indices() for extra in extras if extra is not False)))


operation(*both("tril triu", "diagonal=0"))(lambda call: with_zero(call.x))
operation(*both("diag", "diagonal=0"), *both("diagflat", "offset=0"))(lambda call: with_zero(call.x))
operation(*both("diag_embed", "offset=0, dim1=-2, dim2=-1"))(lambda call: with_zero(call.x))


@operation(
    "torch.cat(tensors, dim=0)",
    "torch.concat(tensors, dim=0)",
    "torch.concatenate(tensors, axis=0)",
    "torch.stack(tensors, dim=0)",
    "torch.hstack(tensors)",
    "torch.vstack(tensors)",
    "torch.dstack(tensors)",
    "torch.column_stack(tensors)",
    "torch.row_stack(tensors)",
)
def joined(call: Call) -> Numeric:
    """All elements of several tensors."""
    elements = [as_numeric(v) for v in call.machine.iterate(call.subject).elements]
    return hull(*elements) if elements else unknown_tensor()


@operation("torch.block_diag(*tensors)")
def block_diagonal(call: Call) -> Numeric:
    return with_zero(hull(*map(as_numeric, call.rest))) if call.rest else unknown_tensor()


@operation("torch.atleast_1d(*tensors)", "torch.atleast_2d(*tensors)", "torch.atleast_3d(*tensors)")
def at_least(call: Call) -> Value:
    """Each tensor with more dimensions, if it had too few."""
    if len(call.rest) == 1 and isinstance(call.rest[0], Numeric):
        return call.view()
    return Seq("tuple", tuple(replace(as_numeric(v), poly=None) for v in call.rest))


@operation("torch.meshgrid(*tensors, indexing=None)", "torch.broadcast_tensors(*tensors)")
def spread_out(call: Call) -> Value:
    """Each tensor, repeated along the dimensions of the others."""
    values = call.machine.iterate(call.rest[0]).elements if len(call.rest) == 1 else call.rest
    return Seq("tuple", tuple(as_numeric(v).fresh(as_numeric(v).range, as_numeric(v).seen) for v in values))


@operation("torch.cartesian_prod(*tensors)")
def cartesian_product(call: Call) -> Numeric:
    return hull(*map(as_numeric, call.rest)) if call.rest else unknown_tensor()
