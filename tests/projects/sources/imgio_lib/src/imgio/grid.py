from torchvision.transforms.functional import to_pil_image
from torchvision.utils import make_grid

from ._checks import checked
from ._impl import _save_any, _save_rescaled, _save_unit


class Grid:
    """Collects pictures."""

    def __init__(self, columns=4, normalize=False):
        self.columns = columns
        self.normalize = normalize
        self._pictures = []

    def add(self, x):
        self._pictures.append(x)
        return self

    def picture(self):
        grid = make_grid(self._pictures, nrow=self.columns, normalize=self.normalize)
        return to_pil_image(grid)  # truth: open

    def bounded_picture(self):
        return to_pil_image(make_grid(self._pictures, nrow=self.columns).clamp(0, 1))  # truth: safe


class _BoundedGrid(Grid):
    def add(self, x):
        return super().add(x.clamp(0, 1))

    def draw(self):
        return to_pil_image(make_grid(self._pictures, nrow=2))  # truth: safe callers


def contact_sheet(xs, path):
    grid = _BoundedGrid()
    for x in xs:
        grid.add(x)
    _save_unit(make_grid([x.sigmoid() for x in xs]), path)
    _save_any(make_grid(xs), path)
    _save_rescaled(make_grid(xs).clamp(0, 1) * 2 - 1, path)
    return grid.draw()


def checked_picture(x):
    return to_pil_image(checked(x))  # truth: safe
