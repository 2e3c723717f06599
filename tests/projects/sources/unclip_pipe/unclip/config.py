from dataclasses import dataclass, replace


@dataclass
class PipelineConfig:
    steps: int = 2
    scaling: float = 0.18215
    clip_sample: bool = True
    output: str = "unit"


DEFAULT = PipelineConfig()
RAW = replace(DEFAULT, output="raw")
NO_CLIP = PipelineConfig(clip_sample=False)
