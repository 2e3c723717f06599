import argparse


class BaseOptions:
    def initialize(self, parser):
        parser.add_argument("--netG", default="unet", choices=["unet", "resnet", "logits"])
        parser.add_argument("--steps", type=int, default=2)
        parser.add_argument("--no_clamp", action="store_true")
        return parser

    def parse(self):
        return self.initialize(argparse.ArgumentParser()).parse_args()


class TestOptions(BaseOptions):
    __test__ = False

    def initialize(self, parser):
        parser = super().initialize(parser)
        parser.set_defaults(netG="logits")
        return parser
