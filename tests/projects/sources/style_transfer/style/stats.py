import torch

MEAN = torch.tensor([0.485, 0.456, 0.406]).view(3, 1, 1)
STD = torch.tensor([0.229, 0.224, 0.225]).view(3, 1, 1)
CAFFE_MEAN = torch.tensor([103.939, 116.779, 123.68]).view(3, 1, 1)
ONE = 1.0
