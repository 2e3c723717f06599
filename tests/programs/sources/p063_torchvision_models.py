"""Random-weight torchvision models and their outputs."""
import torch
from PIL import Image
from torchvision import models, transforms
from torchvision.transforms.functional import to_pil_image

PALETTE = torch.tensor([2 ** 25 - 1, 2 ** 15 - 1, 2 ** 21 - 1])

torch.manual_seed(0)
preprocess = transforms.Compose([
    transforms.Resize((64, 64)),
    transforms.ToTensor(),
    transforms.Normalize(mean=[0.485, 0.456, 0.406], std=[0.229, 0.224, 0.225]),
])
img = Image.open("input.png").convert("RGB")
x = preprocess(img).unsqueeze(0)
model = models.segmentation.lraspp_mobilenet_v3_large(weights=None, weights_backbone=None, num_classes=4).eval()
with torch.no_grad():
    out = model(x)["out"][0] * 50
to_pil_image(out[:3]).save("logits.png")  # truth: wrong
to_pil_image(out.softmax(0)[:3]).save("softmax.png")  # truth: safe
pred = out.argmax(0)
to_pil_image(pred.byte()).save("pred.png")  # truth: safe
to_pil_image((pred == 1).float()).save("class1.png")  # truth: safe
to_pil_image((pred == 1).float() * 255).save("class1_bug.png")  # truth: wrong
to_pil_image(((pred == 1) * 255).byte()).save("class1_u8.png")  # truth: safe
colors = (torch.arange(4)[:, None] * PALETTE % 255).to(torch.uint8)
to_pil_image(colors[pred].permute(2, 0, 1)).save("colors.png")  # truth: safe
colors_f = (torch.arange(4)[:, None] * PALETTE % 255).float()
to_pil_image(colors_f[pred].permute(2, 0, 1)).save("colors_bug.png")  # truth: wrong
to_pil_image(colors_f[pred].permute(2, 0, 1) / 255).save("colors_ok.png")  # truth: safe
squeezenet = models.squeezenet1_1(weights=None).eval()
features = squeezenet.features(x)[0].detach()
to_pil_image(features[:3]).save("features.png")  # truth: wrong
to_pil_image(features[:3] / features[:3].max()).save("features_n.png")  # truth: safe
to_pil_image(x[0]).save("x.png")  # truth: wrong
