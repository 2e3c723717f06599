from pathlib import Path

from PIL import Image
from torch.utils.data import Dataset


class Pets(Dataset):
    """Pictures in one folder a class."""

    def __init__(self, root, transform=None):
        self.files = sorted(Path(root).glob("*/*.png"))
        self.classes = sorted({f.parent.name for f in self.files})
        self.transform = transform

    def __len__(self):
        return len(self.files)

    def __getitem__(self, index):
        file = self.files[index]
        picture = Image.open(file).convert("RGB")
        if self.transform is not None:
            picture = self.transform(picture)
        return picture, self.classes.index(file.parent.name)
