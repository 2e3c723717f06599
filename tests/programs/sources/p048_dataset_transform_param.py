"""Public dataset classes with a transform argument; used by tests."""
import torch
from PIL import Image
from torch.utils.data import Dataset, DataLoader
from torchvision import transforms
from torchvision.transforms.functional import to_pil_image, to_tensor


class Pictures(Dataset):
    def __init__(self, path, n=3, transform=None):
        self.path, self.n = path, n
        self.transform = transform

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        img = to_tensor(Image.open(self.path).convert("RGB"))
        if self.transform is not None:
            img = self.transform(img)
        return img

    def preview(self, i):
        return to_pil_image(self[i])  # truth: open

    def preview_clamped(self, i):
        return to_pil_image(self[i].clamp(0, 1))  # truth: safe

    def original(self, i):
        return to_pil_image(to_tensor(Image.open(self.path).convert("RGB")))  # truth: safe


class NormalizedPictures(Pictures):
    def __init__(self, path, n=3):
        super().__init__(path, n, transforms.Normalize([0.5] * 3, [0.25] * 3))

    def unnormalised(self, i):
        return to_pil_image(self[i] * 0.25 + 0.5)  # truth: safe

    def still_normalised(self, i):
        return to_pil_image(self[i])  # truth: wrong


def show_batch(loader):
    batch = next(iter(loader))
    return [to_pil_image(t) for t in batch]  # truth: open


def test_previews():
    d = Pictures("input.png", transform=transforms.RandomHorizontalFlip())
    d.preview(0), d.preview_clamped(1), d.original(2)
    n = NormalizedPictures("input.png")
    n.unnormalised(0), n.still_normalised(1)
    show_batch(DataLoader(d, batch_size=2))


def test_plain():
    d = Pictures("input.png")
    for batch in DataLoader(d, batch_size=3):
        to_pil_image(batch[0])  # truth: safe
        to_pil_image(batch[0] - batch[1].mean())  # truth: wrong
