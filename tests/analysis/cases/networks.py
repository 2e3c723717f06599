"""Networks: one whose definition is in sight is evidence, one that is imported is not."""

import torch
import torch.nn as nn
import torch.nn.functional as F
import torchvision
from torch.nn import Conv2d, ReLU, Sequential, Sigmoid, Tanh
from torchvision.transforms.functional import to_pil_image
from unseen import Generator, enhance


class ConvNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Conv2d(3, 8, 3, padding=1)
        self.last = nn.Conv2d(8, 3, 3, padding=1)

    def forward(self, x):
        return self.last(F.relu(self.first(x)))


class SigmoidNet(ConvNet):
    def forward(self, x):
        return torch.sigmoid(super().forward(x))


class SigmoidBeforeTheLastLayer(ConvNet):
    def forward(self, x):
        return self.last(torch.sigmoid(self.first(x)))


class TanhNet(ConvNet):
    def forward(self, x):
        return torch.tanh(super().forward(x))


class RescaledTanhNet(ConvNet):
    def forward(self, x):
        return (torch.tanh(super().forward(x)) + 1) / 2


class ReluNet(ConvNet):
    def forward(self, x):
        return F.relu(super().forward(x))


class ResidualNet(ConvNet):
    def forward(self, x):
        return x + super().forward(x)


class ClampedResidualNet(ConvNet):
    def forward(self, x):
        return torch.clamp(x + super().forward(x), 0, 1)


class ResidualAfterTheSigmoid(ConvNet):
    def forward(self, x):
        return x + torch.sigmoid(super().forward(x))


class ClampsOnlyInEvaluation(ConvNet):
    def forward(self, x):
        x = super().forward(x)
        if not self.training:
            x = x.clamp(0, 1)
        return x


class TwoHeads(ConvNet):
    def forward(self, x):
        features = F.relu(self.first(x))
        image = self.last(features)
        return image.clamp(0, 1), features


def networks_in_sight(batch):
    to_pil_image(ConvNet()(batch)[0])  # expect: TPI001
    to_pil_image(SigmoidNet()(batch)[0])
    to_pil_image(SigmoidBeforeTheLastLayer()(batch)[0])  # expect: TPI001
    to_pil_image(TanhNet()(batch)[0])  # expect: TPI002
    to_pil_image(RescaledTanhNet()(batch)[0])
    to_pil_image(ReluNet()(batch)[0])  # expect: TPI001
    to_pil_image(ResidualNet()(batch)[0])  # expect: TPI001
    to_pil_image(ClampedResidualNet()(batch)[0])
    to_pil_image(ResidualAfterTheSigmoid()(batch)[0])  # expect: TPI
    to_pil_image(ClampsOnlyInEvaluation()(batch)[0])  # expect: TPI004|TPI001
    image, features = TwoHeads()(batch)
    to_pil_image(image[0])
    to_pil_image(features[0, :3])  # expect: TPI001


def the_usual_surroundings(batch):
    net = ConvNet()
    net.to("cpu")
    net = net.eval()
    net.requires_grad_(False)
    with torch.no_grad():
        out = net(batch).squeeze(0).cpu().detach()
    to_pil_image(out[0])  # expect: TPI001
    to_pil_image(out[0].clamp(0, 1))
    net = SigmoidNet().to("cpu").eval()
    net.load_state_dict(net.state_dict())
    out = net.forward(batch)
    to_pil_image(out[0].detach().cpu())


def tanh_rescaled(batch):
    out = TanhNet()(batch)[0].detach()
    to_pil_image((out + 1) / 2)
    to_pil_image((out + 1) * 0.5)
    to_pil_image(out * 0.5 + 0.5)
    to_pil_image(0.5 * (1 + out))
    to_pil_image(out.add(1).div(2))
    to_pil_image(out.mul_(0.5).add_(0.5))


def tanh_rescaled_wrongly(batch):
    out = TanhNet()(batch)[0].detach()
    to_pil_image(out + 1 / 2)  # expect: TPI0
    to_pil_image(out + 1 * 0.5)  # expect: TPI0
    to_pil_image(out * 0.5)  # expect: TPI0
    to_pil_image(out * 0.5 + 1)  # expect: TPI0
    to_pil_image((out + 1))  # expect: TPI0
    to_pil_image(out.add(1).div(2).mul(255))  # expect: TPI0


def sequential(batch):
    net = nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU(), nn.Conv2d(8, 3, 3))
    to_pil_image(net(batch)[0])  # expect: TPI001
    net = nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU(), nn.Conv2d(8, 3, 3), nn.Sigmoid())
    to_pil_image(net(batch)[0])
    net = nn.Sequential(nn.Conv2d(3, 8, 3), nn.Sigmoid(), nn.Conv2d(8, 3, 3))
    to_pil_image(net(batch)[0])  # expect: TPI001
    net = nn.Sequential(nn.Conv2d(3, 3, 3), nn.Hardtanh(0, 1))
    to_pil_image(net(batch)[0])
    net = nn.Sequential(nn.Conv2d(3, 3, 3), nn.Hardtanh())
    to_pil_image(net(batch)[0])  # expect: TPI002
    net = nn.Sequential(nn.Conv2d(3, 3, 3), nn.Tanh())
    to_pil_image(net(batch)[0])  # expect: TPI002


def sequential_from_a_list(batch):
    layers = [Conv2d(3, 8, 3), ReLU()]
    layers += [Conv2d(8, 3, 3)]
    net = Sequential(*layers)
    to_pil_image(net(batch)[0])  # expect: TPI001
    layers += [Sigmoid()]
    net = Sequential(*layers)
    to_pil_image(net(batch)[0])


def sequential_from_an_appended_list(batch):
    layers = []
    for _ in range(2):
        layers.append(Conv2d(3, 3, 3))
        layers.append(ReLU())
    layers.append(Sigmoid())
    to_pil_image(Sequential(*layers)(batch)[0])
    layers.append(Conv2d(3, 3, 3))
    to_pil_image(Sequential(*layers)(batch)[0])  # expect: TPI001


def sequential_with_an_option(batch, flag):
    layers = [Conv2d(3, 3, 3)]
    if flag:
        layers.append(Sigmoid())
    to_pil_image(Sequential(*layers)(batch)[0])  # expect: TPI004|TPI001
    layers = [Conv2d(3, 3, 3), Tanh() if flag else Sigmoid()]
    to_pil_image(Sequential(*layers)(batch)[0])  # expect: TPI002|TPI004


def sequential_cut(batch):
    net = Sequential(Conv2d(3, 3, 3), ReLU(), Conv2d(3, 3, 3), Sigmoid())
    to_pil_image(net[:2](batch)[0])  # expect: TPI001
    to_pil_image(net[:-1](batch)[0])  # expect: TPI001
    to_pil_image(net[2:](batch)[0])
    net.append(Conv2d(3, 3, 3))
    to_pil_image(net(batch)[0])  # expect: TPI001


class Decoder(nn.Module):
    """A network of blocks; its last activation is chosen by the caller."""

    def __init__(self, activation=None):
        super().__init__()
        self.blocks = nn.ModuleList([nn.Conv2d(3, 3, 3, padding=1) for _ in range(3)])
        self.norm = nn.BatchNorm2d(3)
        self.activation = activation if activation is not None else nn.Identity()

    def forward(self, x):
        for block in self.blocks:
            x = F.leaky_relu(self.norm(block(x)), 0.2)
        return self.activation(x)


def activation_as_an_argument(batch):
    to_pil_image(Decoder(nn.Sigmoid())(batch)[0])
    to_pil_image(Decoder(activation=nn.Sigmoid())(batch)[0])
    to_pil_image(Decoder()(batch)[0])  # expect: TPI001
    to_pil_image(Decoder(nn.Tanh())(batch)[0])  # expect: TPI002
    to_pil_image(Decoder(nn.ReLU())(batch)[0])  # expect: TPI001


class WithSubnetworks(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(nn.Conv2d(3, 8, 3, stride=2, padding=1), nn.ReLU(inplace=True))
        self.decoder = nn.Sequential(
            nn.ConvTranspose2d(8, 3, 4, stride=2, padding=1),
            nn.Sigmoid(),
        )

    def encode(self, x):
        return self.encoder(x)

    def decode(self, z):
        return self.decoder(z)

    def forward(self, x):
        return self.decode(self.encode(x))


def subnetworks(batch):
    net = WithSubnetworks()
    to_pil_image(net(batch)[0])
    to_pil_image(net.decode(torch.randn(1, 8, 8, 8))[0])
    to_pil_image(net.encode(batch)[0, :3])  # expect: TPI001
    to_pil_image(net.decoder[0](torch.randn(1, 8, 8, 8))[0])  # expect: TPI001


def known_library_network(batch):  # not executed
    out = torchvision.models.segmentation.lraspp_mobilenet_v3_large(weights=None, weights_backbone=None).eval()(batch)
    to_pil_image(out["out"][0, :3])  # expect: TPI


def imported_network(batch):
    net = Generator()
    to_pil_image(net(batch)[0])  # expect: TPI101
    to_pil_image(net(batch)[0].clamp(0, 1))
    to_pil_image(torch.sigmoid(net(batch))[0])
    to_pil_image(torch.tanh(net(batch))[0])  # expect: TPI002


def imported_function(x):
    to_pil_image(enhance(x))  # expect: TPI101
    to_pil_image(enhance(x).clamp(0, 1))
    to_pil_image(enhance(x.clamp(0, 1)))  # expect: TPI101


def network_as_an_argument(net, batch):
    to_pil_image(net(batch)[0])  # expect: TPI101
    to_pil_image(net(batch)[0].clamp_(0, 1))
    to_pil_image(net(batch.clamp(0, 1))[0])  # expect: TPI101


def changed_by_unseen_code(x):
    """A function that is not seen may change what it is given in place, but seldom does; the call itself is no evidence."""
    y = x.clamp(0, 1)
    print(enhance(y).shape, file=open("log.txt", "w"))
    to_pil_image(y)


def upsampled(batch):
    out = F.interpolate(SigmoidNet()(batch), scale_factor=2, mode="bilinear", align_corners=False)
    to_pil_image(out[0])
    out = F.interpolate(SigmoidNet()(batch), scale_factor=2, mode="bicubic", align_corners=False)
    to_pil_image(out[0])  # expect: TPI003
    to_pil_image(nn.PixelShuffle(2)(torch.rand(1, 12, 8, 8))[0])
    to_pil_image(nn.Upsample(scale_factor=2)(torch.rand(1, 3, 8, 8))[0])
    to_pil_image(nn.Upsample(scale_factor=2, mode="bicubic")(torch.rand(1, 3, 8, 8))[0])  # expect: TPI003|TPI001


def shadowed_activation(batch):
    def sigmoid(t):
        return t * torch.sigmoid(t)

    to_pil_image(sigmoid(ConvNet()(batch))[0])  # expect: TPI0
    to_pil_image(torch.sigmoid(ConvNet()(batch))[0])


def softmax(batch):
    to_pil_image(ConvNet()(batch).softmax(1)[0])
    to_pil_image(F.log_softmax(ConvNet()(batch), 1)[0])  # expect: TPI0
    to_pil_image(ConvNet()(batch).argmax(1)[0].to(torch.uint8))
    to_pil_image(F.normalize(ConvNet()(batch))[0])  # expect: TPI0
