"""Products and other linear algebra: nothing bounds their results."""

from __future__ import annotations

from flake8_topil.analysis.interval import Interval
from flake8_topil.analysis.values import Dtype, Numeric, Seq
from flake8_topil.models.dtypes import promote
from flake8_topil.models.registry import Call, Transfer
from flake8_topil.models.torch.common import both, operation, tensor, unbounded, unbounded_tensor


def _product(*names: str) -> Transfer:
    """A transfer for sums of products: unbounded, of the common element type."""

    def transfer(call: Call) -> Numeric:
        others = [call.array(name) for name in names]
        result = call.x.certain(Interval.TOP)
        for other in others:
            result = result.cast(promote(result, other))
        return result

    return transfer


operation(*both("matmul dot inner", "other"))(_product("other"))
operation("torch.mm(input, mat2)", "Tensor.mm(mat2)", "torch.bmm(input, mat2)", "Tensor.bmm(mat2)")(_product("mat2"))
operation(*both("mv", "vec"), "torch.linalg.matmul(input, other)", "torch.tensordot(a, b, dims=2)")(
    lambda call: call.x.certain(Interval.TOP)
)
operation(*both("vdot cross", "other"), "torch.linalg.cross(input, other, *, dim=-1)")(_product("other"))
operation(*both("addmm", "mat1, mat2, *, beta=1, alpha=1"))(_product("mat1", "mat2"))
operation(*both("addmv", "mat, vec, *, beta=1, alpha=1"))(_product("mat", "vec"))
operation(*both("addbmm baddbmm", "batch1, batch2, *, beta=1, alpha=1"))(_product("batch1", "batch2"))
operation(*both("matrix_power", "n"), *both("inverse matrix_exp det logdet"))(unbounded)
operation("torch.einsum(equation, *operands)", "torch.chain_matmul(*matrices)")(unbounded_tensor)

_LINALG = "inv det pinv matrix_exp eigvalsh svdvals cholesky"
for _name in _LINALG.split():
    operation(f"torch.linalg.{_name}(A)")(unbounded)
operation("torch.linalg.solve(A, B, *, left=True)", "torch.linalg.multi_dot(tensors)")(unbounded_tensor)
operation("torch.linalg.eigh(A, UPLO='L')", "torch.linalg.qr(A, mode='reduced')")(
    lambda call: Seq("tuple", (unbounded_tensor(call),) * 2)
)
operation(
    "torch.svd(input, some=True, compute_uv=True)", "torch.linalg.svd(A, full_matrices=True)", "Tensor.svd(some=True)"
)(lambda call: Seq("tuple", (unbounded_tensor(call),) * 3))

for _name in ("fft", "ifft", "rfft", "irfft"):
    for _parameters in ("(input, n=None, dim=-1, norm=None)", "2(input, s=None, dim=(-2, -1), norm=None)"):
        operation(f"torch.fft.{_name}{_parameters}")(lambda call: tensor(Interval.TOP, Dtype.UNKNOWN))
    operation(f"torch.fft.{_name}n(input, s=None, dim=None, norm=None)")(
        lambda call: tensor(Interval.TOP, Dtype.UNKNOWN)
    )
