"""Abstract generators; the output activation is an attribute or an overridden method."""
from abc import ABC, abstractmethod
import torch
from torch import nn
from torchvision.transforms.functional import to_pil_image


class BaseGenerator(nn.Module, ABC):
    def __init__(self, z=4):
        super().__init__()
        self.fc = nn.Linear(z, 48)

    def forward(self, z):
        h = self.fc(z).view(-1, 3, 4, 4)
        return self.activate(h)

    @abstractmethod
    def activate(self, h):
        ...

    def sample(self, n):
        with torch.no_grad():
            return self(torch.randn(n, 4) * 3)


class SigmoidGenerator(BaseGenerator):
    def activate(self, h):
        return torch.sigmoid(h)


class TanhGenerator(BaseGenerator):
    def activate(self, h):
        return torch.tanh(h)

    def sample(self, n):
        return super().sample(n) * 0.5 + 0.5


class LinearGenerator(BaseGenerator):
    def activate(self, h):
        return h


class AttrGenerator(BaseGenerator):
    def __init__(self, act=None):
        super().__init__()
        self.act = act or nn.Sigmoid()

    def activate(self, h):
        return self.act(h)


if __name__ == "__main__":
    torch.manual_seed(0)
    s, t, l = SigmoidGenerator(), TanhGenerator(), LinearGenerator()
    to_pil_image(s.sample(1)[0]).save("s.png")  # truth: safe
    to_pil_image(t.sample(1)[0]).save("t.png")  # truth: safe
    to_pil_image(t(torch.randn(1, 4))[0].detach()).save("t_call.png")  # truth: wrong
    to_pil_image(l.sample(1)[0]).save("l.png")  # truth: wrong
    to_pil_image(AttrGenerator().sample(1)[0]).save("a.png")  # truth: safe
    to_pil_image(AttrGenerator(nn.Softplus()).sample(1)[0]).save("a_sp.png")  # truth: wrong
    to_pil_image(AttrGenerator(nn.Hardtanh(0, 1)).sample(1)[0]).save("a_ht.png")  # truth: safe
    to_pil_image(AttrGenerator(nn.Hardtanh()).sample(1)[0]).save("a_ht2.png")  # truth: wrong
    for g in (s, t):
        to_pil_image(g.sample(2)[1])  # truth: safe
    for g in (s, t, l):
        to_pil_image(g.sample(2)[1])  # truth: wrong
