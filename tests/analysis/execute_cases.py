"""Executes case files with the real torch and torchvision, and prints what every conversion did as JSON.

    python execute_cases.py cases/aliasing.py ...

Each file is loaded several times, and every public function and class in it is called several times with what the names
of the parameters ask for (`ARGUMENTS`). Networks get large random weights. A module `unseen` stands for code that the
analyser does not see. A conversion is wrong when its pixels are not those of the clamped value.

A function or class with `# not executed` on the line of its definition is left out.
"""

from __future__ import annotations

import asyncio
import inspect
import json
import os
import random
import sys
import tempfile
import types
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image
from torch import nn
from torchvision.datasets import FakeData
from torchvision.transforms import functional as v1_functional
from torchvision.transforms import transforms as v1
from torchvision.transforms import v2
from torchvision.transforms.v2 import functional as v2_functional

LOADS = 4
CALLS = 16
SIZE = 16


# --- Arguments --------------------------------------------------------------------------------------------------------


def tensor(*shape: int) -> torch.Tensor:
    """In range, below, above, or anywhere."""
    low, high = random.choice([(0.0, 1.0), (-1.0, 0.0), (1.0, 2.0), (-3.0, 3.0), (-1.0, 1.0), (0.0, 255.0)])
    return torch.rand(*shape) * (high - low) + low


def image() -> torch.Tensor:
    return tensor(3, SIZE, SIZE)


def png() -> str:
    path = tempfile.mktemp(suffix=".png", dir=".")
    Image.fromarray(np.random.randint(0, 256, (SIZE, SIZE, 3), np.uint8)).save(path)
    return path


def folder() -> str:
    root = tempfile.mkdtemp(dir=".")
    for kind in ("cats", "dogs"):
        os.mkdir(f"{root}/{kind}")
        os.rename(png(), f"{root}/{kind}/{kind}.png")
    return root


def network() -> nn.Module:
    return nn.Sequential(nn.Conv2d(3, 8, 3, padding=1), nn.ReLU(), nn.Conv2d(8, 3, 3, padding=1))


def anything() -> Any:
    """Whatever the converter accepts."""
    return random.choice(
        [
            image(),
            image().numpy().transpose(1, 2, 0),
            torch.randint(0, 256, (3, SIZE, SIZE), dtype=torch.uint8),
            np.random.randint(0, 256, (SIZE, SIZE, 3), np.uint8),
        ]
    )


ARGUMENTS: dict[str, Callable[[], Any]] = {
    **dict.fromkeys(["x", "img", "image", "tensor", "other", "noise", "frame", "target", "sample"], image),
    **dict.fromkeys(["flag", "clip", "normalize", "verbose", "training", "fast"], lambda: random.random() < 0.5),
    **dict.fromkeys(["net", "generator", "model", "backbone"], network),
    "batch": lambda: tensor(2, 3, SIZE, SIZE),
    "images": lambda: [image() for _ in range(3)],
    "maybe_images": lambda: [image() for _ in range(random.randrange(3))],
    "anything": anything,
    "array": lambda: image().numpy().transpose(1, 2, 0),
    "pil": lambda: Image.open(png()).convert("RGB"),
    "path": png,
    "folder": folder,
    "index": lambda: 0,
    "n": lambda: random.randrange(4),
    "alpha": lambda: random.uniform(-2, 3),
    "scale": lambda: random.choice([0.5, 1.0, 3.0]),
    "eps": lambda: random.choice([0.1, 1.0]),
    **dict.fromkeys(["low", "high"], lambda: random.uniform(-0.2, 1.2)),
    "level": lambda: random.randrange(-1, 3),
    "kind": lambda: random.choice(["rgb", "gray", "raw"]),
    "mask": lambda: (torch.rand(3, SIZE, SIZE) > 0.5).float(),
    "optional": lambda: random.choice([None, image()]),
    "out": lambda: tempfile.mktemp(suffix=".png", dir="."),
}


CONFIG = types.SimpleNamespace()


class Unseen(types.ModuleType):
    """A module of which every attribute exists: classes are networks, functions return tensors."""

    def __getattr__(self, name: str) -> Any:
        match name:
            case "cond":
                return lambda *_: random.random() < 0.5
            case "times":
                return lambda *_: range(random.randrange(3))
            case "config":
                return CONFIG
            case "numbers":
                return lambda *_: [random.uniform(-3, 3) for _ in range(3)]
            case "fail":
                return fail
        if name.startswith("__"):
            raise AttributeError(name)
        if name[0].isupper():
            return lambda *_, **__: network()
        return lambda *_, **__: image()


def fail(*_: object) -> None:
    """May raise."""
    if random.random() < 0.5:
        raise RuntimeError


def transformers_to_pil_image(array: Any, *_: object, **__: object) -> Image.Image:
    """Stands for the function of that name in transformers, which looks at the range before it scales."""
    return Image.new("RGB", (SIZE, SIZE))


def _install_modules() -> None:
    sys.modules["unseen"] = Unseen("unseen")
    package, inner = types.ModuleType("transformers"), types.ModuleType("transformers.image_transforms")
    vars(inner)["to_pil_image"] = transformers_to_pil_image
    vars(package)["image_transforms"] = inner
    sys.modules |= {"transformers": package, "transformers.image_transforms": inner}


def _randomise(module: nn.Module, _: object) -> None:
    """Large random weights, once for each module."""
    if not hasattr(module, "_randomised"):
        module.__dict__["_randomised"] = True
        with torch.no_grad():
            for parameter in module.parameters(recurse=False):
                parameter.normal_(0, 2)


# --- Recording --------------------------------------------------------------------------------------------------------


@dataclass
class Record:
    """What happened in one file. A conversion belongs to the call's line and to that where its converter was made."""

    file: str
    right: set[tuple[int, ...]] = field(default_factory=set)
    wrong: set[tuple[int, ...]] = field(default_factory=set)
    completed: set[str] = field(default_factory=set)
    failed: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {
            "right": sorted(self.right),
            "wrong": sorted(self.wrong),
            "failed": {name: why for name, why in self.failed.items() if name not in self.completed},
        }


RECORD = Record("")


def _line_in_file(frame: types.FrameType | None) -> int | None:
    """The first line of the innermost call, among those under way, that stands in the case file."""
    while frame is not None:
        if frame.f_code.co_filename == RECORD.file:
            if sys.version_info >= (3, 11):
                return list(frame.f_code.co_positions())[frame.f_lasti // 2][0] or frame.f_lineno
            return frame.f_lineno
        frame = frame.f_back
    return None


def _made_at(frame: types.FrameType | None) -> int | None:
    while frame is not None:
        owner = frame.f_locals.get("self")
        if isinstance(owner, v1.ToPILImage | v2.ToPILImage):
            return getattr(owner, "made_at", None)
        frame = frame.f_back
    return None


def _is_fake_data(frame: types.FrameType | None) -> bool:
    """torchvision makes its fake pictures from noise, with the converter."""
    while frame is not None and frame.f_code.co_filename != RECORD.file:
        if isinstance(frame.f_locals.get("self"), FakeData):
            return True
        frame = frame.f_back
    return False


def _recording(convert: Callable[..., Image.Image]) -> Callable[..., Image.Image]:
    def to_pil_image(pic: Any, mode: Any = None) -> Image.Image:
        picture = convert(pic, mode)
        if _is_fake_data(sys._getframe(1)):
            return picture
        lines = {_line_in_file(sys._getframe(1)), _made_at(sys._getframe(1))}
        place = tuple(sorted(line for line in lines if line is not None))
        (RECORD.wrong if _is_wrong(convert, picture, pic, mode) else RECORD.right).add(place)
        return picture

    return to_pil_image


def _is_wrong(convert: Callable[..., Image.Image], picture: Image.Image, pic: Any, mode: Any) -> bool:
    if isinstance(pic, torch.Tensor) and pic.is_floating_point() and mode != "F":
        clamped: Any = pic.detach().float().clamp(0, 1).to(pic.dtype)
    elif isinstance(pic, np.ndarray) and np.issubdtype(pic.dtype, np.floating) and mode != "F":
        clamped = pic.clip(0, 1)
    else:
        return False
    return not np.array_equal(np.asarray(picture), np.asarray(convert(clamped, mode)))


def _install_recorder() -> None:
    recording = _recording(v1_functional.to_pil_image)
    v1_functional.to_pil_image = recording
    v2_functional.to_pil_image = recording
    for converter in (v1.ToPILImage, v2.ToPILImage):
        _remember_where_made(converter)


def _remember_where_made(converter: Any) -> None:
    original = converter.__init__

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        original(self, *args, **kwargs)
        self.made_at = _line_in_file(sys._getframe(1))

    converter.__init__ = __init__


# --- Execution --------------------------------------------------------------------------------------------------------


def _arguments(function: Callable[..., Any]) -> tuple[list[Any], dict[str, Any]]:
    args, kwargs = [], {}
    for name, parameter in inspect.signature(function).parameters.items():
        if parameter.kind is parameter.VAR_POSITIONAL:
            args += [image()] if name == "images" else []
        elif parameter.kind is parameter.KEYWORD_ONLY and name in ARGUMENTS:
            kwargs[name] = ARGUMENTS[name]()
        elif parameter.kind is parameter.VAR_KEYWORD:
            pass
        elif name in ARGUMENTS or parameter.default is parameter.empty:
            args.append(ARGUMENTS[name]())
    return args, kwargs


def _call(name: str, function: Callable[..., Any]) -> Any:
    CONFIG.clip, CONFIG.normalize = random.random() < 0.5, random.random() < 0.5
    try:
        args, kwargs = _arguments(function)
        result = function(*args, **kwargs)
        if inspect.iscoroutine(result):
            asyncio.run(result)
        elif isinstance(result, Iterator):
            for _ in result:
                pass
    except Exception as error:  # the case under test may raise whatever it wants
        if "pil" in inspect.getsource(function).lower():
            RECORD.failed[name] = f"{type(error).__name__}: {error}"
        return None
    RECORD.completed.add(name)
    return result


def _methods(instance: Any) -> Iterator[tuple[str, Callable[..., Any]]]:
    for name, member in vars(type(instance)).items():
        if inspect.isfunction(member) and (not name.startswith("_") or name in ("__call__", "__getitem__")):
            yield name, getattr(instance, name)


def _exercise(names: dict[str, Any], text: list[str]) -> None:
    for name, value in list(names.items()):
        own = getattr(value, "__module__", None) == names["__name__"]
        if name.startswith("_") or not own or not (inspect.isclass(value) or inspect.isfunction(value)):
            continue
        if "# not executed" in text[_first_line(value) - 1]:
            continue
        for _ in range(CALLS):
            result = _call(name, value)
            if inspect.isclass(value) and result is not None:
                for method_name, method in _methods(result):
                    _call(f"{name}.{method_name}", method)


def _first_line(value: Any) -> int:
    if inspect.isclass(value):
        return inspect.getsourcelines(value)[1]
    code: types.CodeType = inspect.unwrap(value).__code__
    return code.co_firstlineno


def execute(path: Path) -> Record:
    global RECORD
    RECORD = Record(str(path))
    source = path.read_text()
    code = compile(source, str(path), "exec", dont_inherit=True)
    for seed in range(LOADS):
        random.seed(seed)
        np.random.seed(seed)
        torch.manual_seed(seed)
        module = types.ModuleType(f"case_{path.stem}")
        module.__file__ = str(path)
        sys.modules[module.__name__] = module
        try:
            exec(code, module.__dict__)
        except Exception as error:
            RECORD.failed["the file"] = f"{type(error).__name__}: {error}"
            continue
        RECORD.completed.add("the file")
        _exercise(vars(module), source.splitlines())
    return RECORD


def main(paths: list[str]) -> None:
    found = [Path(path).resolve() for path in paths]
    torch.set_num_threads(1)
    warnings.simplefilter("ignore")
    _install_modules()
    nn.modules.module.register_module_forward_pre_hook(_randomise)
    _install_recorder()
    with tempfile.TemporaryDirectory() as scratch:
        os.chdir(scratch)
        report = {path.name: execute(path).as_json() for path in found}
    json.dump(report, sys.stdout, indent=1)


if __name__ == "__main__":
    main(sys.argv[1:])
