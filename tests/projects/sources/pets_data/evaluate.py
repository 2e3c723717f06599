import argparse

import torch
from torch.utils.data import DataLoader, Subset
from torchvision.transforms import ToPILImage

from data.pairs import Pairs
from data.pets import Pets as PetsDataset
from transforms import as_255, as_bytes, test, to_pil, train


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--limit", type=int, default=3)
    args = parser.parse_args()
    torch.manual_seed(1)
    own = ToPILImage()
    data = Subset(PetsDataset("data", as_bytes), range(args.limit))
    for x, _ in data:
        own(x).save("bytes.png")  # truth: safe
        own(x.float()).save("floats.png")  # truth: wrong
        own(x.float() / 255).save("unit.png")  # truth: safe
    for x, _ in PetsDataset("data", as_255):
        own(x).save("255.png")  # truth: wrong
        own(x / 255).save("255_unit.png")  # truth: safe
        to_pil(x).save("255_imported.png")  # truth: wrong imported
        to_pil(x / 255).save("255_unit_imported.png")  # truth: safe imported
    for (x, _), (n, _) in zip(PetsDataset("data", test), PetsDataset("data", train)):
        own((x + n.sigmoid()) / 2).save("mixed.png")  # truth: safe
        own((x + n) / 2).save("mixed_wrong.png")  # truth: wrong
    for clean, noisy in DataLoader(Pairs("data", train), batch_size=args.limit):
        own(clean[0]).save("train.png")  # truth: wrong
        own(noisy[0]).save("noisy.png")  # truth: safe


if __name__ == "__main__":
    main()
