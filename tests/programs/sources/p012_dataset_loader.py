"""A folder dataset with normalisation; the viewer undoes it."""
from pathlib import Path
import torch
from PIL import Image
from torch.utils.data import DataLoader, Dataset
from torchvision import transforms
from torchvision.transforms.functional import to_pil_image


class FolderDataset(Dataset):
    def __init__(self, root, normalize=True):
        self.files = sorted(Path(root).rglob("*.png"))
        steps = [transforms.Resize((16, 16)), transforms.ToTensor()]
        if normalize:
            steps.append(transforms.Normalize((0.5, 0.5, 0.5), (0.5, 0.5, 0.5)))
        self.transform = transforms.Compose(steps)

    def __len__(self):
        return len(self.files)

    def __getitem__(self, index):
        image = Image.open(self.files[index]).convert("RGB")
        return self.transform(image), int("dogs" in str(self.files[index]))


class PlainDataset(FolderDataset):
    def __getitem__(self, index):
        image = Image.open(self.files[index]).convert("RGB")
        return transforms.functional.to_tensor(image), self.files[index].stem


def main():
    normed = DataLoader(FolderDataset("data"), batch_size=2, shuffle=True)
    plain = DataLoader(PlainDataset("data"), batch_size=2)
    for images, labels in normed:
        to_pil_image(images[0]).save("raw.png")  # truth: wrong
        to_pil_image(images[0] * 0.5 + 0.5).save("denorm.png")  # truth: safe
        to_pil_image((images[0] + 1) / 2).save("denorm2.png")  # truth: safe
        to_pil_image(images[0] + 0.5).save("bug.png")  # truth: wrong
    for images, names in plain:
        for image, name in zip(images, names):
            to_pil_image(image).save(f"{name}.png")  # truth: safe
            brighter = image * 1.2
            to_pil_image(brighter).save(f"{name}_b.png")  # truth: wrong
            to_pil_image(brighter.clamp(max=1)).save(f"{name}_bc.png")  # truth: safe
    images, labels = next(iter(plain))
    to_pil_image(images.mean(0)).save("mean.png")  # truth: safe
    to_pil_image(images.sum(0)).save("sum.png")  # truth: wrong
    to_pil_image(images.std(0)).save("std.png")  # truth: safe


if __name__ == "__main__":
    main()
