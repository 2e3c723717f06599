"""collate_fn, dict batches, index arithmetic."""
import random
import torch
from torch.utils.data import DataLoader, Dataset, Subset, ConcatDataset, random_split
from torchvision import transforms
from torchvision.transforms.functional import to_pil_image, to_tensor, pad
from PIL import Image

norm = transforms.Normalize((0.4,) * 3, (0.2,) * 3)


class Pairs(Dataset):
    files = ["input.png", "style.png"]

    def __len__(self):
        return 4

    def __getitem__(self, i):
        img = to_tensor(Image.open(self.files[i % 2]))
        noise = torch.randn_like(img) * 0.1
        return {"clean": img, "noisy": img + noise, "norm": norm(img), "index": i}


def collate(items):
    return {
        "clean": torch.stack([d["clean"] for d in items]),
        "noisy": torch.stack([d["noisy"] for d in items]).clamp(0, 1),
        "norm": torch.stack([d["norm"] for d in items]),
        "names": [f"img{d['index']}" for d in items],
    }


torch.manual_seed(0)
data = Pairs()
for batch in DataLoader(data, batch_size=2):
    to_pil_image(batch["clean"][0])  # truth: safe
    to_pil_image(batch["noisy"][0])  # truth: wrong
    to_pil_image(batch["norm"][0])  # truth: wrong
for batch in DataLoader(data, batch_size=2, collate_fn=collate):
    to_pil_image(batch["clean"][0])  # truth: safe
    to_pil_image(batch["noisy"][0])  # truth: safe
    to_pil_image(batch["norm"][0])  # truth: wrong
    for name, t in zip(batch["names"], batch["norm"]):
        to_pil_image(t * 0.2 + 0.4).save(f"{name}.png")  # truth: safe
        to_pil_image(t * 0.4 + 0.2).save(f"{name}_swapped.png")  # truth: wrong
train, val = random_split(data, [2, 2])
to_pil_image(train[0]["clean"])  # truth: safe
to_pil_image(val[0]["noisy"])  # truth: wrong
sub = Subset(ConcatDataset([data, data]), [0, 5])
item = sub[1]
to_pil_image(item["clean"])  # truth: safe
to_pil_image(pad(item["clean"], [2, 2], padding_mode="reflect"))  # truth: safe
to_pil_image(pad(item["clean"], [2, 2], fill=127))  # truth: wrong
i = random.randrange(len(data))
keys = ["clean", "noisy"]
to_pil_image(data[i][keys[0]])  # truth: safe
to_pil_image(data[i][keys[1]])  # truth: wrong
