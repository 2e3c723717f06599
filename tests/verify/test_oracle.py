"""The oracle against arithmetic done by hand, for the inputs that the converter takes."""

from __future__ import annotations

import math
from typing import Any

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("torchvision")

import numpy as np  # noqa: E402
from hypothesis import given, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402
from hypothesis.extra import numpy as hnp  # noqa: E402
from torchvision.transforms.functional import to_pil_image  # noqa: E402

from flake8_topil.verify.recording.oracle import clamps_by_itself, judge  # noqa: E402

SHAPES = st.one_of(
    st.tuples(st.sampled_from([1, 2, 3, 4]), st.integers(1, 5), st.integers(1, 5)),
    st.tuples(st.integers(1, 5), st.integers(1, 5)),
)
DTYPES = st.sampled_from([np.float16, np.float32, np.float64])
VALUES = st.one_of(
    st.floats(-0.0625, 1.0625, width=16),
    st.floats(-50, 50, width=16),
    st.sampled_from([0.0, 1.0, -0.0, 1.0029296875, 1.00390625, -0.0039215088, math.nan]),
)
ARRAYS = DTYPES.flatmap(lambda dtype: hnp.arrays(dtype, SHAPES, elements=VALUES.map(lambda x: float(np.float16(x)))))


def converted(value: float, dtype: Any) -> int:
    """The pixel that `(x * 255).astype(uint8)` makes of one element, by Python's integers."""
    with np.errstate(all="ignore"):
        scaled = float(dtype.type(value) * dtype.type(255))
    return int(scaled) % 256


def expected(array: Any) -> tuple[int, int]:
    """How many pixels are wrong and how many elements are NaN. Channels come first."""
    planes = array if array.ndim == 3 else array[None]
    wrong = {
        (y, x)
        for (_, y, x), value in np.ndenumerate(planes)
        if not math.isnan(value)
        and converted(value, array.dtype) != converted(min(max(float(value), 0.0), 1.0), array.dtype)
    }
    return len(wrong), int(np.isnan(array).sum())


@pytest.mark.filterwarnings("ignore:invalid value encountered in cast")
@given(ARRAYS)
@settings(max_examples=300, deadline=None)
def test_tensors(array: Any) -> None:
    tensor = torch.from_numpy(array.copy()).requires_grad_()
    found = judge(to_pil_image, tensor, None, to_pil_image(tensor))
    assert (found.wrong, found.nan) == expected(array)
    assert (found.kind, found.shape, found.is_scaled) == ("tensor", array.shape, True)
    assert np.array_equal(tensor.detach().numpy(), array, equal_nan=True)


@pytest.mark.filterwarnings("ignore:invalid value encountered in cast")
@given(ARRAYS)
@settings(max_examples=300, deadline=None)
def test_ndarrays(array: Any) -> None:
    image = array.transpose(1, 2, 0) if array.ndim == 3 else array
    found = judge(to_pil_image, image, None, to_pil_image(image))
    assert (found.wrong, found.nan) == expected(array)
    assert (found.kind, found.is_scaled) == ("ndarray", True)


@given(ARRAYS)
@settings(max_examples=100, deadline=None)
@pytest.mark.filterwarnings("ignore:invalid value encountered in cast")
def test_the_range_is_that_of_the_numbers(array: Any) -> None:
    numbers = [float(value) for value in array.ravel() if not math.isnan(value)]
    found = judge(to_pil_image, torch.from_numpy(array), None, to_pil_image(torch.from_numpy(array)))
    assert (found.lo, found.hi) == ((min(numbers), max(numbers)) if numbers else (None, None))


@pytest.mark.parametrize(
    ("pic", "mode"),
    [
        (torch.full((1, 2, 2), 200, dtype=torch.uint8), None),
        (torch.full((1, 2, 2), -7, dtype=torch.int32), None),
        (torch.full((1, 2, 2), -7, dtype=torch.int16), None),
        (torch.full((1, 2, 2), 7.5), "F"),
        (np.full((2, 2, 3), 200, np.uint8), "HSV"),
    ],
)
def test_what_is_not_scaled_cannot_be_wrong(pic: Any, mode: str | None) -> None:
    found = judge(to_pil_image, pic, mode, to_pil_image(pic, mode))
    assert (found.is_scaled, found.wrong) == (False, 0)


@pytest.mark.parametrize("mode", ["RGB", "YCbCr", "HSV"])
def test_modes_of_three_channels(mode: str) -> None:
    pic = torch.tensor([[[0.5, 1.2]], [[0.5, 0.5]], [[0.5, -1.0]]])
    assert judge(to_pil_image, pic, mode, to_pil_image(pic, mode)).wrong == 1


def test_infinity_is_wrong() -> None:
    pic = torch.tensor([[[0.5, math.inf]]])
    with np.errstate(all="ignore"):
        assert judge(to_pil_image, pic, None, to_pil_image(pic)).wrong == 1


def test_the_mask_tells_where() -> None:
    pic = torch.zeros(3, 4, 6)
    pic[1, 2, 5] = 1.1
    mask = judge(to_pil_image, pic, None, to_pil_image(pic)).mask
    assert np.argwhere(mask).tolist() == [[2, 5]]


def test_a_converter_that_clamps_is_recognised() -> None:
    assert not clamps_by_itself(to_pil_image)
    assert clamps_by_itself(lambda pic, mode: to_pil_image(pic.clamp(0, 1), mode))
