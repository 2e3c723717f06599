"""Datasets and loaders: their items are what the transform makes of a picture."""

import torch
from torch.utils.data import DataLoader, Dataset
from torchvision import transforms as T
from torchvision.datasets import FakeData, ImageFolder
from torchvision.io import read_image
from torchvision.transforms.functional import to_pil_image, to_tensor
from PIL import Image

NORMALIZE = T.Normalize([0.5, 0.5, 0.5], [0.5, 0.5, 0.5])


def image_folder(folder):
    dataset = ImageFolder(folder, transform=T.ToTensor())
    image, label = dataset[0]
    to_pil_image(image)
    to_pil_image(dataset[1][0])
    dataset = ImageFolder(folder, transform=T.Compose([T.ToTensor(), NORMALIZE]))
    image, label = dataset[0]
    to_pil_image(image)  # expect: TPI002
    to_pil_image(image * 0.5 + 0.5)


def fake_data():
    dataset = FakeData(2, (3, 16, 16), transform=T.ToTensor())
    to_pil_image(dataset[0][0])
    for image, _ in dataset:
        to_pil_image(image)
        break
    dataset = FakeData(2, (3, 16, 16), transform=T.Compose([T.ToTensor(), NORMALIZE]))
    to_pil_image(dataset[0][0])  # expect: TPI002


def data_loader(folder):
    loader = DataLoader(ImageFolder(folder, T.ToTensor()), batch_size=2, shuffle=True)
    for images, labels in loader:
        to_pil_image(images[0])
        to_pil_image(images[0] + 0.1 * torch.randn(3, 16, 16))  # expect: TPI003|TPI001
    images, labels = next(iter(loader))
    to_pil_image(images[0])
    loader = DataLoader(ImageFolder(folder, T.Compose([T.ToTensor(), NORMALIZE])), batch_size=2)
    for i, (images, labels) in enumerate(loader):
        to_pil_image(images[0])  # expect: TPI002
        to_pil_image(images[0] / 2 + 0.5)
        to_pil_image(images[0] / 2 + 1)  # expect: TPI0
    images, labels = next(iter(loader))
    to_pil_image(images[0])  # expect: TPI002


class Pictures(Dataset):
    def __init__(self, paths):
        self.paths = paths
        self.transform = T.Compose([T.Resize(16), T.ToTensor()])

    def __len__(self):
        return len(self.paths)

    def __getitem__(self, index):
        picture = Image.open(self.paths[index]).convert("RGB")
        return self.transform(picture), index


class NormalizedPictures(Pictures):
    def __getitem__(self, index):
        image, index = super().__getitem__(index)
        return NORMALIZE(image), index


class NoisyPictures(Dataset):
    """Pairs of a noisy and a clean image."""

    def __init__(self, paths, clip=False):
        self.paths = paths
        self.clip = clip

    def __len__(self):
        return len(self.paths)

    def __getitem__(self, index):
        clean = to_tensor(Image.open(self.paths[index]))
        noisy = clean + 0.1 * torch.randn_like(clean)
        if self.clip:
            noisy = noisy.clamp(0, 1)
        return noisy, clean


def own_datasets(path):
    to_pil_image(Pictures([path])[0][0])
    to_pil_image(NormalizedPictures([path])[0][0])  # expect: TPI002
    noisy, clean = NoisyPictures([path])[0]
    to_pil_image(noisy)  # expect: TPI003|TPI001|TPI004
    to_pil_image(clean)
    noisy, clean = NoisyPictures([path], clip=True)[0]
    to_pil_image(noisy)


def own_datasets_in_loaders(path):
    for images, indices in DataLoader(Pictures([path]), batch_size=1):
        to_pil_image(images[0])
    for images, indices in DataLoader(NormalizedPictures([path]), batch_size=1):
        to_pil_image(images[0])  # expect: TPI002
    for noisy, clean in DataLoader(NoisyPictures([path])):
        to_pil_image(noisy[0])  # expect: TPI003|TPI001|TPI004
        to_pil_image(clean[0])


def given_transform(path, transform=T.ToTensor()):
    """Whoever calls this may give another one."""
    to_pil_image(transform(Image.open(path)))  # expect: TPI101


def _with_given_transform(path, transform=T.ToTensor()):
    to_pil_image(transform(Image.open(path)))


def _with_another_transform(path, transform=T.ToTensor()):
    to_pil_image(transform(Image.open(path)))  # expect: TPI002


def default_transform(path):
    _with_given_transform(path)
    _with_another_transform(path, T.Compose([T.ToTensor(), NORMALIZE]))


def read_from_files(path):
    to_pil_image(read_image(path))
    to_pil_image(read_image(path) / 255)
    to_pil_image(read_image(path).float() / 255.0)
    to_pil_image(read_image(path).float().div(255))
    to_pil_image(read_image(path).float())  # expect: TPI002
    to_pil_image(to_tensor(Image.open(path)))
    to_pil_image(to_tensor(Image.open(path)) * 2 - 1)  # expect: TPI0
    to_pil_image(T.functional.pil_to_tensor(Image.open(path)))
    to_pil_image(T.functional.convert_image_dtype(read_image(path), torch.float))


def batches(path):
    images = torch.stack([to_tensor(Image.open(path)) for _ in range(2)])
    to_pil_image(images[0])
    to_pil_image(torch.cat([images, images])[3])
    to_pil_image(torch.cat([images, torch.randn(2, 3, 16, 16)])[3])  # expect: TPI001
    to_pil_image(images.mean(0))
    to_pil_image(images.sum(0))  # expect: TPI0
    to_pil_image(images.std(0))
    to_pil_image(images[0].unsqueeze(0).repeat(2, 1, 1, 1)[1])
