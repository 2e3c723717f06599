"""Losses: most are not negative."""

from __future__ import annotations

from flake8_topil.analysis import arithmetic
from flake8_topil.analysis.interval import Interval
from flake8_topil.analysis.values import Numeric
from flake8_topil.models.registry import Call, Transfer
from flake8_topil.models.torch.common import POSITIVE, RangeFunction, floats, operation, table, tensor, unbounded
from flake8_topil.models.torch.reductions import total

_LOSSES = {
    "smooth_l1_loss": "SmoothL1Loss",
    "huber_loss": "HuberLoss",
    "cross_entropy": "CrossEntropyLoss",
    "binary_cross_entropy": "BCELoss",
    "binary_cross_entropy_with_logits": "BCEWithLogitsLoss",
    "soft_margin_loss": "SoftMarginLoss",
    "multi_margin_loss": "MultiMarginLoss",
    "multilabel_margin_loss": "MultiLabelMarginLoss",
    "multilabel_soft_margin_loss": "MultiLabelSoftMarginLoss",
    "hinge_embedding_loss": "HingeEmbeddingLoss",
    "nll_loss": "NLLLoss",
    "kl_div": "KLDivLoss",
    "poisson_nll_loss": "PoissonNLLLoss",
}
_SIGNED_LOSSES = frozenset({"nll_loss", "kl_div", "poisson_nll_loss", "hinge_embedding_loss"})
for _name, _module in _LOSSES.items():
    _bound = Interval.TOP if _name in _SIGNED_LOSSES else POSITIVE
    operation(
        f"torch.nn.functional.{_name}(input, target, *args, **kwargs)",
        f"torch.nn.{_module}(*args, **kwargs)(input, target)",
    )(lambda call, bound=_bound: floats(call.x.certain(bound)))  # type: ignore[misc]


def _difference(function: RangeFunction) -> Transfer:
    """A transfer for losses that are a function of x - y, or means or sums of it."""

    def transfer(call: Call) -> Numeric:
        difference = arithmetic.subtract(call.x, call.array("target"))
        loss = floats(difference.map(lambda r: function(r)))
        reduction = call.text("reduction")
        return loss if reduction in ("none", "mean") else loss.map(total)

    return transfer


for _name, _module, _range in (("l1_loss", "L1Loss", Interval.absolute), ("mse_loss", "MSELoss", Interval.square)):
    operation(
        f"torch.nn.functional.{_name}(input, target, size_average=None, reduce=None, reduction='mean', weight=None)",
        f"torch.nn.{_module}(size_average=None, reduce=None, reduction='mean')(input, target)",
    )(_difference(_range))
table(
    {
        signature: lambda call: tensor(POSITIVE)
        for signature in (
            "torch.nn.functional.triplet_margin_loss(anchor, positive, negative, *args, **kwargs)",
            "torch.nn.TripletMarginLoss(*args, **kwargs)(anchor, positive, negative)",
            "torch.nn.functional.margin_ranking_loss(input1, input2, target, *args, **kwargs)",
            "torch.nn.MarginRankingLoss(*args, **kwargs)(input1, input2, target)",
            "torch.nn.functional.cosine_embedding_loss(input1, input2, target, *args, **kwargs)",
            "torch.nn.CosineEmbeddingLoss(*args, **kwargs)(input1, input2, target)",
            "torch.nn.functional.ctc_loss(log_probs, targets, input_lengths, target_lengths, *args, **kwargs)",
            "torch.nn.CTCLoss(*args, **kwargs)(log_probs, targets, input_lengths, target_lengths)",
        )
    }
)
table(
    {
        "torch.nn.functional.gaussian_nll_loss(input, target, var, *args, **kwargs)": unbounded,
        "torch.nn.GaussianNLLLoss(*args, **kwargs)(input, target, var)": unbounded,
    }
)
