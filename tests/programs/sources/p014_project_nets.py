"""The network's last layer stands in another module; eval mode matters."""
import torch
from torch import nn
from torchvision import transforms

import lib_nets
from lib_nets import ClampInEval as EDSR

torch.manual_seed(0)
lr = torch.rand(1, 3, 12, 12)
to_pil = transforms.ToPILImage()


class Wrapped(nn.Module):
    def __init__(self, inner):
        super().__init__()
        self.inner = inner
        self.act = nn.Sigmoid()

    def forward(self, x):
        return self.act(self.inner(x))


class TwoHeads(lib_nets.Linear01):
    def forward(self, x):
        feat = super().forward(x)
        return feat, feat.sigmoid()


with torch.no_grad():
    net = EDSR()
    train_out = net(lr)[0]
    net.eval()
    eval_out = net(lr)[0]
    to_pil(train_out).save("train.png")  # truth: wrong
    wrapped = Wrapped(lib_nets.Linear01())(lr)[0]
    raw, prob = TwoHeads()(lr)
    stacked = nn.Sequential(lib_nets.Sigmoid01(), lib_nets.Linear01())(lr)[0]
    reordered = nn.Sequential(lib_nets.Linear01(), lib_nets.Sigmoid01())(lr)[0]
    to_pil(wrapped).save("wrapped.png")  # truth: safe
    to_pil(raw[0]).save("raw.png")  # truth: wrong
    to_pil(prob[0]).save("prob.png")  # truth: safe
    to_pil(stacked).save("stacked.png")  # truth: wrong
    to_pil(reordered).save("reordered.png")  # truth: safe
    for model in (lib_nets.Sigmoid01(), lib_nets.Tanh11()):
        to_pil(model(lr)[0])  # truth: wrong
