"""Between the pictures of users and those of the network, as in other diffusion packages."""
import torch


class ImageProcessor:
    def __init__(self, do_normalize=True):
        self.do_normalize = do_normalize

    @staticmethod
    def normalize(x):
        return 2.0 * x - 1.0

    @staticmethod
    def denormalize(x):
        return (x * 0.5 + 0.5).clamp(0, 1)

    @staticmethod
    def denormalize_exact(x):
        return x * 0.5 + 0.5

    def preprocess(self, x):
        return self.normalize(x) if self.do_normalize else x

    def postprocess(self, x, output="unit"):
        if output == "raw":
            return x
        if output == "signed":
            return x.clamp(-1, 1)
        return self.denormalize(x)


def numpy_batch(x):
    return x.permute(0, 2, 3, 1).numpy()


def mask_blend(x, y, mask):
    return x * (1 - mask) + y * mask


def binarize(mask, threshold=0.5):
    return (mask > threshold).to(torch.float32)
