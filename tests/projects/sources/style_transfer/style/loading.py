from PIL import Image
from torchvision import transforms

from style.stats import MEAN, STD

to_tensor = transforms.Compose([transforms.Resize((24, 24)), transforms.ToTensor()])


def load(path):
    return to_tensor(Image.open(path).convert("RGB"))


def normalize(x):
    return (x - MEAN) / STD


def load_normalized(path):
    return normalize(load(path))


def load_caffe(path):
    from style.stats import CAFFE_MEAN

    return load(path).flip(0) * 255 - CAFFE_MEAN
