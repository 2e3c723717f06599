"""Layers with weights: nothing bounds their results."""

from __future__ import annotations

from flake8_topil.analysis.interval import Interval
from flake8_topil.analysis.values import Numeric, Seq
from flake8_topil.models.registry import Call
from flake8_topil.models.torch.common import POSITIVE, operation, table, tensor, unbounded, unbounded_tensor, with_zero

_WEIGHTED_FUNCTIONS = (
    "conv1d conv2d conv3d conv_transpose1d conv_transpose2d conv_transpose3d linear batch_norm layer_norm group_norm "
    "instance_norm rms_norm"
)
_WEIGHTED_LAYERS = (
    "Conv1d Conv2d Conv3d ConvTranspose1d ConvTranspose2d ConvTranspose3d LazyConv1d LazyConv2d LazyConv3d "
    "LazyConvTranspose1d LazyConvTranspose2d LazyConvTranspose3d Linear LazyLinear BatchNorm1d BatchNorm2d BatchNorm3d "
    "LazyBatchNorm1d LazyBatchNorm2d LazyBatchNorm3d InstanceNorm1d InstanceNorm2d InstanceNorm3d LayerNorm GroupNorm "
    "RMSNorm CrossMapLRN2d"
)
for _name in _WEIGHTED_FUNCTIONS.split():
    operation(f"torch.nn.functional.{_name}(input, *args, **kwargs)")(unbounded)
for _name in ("conv1d", "conv2d", "conv3d", "conv_transpose1d", "conv_transpose2d", "conv_transpose3d"):
    operation(f"torch.{_name}(input, *args, **kwargs)")(unbounded)
for _name in _WEIGHTED_LAYERS.split():
    operation(f"torch.nn.{_name}(*args, **kwargs)(input)")(unbounded)
operation("torch.nn.SyncBatchNorm(*args, **kwargs)(input)", unchecked="needs a process group")(unbounded)
operation(
    "torch.nn.functional.bilinear(input1, input2, weight, bias=None)",
    "torch.nn.Bilinear(*args, **kwargs)(input1, input2)",
)(unbounded)


@operation("torch.nn.functional.embedding(input, weight, *args, **kwargs)")
def embedding(call: Call) -> Numeric:
    """Rows of the weight."""
    weight = call.array("weight")
    return weight.fresh(weight.range, weight.seen)


operation("torch.nn.Embedding(*args, **kwargs)(input)", "torch.nn.EmbeddingBag(*args, **kwargs)(input, offsets=None)")(
    unbounded_tensor
)


@operation(
    "torch.nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=None, dropout_p=0.0, "
    "is_causal=False, scale=None, enable_gqa=False)"
)
def attention(call: Call) -> Numeric:
    """Weighted means of the values, or zeros where everything is masked."""
    value = with_zero(call.array("value"))
    return value if call.number("dropout_p") == 0 else value.map(lambda r: Interval.TOP)


def _two(call: Call) -> Seq:
    return Seq("tuple", (unbounded_tensor(call), unbounded_tensor(call)))


operation("torch.nn.RNN(*args, **kwargs)(input, hx=None)", "torch.nn.GRU(*args, **kwargs)(input, hx=None)")(_two)
operation("torch.nn.LSTM(*args, **kwargs)(input, hx=None)")(
    lambda call: Seq("tuple", (unbounded_tensor(call), _two(call)))
)
operation("torch.nn.LSTMCell(*args, **kwargs)(input, hx=None)")(_two)
operation("torch.nn.MultiheadAttention(*args, **kwargs)(query, key, value, **options)")(
    lambda call: Seq("tuple", (unbounded_tensor(call), tensor(POSITIVE)))
)
table(
    {
        "torch.nn.RNNCell(*args, **kwargs)(input, hx=None)": unbounded_tensor,
        "torch.nn.GRUCell(*args, **kwargs)(input, hx=None)": unbounded_tensor,
        "torch.nn.Transformer(*args, **kwargs)(src, tgt, **options)": unbounded_tensor,
        "torch.nn.TransformerEncoder(*args, **kwargs)(src, **options)": unbounded_tensor,
        "torch.nn.TransformerDecoder(*args, **kwargs)(tgt, memory, **options)": unbounded_tensor,
        "torch.nn.TransformerEncoderLayer(*args, **kwargs)(src, **options)": unbounded_tensor,
        "torch.nn.TransformerDecoderLayer(*args, **kwargs)(tgt, memory, **options)": unbounded_tensor,
    }
)
