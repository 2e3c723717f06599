"""Gatys-style optimisation, much reduced; the optimised image is a leaf tensor."""
import copy
import torch
import torch.nn as nn
import torch.optim as optim
from PIL import Image
import torchvision.transforms as transforms

device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
loader = transforms.Compose([transforms.Resize((24, 24)), transforms.ToTensor()])
unloader = transforms.ToPILImage()


def image_loader(image_name):
    image = Image.open(image_name).convert("RGB")
    image = loader(image).unsqueeze(0)
    return image.to(device, torch.float)


def imsave(tensor, name):
    image = tensor.cpu().clone()
    image = image.squeeze(0)
    image = unloader(image)  # truth: wrong
    image.save(name)


def imsave_safe(tensor, name):
    image = tensor.cpu().clone().clamp(0, 1)
    image = image.squeeze(0)
    image = unloader(image)  # truth: safe
    image.save(name)


def gram(x):
    b, c, h, w = x.size()
    f = x.view(b * c, h * w)
    return f @ f.t() / (b * c * h * w)


torch.manual_seed(4)
style_img, content_img = image_loader("style.png"), image_loader("input.png")
features = nn.Sequential(nn.Conv2d(3, 8, 3, padding=1), nn.ReLU(), nn.Conv2d(8, 8, 3, padding=1)).to(device).eval()
input_img = content_img.clone().requires_grad_(True)
optimizer = optim.Adam([input_img], lr=0.1)
target = gram(features(style_img)).detach() * 50
clean = copy.deepcopy(content_img)
for step in range(6):
    with torch.no_grad():
        input_img.clamp_(0, 1)
    optimizer.zero_grad()
    loss = (gram(features(input_img)) - target).pow(2).sum() * 1e3
    loss.backward()
    optimizer.step()
imsave(input_img.detach(), "before_last_clamp.png")
imsave_safe(input_img.detach(), "styled.png")
with torch.no_grad():
    input_img.clamp_(0, 1)
unloader(input_img[0].detach()).save("after_last_clamp.png")  # truth: safe
unloader(clean[0]).save("content.png")  # truth: safe
optimizer.step()
unloader(input_img[0].detach()).save("one_more.png")  # truth: wrong
