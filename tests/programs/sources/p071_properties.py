"""Classes: properties, class attributes, __getitem__, static and class methods."""
import torch
from torchvision.transforms import ToPILImage
from torchvision.transforms.functional import normalize


class ImageTensor:
    MEAN = (0.5, 0.5, 0.5)
    STD = (0.5, 0.5, 0.5)
    to_pil = ToPILImage()

    def __init__(self, data):
        self._data = data

    @classmethod
    def random(cls, size=8):
        return cls(torch.rand(3, size, size))

    @classmethod
    def noise(cls, size=8):
        return cls(torch.randn(3, size, size))

    @staticmethod
    def clip(t):
        return t.clamp(0, 1)

    @property
    def unit(self):
        return self.clip(self._data)

    @property
    def raw(self):
        return self._data

    def normalized(self):
        return normalize(self.unit, self.MEAN, self.STD)

    def denormalized(self):
        return self.normalized() * torch.tensor(self.STD).view(3, 1, 1) + torch.tensor(self.MEAN).view(3, 1, 1)

    def __mul__(self, k):
        return ImageTensor(self._data * k)

    def __getitem__(self, key):
        return self._data[key]

    def pil_unit(self):
        return self.to_pil(self.unit)  # truth: safe

    def pil_raw(self):
        return self.to_pil(self.raw)  # truth: wrong

    def pil_norm(self):
        return self.to_pil(self.normalized())  # truth: wrong

    def pil_denorm(self):
        return self.to_pil(self.denormalized())  # truth: safe


torch.manual_seed(0)
r, n = ImageTensor.random(), ImageTensor.noise()
for im in (r, n):
    im.pil_unit(), im.pil_raw(), im.pil_norm(), im.pil_denorm()
pil = ToPILImage()
pil(r.raw)  # truth: safe
pil(n.raw)  # truth: wrong
pil((r * 2).raw)  # truth: wrong
pil((r * 0.5).raw)  # truth: safe
pil((n * 2).unit)  # truth: safe
pil(r[:, :4])  # truth: safe
pil(n[0])  # truth: wrong
