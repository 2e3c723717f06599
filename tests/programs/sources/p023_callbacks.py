"""A training loop with a saver callback."""
from dataclasses import dataclass, field
from pathlib import Path
import torch
from torch import nn
from torchvision.transforms.functional import to_pil_image


@dataclass
class Saver:
    folder: Path
    clamp: bool = True
    saved: list = field(default_factory=list)

    def __call__(self, step, image):
        self.folder.mkdir(exist_ok=True)
        if self.clamp:
            image = image.clamp(0, 1)
        path = self.folder / f"{step}.png"
        to_pil_image(image).save(path)  # truth: wrong
        self.saved.append(path)


class ClampedSaver(Saver):
    def __call__(self, step, image):
        image = image.detach().clamp(0, 1)
        to_pil_image(image).save(self.folder / f"c{step}.png")  # truth: safe


class Trainer:
    def __init__(self, model, callbacks):
        self.model = model
        self.callbacks = callbacks
        self.opt = torch.optim.SGD(model.parameters(), lr=0.1)

    def fit(self, data):
        for step, batch in enumerate(data):
            out = self.model(batch)
            loss = (out - batch).pow(2).mean()
            self.opt.zero_grad()
            loss.backward()
            self.opt.step()
            for cb in self.callbacks:
                cb(step, out[0].detach())
            residual = (out - batch).detach()[0]
            to_pil_image(residual.abs().clamp(max=1)).save("res.png")  # truth: safe
            to_pil_image(residual.clamp(max=1)).save("res_signed.png")  # truth: wrong


def main():
    torch.manual_seed(0)
    data = [torch.rand(2, 3, 8, 8) for _ in range(3)]
    Path("out").mkdir()
    trainer = Trainer(nn.Conv2d(3, 3, 3, padding=1), [Saver(Path("out")), Saver(Path("raw"), clamp=False), ClampedSaver(Path("out"))])
    trainer.fit(data)
    to_pil_image(data[0][0]).save("data.png")  # truth: safe


main()
