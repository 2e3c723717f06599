import os
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Settings:
    scale: float = 1.0
    clamp: bool = True
    mean: tuple = (0.5, 0.5, 0.5)
    std: tuple = (0.5, 0.5, 0.5)
    names: list = field(default_factory=lambda: ["restore", "enhance"])


settings = Settings()
from_env = Settings(scale=float(os.environ.get("SCALE", "0.5")), clamp=os.environ.get("CLAMP", "1") == "1")
raw = Settings(clamp=False)
