import imgio
import pytest
from imgio import Grid, PngWriter, contact_sheet
from imgio._checks import clipped
from imgio._impl import _unused
from imgio.grid import checked_picture
from imgio.writers import previews
from torchvision.transforms.functional import to_pil_image


def test_save(picture, rough, tmp_path):
    imgio.save(picture, tmp_path / "a.png")
    imgio.save_clamped(rough, tmp_path / "b.png")
    _unused(rough, tmp_path / "c.png")


def test_grid(rough, tmp_path):
    assert Grid().add(rough).picture().size
    assert Grid().add(rough).bounded_picture().size
    assert contact_sheet([rough, rough], tmp_path / "c.png").size


def test_writers(rough, tmp_path):
    PngWriter().write(rough, tmp_path / "d.png")
    previews([rough], tmp_path / "e.png")


def test_checked(picture, rough):
    assert checked_picture(picture).size == (8, 8)
    with pytest.raises(ValueError, match="not in"):
        checked_picture(rough)


def test_clipped(rough, picture):
    assert to_pil_image(clipped(rough)).size == (8, 8)  # truth: safe
    assert to_pil_image(rough).size == (8, 8)  # truth: wrong
    assert to_pil_image(picture).size == (8, 8)  # truth: safe
