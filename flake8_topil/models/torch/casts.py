"""Casts, moves between devices, and attributes that describe a tensor."""

from __future__ import annotations

from dataclasses import replace

from flake8_topil.analysis.interval import Interval
from flake8_topil.analysis.values import INTEGRAL, NONE, Const, Dtype, Kind, Numeric, Opaque, Seq, Value
from flake8_topil.models.dtypes import converted, dtype_of, integer_limits, names_dtype, read_dtype
from flake8_topil.models.registry import Call, Transfer, model, register
from flake8_topil.models.torch.common import POSITIVE, both, operation, unknown_tensor, whole


def cast(call: Call, dtype: Dtype, limits: Value = NONE) -> Numeric:
    """The subject in another element type: its own storage if it has that type already."""
    x = call.x
    if dtype is Dtype.UINT8 and x.dtype not in INTEGRAL:
        call.machine.truncate(x, call.node)
    result = converted(x, dtype, integer_limits(limits))
    if Dtype.UNKNOWN in (x.dtype, dtype) or x.dtype is dtype:
        return call.machine.share(result, call.node)
    return result.detached()


def casting(name: str) -> Transfer:
    """A transfer that casts to the element type of this name."""
    type_name = Const(name)
    dtype = read_dtype(type_name) or Dtype.UNKNOWN
    return lambda call: cast(call, dtype, type_name)


_CASTS = {
    "float": "float32",
    "double": "float64",
    "half": "float16",
    "bfloat16": "bfloat16",
    "byte": "uint8",
    "char": "int8",
    "short": "int16",
    "int": "int32",
    "long": "int64",
    "bool": "bool",
}
for _name, _type in _CASTS.items():
    operation(f"Tensor.{_name}(memory_format=None)")(casting(_type))


def _dtype_is_spelt(call: Call) -> bool:
    """Does an argument of the call that is not known carry a name such as `weight_dtype`?"""
    for argument in getattr(call.node, "args", ()):
        expression = getattr(argument, "value", None)
        name = getattr(getattr(expression, "attr", expression), "value", None)
        if isinstance(name, str) and "dtype" in name:
            return True
    return False


@operation("Tensor.to(*args, **kwargs)")
def to(call: Call) -> Numeric:
    """A cast if an argument is an element type or a tensor; an argument that is neither is taken for a device."""
    given = [*call.rest, *(call.extra[name] for name in ("dtype", "other") if name in call.extra)]
    for value in given:
        if names_dtype(value):
            return cast(call, read_dtype(value) or Dtype.UNKNOWN, value)
        if isinstance(value, Numeric) and value.kind is Kind.TENSOR:
            return cast(call, value.dtype)
    if call.extra.get("dtype", NONE) != NONE or _dtype_is_spelt(call):
        return cast(call, Dtype.UNKNOWN)
    return call.shared()


@operation("Tensor.type(dtype=None, non_blocking=False, **kwargs)")
def type_(call: Call) -> Value:
    """A cast, or the name of the type."""
    dtype = read_dtype(call.arg("dtype"))
    return Opaque("the name of a type") if dtype is None else cast(call, dtype, call.arg("dtype"))


@operation("Tensor.type_as(other)")
def type_as(call: Call) -> Numeric:
    return cast(call, call.array("other").dtype)


def shared(call: Call) -> Numeric:
    return call.shared()


operation(
    "Tensor.cpu(memory_format=None)",
    "Tensor.contiguous(memory_format=None)",
    "Tensor.to_dense(dtype=None, *, masked_grad=None)",
)(shared)
operation(
    "Tensor.cuda(device=None, non_blocking=False, memory_format=None)",
    "Tensor.xpu(device=None, non_blocking=False, memory_format=None)",
    "Tensor.pin_memory(device=None)",
    unchecked="needs a GPU",
)(shared)
operation(
    "torch.clone(input, *, memory_format=None)",
    "Tensor.clone(*, memory_format=None)",
    "torch.detach_copy(input)",
)(lambda call: call.copy())
operation(
    *both("detach"),
    "Tensor.data",
    "Tensor.real",
    "torch.real(input)",
    "Tensor.requires_grad_(requires_grad=True)",
    "Tensor.share_memory_()",
    "torch.from_numpy(ndarray)",
    "torch.from_dlpack(ext_tensor)",
    "torch.utils.dlpack.from_dlpack(ext_tensor)",
    "torch.nn.Parameter(data=None, requires_grad=True)",
    "torch.nn.parameter.Parameter(data=None, requires_grad=True)",
    "torch.nn.Buffer(data=None, *, persistent=True)",
    "torch.autograd.Variable(data, requires_grad=False)",
)(whole)
operation("Tensor.imag", "torch.imag(input)", "Tensor.grad")(lambda call: unknown_tensor())
register(lambda call: call.x.of_kind(Kind.NDARRAY), "Tensor.numpy(*, force=False)")


def _number(dtype: Dtype, range_: Interval) -> Numeric:
    """A Python number of which nothing but a bound is known."""
    return Numeric(Kind.NUMBER, dtype, range_)


_PYTHON_TYPES = {Dtype.HALF: Dtype.FLOAT, Dtype.UINT8: Dtype.INT}


@model("Tensor.item()")
def item(call: Call) -> Numeric:
    """The one element as a Python number."""
    return replace(call.copy(), kind=Kind.NUMBER, dtype=_PYTHON_TYPES.get(call.x.dtype, call.x.dtype))


@model("Tensor.tolist()")
def tolist(call: Call) -> Seq:
    """Lists in lists of unknown depth."""
    element = replace(call.shuffled(), kind=Kind.ANY, dtype=_PYTHON_TYPES.get(call.x.dtype, call.x.dtype))
    return Seq("list", middle=element)


_COUNT = _number(Dtype.INT, POSITIVE)
_TRUTH = _number(Dtype.BOOL, Interval.UNIT)
_SIZE = Seq("tuple", middle=_COUNT)


def _constantly(value: Value) -> Transfer:
    return lambda call: value


_DESCRIPTIONS: dict[Value, str] = {
    _SIZE: "Tensor.shape | Tensor.stride() | torch.Size(sizes=())",
    _COUNT: """
        Tensor.ndim | Tensor.dim() | Tensor.ndimension() | Tensor.numel() | Tensor.nelement() | torch.numel(input)
        | Tensor.element_size() | Tensor.itemsize | Tensor.nbytes | Tensor.storage_offset() | Tensor.data_ptr()
    """,
    _TRUTH: """
        Tensor.is_contiguous(memory_format=None) | Tensor.is_cuda | Tensor.is_leaf | Tensor.requires_grad
        | Tensor.is_sparse | Tensor.is_pinned() | Tensor.is_shared() | Tensor.is_complex() | torch.is_complex(input)
        | Tensor.equal(other) | torch.equal(input, other) | Tensor.is_nonzero() | torch.is_nonzero(input)
        | Tensor.allclose(other, rtol=1e-05, atol=1e-08, equal_nan=False)
        | torch.allclose(input, other, rtol=1e-05, atol=1e-08, equal_nan=False)
        | torch.is_grad_enabled() | torch.cuda.is_available() | torch.backends.mps.is_available()
    """,
    Opaque("device"): "Tensor.device | torch.device(type=None, index=None)",
    Opaque("generator"): "torch.Generator(device=None) | torch.manual_seed(seed)",
    Opaque("layout"): "Tensor.layout | Tensor.untyped_storage()",
    NONE: """
        Tensor.backward(gradient=None, retain_graph=None, create_graph=False, inputs=None) | Tensor.retain_grad()
        | torch.cuda.empty_cache() | torch.cuda.manual_seed(seed) | torch.cuda.manual_seed_all(seed)
        | torch.set_printoptions(**kwargs) | torch.set_num_threads(n)
    """,
}
for _value, _listed in _DESCRIPTIONS.items():
    register(_constantly(_value), *map(str.strip, _listed.split("|")))
register(lambda call: _SIZE if call.is_none("dim") else _COUNT, "Tensor.size(dim=None)")
register(_constantly(NONE), "torch.cuda.synchronize(device=None)", unchecked="needs a GPU")
register(lambda call: dtype_of(call.x), "Tensor.dtype")


@model("torch.is_tensor(obj)")
def is_tensor(call: Call) -> Value:
    value = call.subject
    if isinstance(value, Numeric) and value.kind is Kind.ANY:
        return _TRUTH
    return Const(isinstance(value, Numeric) and value.kind is Kind.TENSOR)


@model(*both("is_floating_point"))
def is_floating_point(call: Call) -> Value:
    return _TRUTH if call.x.dtype is Dtype.UNKNOWN else Const(call.x.dtype.is_float)
