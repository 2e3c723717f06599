"""A module with training/validation steps, images logged on validation."""
import torch
from torch import nn
from torch.nn import functional as F
from torchvision.transforms.functional import to_pil_image


class LitModule(nn.Module):
    def __init__(self, out="logits"):
        super().__init__()
        self.out = out
        self.net = nn.Conv2d(3, 3, 3, padding=1)
        self.log = []

    def forward(self, x):
        return self.net(x)

    def predict(self, x):
        return torch.sigmoid(self(x))

    def training_step(self, batch, idx):
        x, y = batch
        logits = self(x)
        loss = F.binary_cross_entropy_with_logits(logits, y)
        if idx == 0:
            self.log.append(to_pil_image(logits[0].detach()))  # truth: wrong
        return loss

    @torch.no_grad()
    def validation_step(self, batch, idx):
        x, y = batch
        pred = self.predict(x)
        self.log.append(to_pil_image(pred[0]))  # truth: safe
        self.log.append(to_pil_image((pred - y)[0].abs()))  # truth: safe
        self.log.append(to_pil_image((pred - y)[0]))  # truth: wrong
        return {"pred": pred, "target": y, "logits": self(x)}

    def validation_epoch_end(self, outputs):
        pred = torch.cat([o["pred"] for o in outputs])
        logits = torch.cat([o["logits"] for o in outputs])
        self.log.append(to_pil_image(pred[0]))  # truth: safe
        self.log.append(to_pil_image(logits[0]))  # truth: wrong


def main():
    torch.manual_seed(0)
    model = LitModule()
    opt = torch.optim.Adam(model.parameters())
    data = [(torch.rand(2, 3, 8, 8), torch.rand(2, 3, 8, 8)) for _ in range(2)]
    for idx, batch in enumerate(data):
        opt.zero_grad()
        model.training_step(batch, idx).backward()
        opt.step()
    outputs = [model.validation_step(b, i) for i, b in enumerate(data)]
    model.validation_epoch_end(outputs)
    for o in outputs:
        for key, value in o.items():
            if key != "logits":
                to_pil_image(value[0]).save(f"{key}.png")  # truth: safe
        to_pil_image(o["logits"][0].softmax(0)).save("sm.png")  # truth: safe


if __name__ == "__main__":
    main()
