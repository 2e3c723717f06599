from .base import BasePipeline


class UnclipPipeline(BasePipeline):
    def latents(self, prompt, size=4):
        return super().latents(size) + len(prompt) / 100


class SignedPipeline(UnclipPipeline):
    def __call__(self, *args, **kwargs):
        return super().__call__(*args, output="signed", **kwargs)


class UnitFromSigned(SignedPipeline):
    def __call__(self, *args, **kwargs):
        return (super().__call__(*args, **kwargs) + 1) / 2
