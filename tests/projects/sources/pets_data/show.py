import torch
from torch.utils.data import DataLoader
from torchvision.transforms.functional import to_pil_image

import transforms
from data import Pairs, Pets
from data.pairs import RoughPairs

torch.manual_seed(0)
train = Pets("data", transforms.train)
test = Pets("data", transforms.test)
for x, y in DataLoader(train, batch_size=2):
    to_pil_image(x[0]).save(f"{y[0]}_train.png")  # truth: wrong
    to_pil_image(transforms.Denormalize()(x[0])).save(f"{y[0]}_denorm.png")  # truth: safe
    transforms.show_normalized(x[1]).save("b.png")
    transforms.show_anything(x[1]).save("c.png")
    transforms.show_raw(x[1]).save("d.png")
for x, _ in DataLoader(test, batch_size=2):
    to_pil_image(x[0]).save("test.png")  # truth: safe
    to_pil_image(transforms.Denormalize()(x[0])).save("test_denorm.png")  # truth: safe
    to_pil_image(x[0] * 2 - 0.1).save("test_wrong.png")  # truth: wrong
clean, noisy = Pairs("data", transforms.test)[0]
to_pil_image(clean).save("clean.png")  # truth: safe
to_pil_image(noisy).save("noisy.png")  # truth: safe
clean, noisy = RoughPairs("data", transforms.test)[0]
to_pil_image(clean).save("clean.png")  # truth: safe
to_pil_image(noisy).save("noisy.png")  # truth: wrong
