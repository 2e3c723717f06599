import torch
from torchvision.transforms import ToPILImage

import zoo
import zoo.models
import zoo.models.net as net
from zoo import G, ToUnit, networks
from zoo.models import Generator, create, create_many

to_pil = ToPILImage()
torch.manual_seed(0)
z = torch.randn(2, net.Z) * 3
with torch.no_grad():
    to_pil(zoo.models.net.G()(z)[0]).save("a.png")  # truth: wrong
    to_pil(zoo.models.net.SigmoidG()(z)[0]).save("b.png")  # truth: safe
    to_pil(net.LinearG()(z)[0]).save("c.png")  # truth: wrong
    to_pil(ToUnit(G())(z)[0]).save("d.png")  # truth: safe
    to_pil(ToUnit(networks.LinearG())(z)[0]).save("e.png")  # truth: wrong
    to_pil(ToUnit(Generator(act=torch.nn.Sigmoid()))(z)[0]).save("f.png")  # truth: safe
    to_pil(Generator(act=torch.nn.Sigmoid())(z)[0]).save("g.png")  # truth: safe
    to_pil(create()(z)[0]).save("h.png")  # truth: wrong
    to_pil(create("sigmoid")(z)[0]).save("i.png")  # truth: safe
    to_pil(create("clamped")(z)[0]).save("j.png")  # truth: safe
    to_pil(create("unit")(z)[0]).save("k.png")  # truth: safe
    to_pil(create(kind="tanh", act=torch.nn.Hardsigmoid())(z)[0]).save("l.png")  # truth: safe
    to_pil(create_many("sigmoid", "clamped")(z)[0]).save("m.png")  # truth: safe
    to_pil(create_many("sigmoid", "linear")(z)[0]).save("n.png")  # truth: wrong
    to_pil(zoo.models._Sigmoid()(z)[0]).save("o.png")  # truth: safe
