"""Sequential built from a list; the last activation depends on an argument."""
import torch
from torch import nn
from torchvision import transforms as tvt


def make_layers(channels, final=None):
    layers = []
    for i, o in zip(channels[:-1], channels[1:]):
        layers.append(nn.Conv2d(i, o, 3, padding=1))
        layers.append(nn.ReLU())
    layers.pop()
    if final is not None:
        layers.append(final)
    return nn.Sequential(*layers)


class AutoEncoder(nn.Module):
    def __init__(self, out_act="sigmoid"):
        super().__init__()
        self.encoder = make_layers([3, 8, 4], nn.ReLU())
        act = {"sigmoid": nn.Sigmoid(), "tanh": nn.Tanh(), "none": nn.Identity(), "relu": nn.ReLU()}[out_act]
        self.decoder = make_layers([4, 8, 3], act)

    def forward(self, x):
        return self.decoder(self.encoder(x))


class Fixed(nn.Module):
    def __init__(self):
        super().__init__()
        layers = [nn.Conv2d(3, 4, 3, padding=1), nn.ReLU()]
        layers += [nn.Conv2d(4, 3, 3, padding=1)]
        layers += [nn.Hardsigmoid()]
        self.net = nn.Sequential(*layers)

    def forward(self, x):
        return self.net(x)


to_pil = tvt.ToPILImage()
torch.manual_seed(6)
x = torch.rand(2, 3, 8, 8)
with torch.no_grad():
    to_pil(AutoEncoder()(x)[0]).save("sig.png")  # truth: safe
    to_pil(AutoEncoder("none")(x)[0]).save("none.png")  # truth: wrong
    to_pil(AutoEncoder("relu")(x * 5)[0]).save("relu.png")  # truth: wrong
    to_pil(AutoEncoder("tanh")(x)[0]).save("tanh.png")  # truth: wrong
    to_pil(AutoEncoder("tanh")(x)[0].relu()).save("tanh_relu.png")  # truth: safe
    to_pil(Fixed()(x)[0]).save("hard.png")  # truth: safe
    to_pil(make_layers([3, 4, 3])(x)[0]).save("list.png")  # truth: wrong
    to_pil(make_layers([3, 4, 3], nn.Sigmoid())(x)[0]).save("list_s.png")  # truth: safe
    to_pil(make_layers([3, 4, 3], nn.Softmax(dim=1))(x)[0]).save("list_sm.png")  # truth: safe
