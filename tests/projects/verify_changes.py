"""Run the programs of changes.txt with torch, as one file and as two, and compare the pixels with the labels.

python -m tests.projects.verify_changes [name-part ...]
"""

import contextlib
import io
import multiprocessing
import runpy
import sys
import tempfile
import traceback
from pathlib import Path

import torch
from torchvision.transforms import functional

from .changes import programs, variants
from .splitting import LABEL

_original = functional.to_pil_image


def run(files, name):
    """Whether each line that converts did so with values out of range."""
    seen = {}

    def to_pil_image(picture, mode=None):
        line = sys._getframe(1).f_lineno
        values = picture.detach()
        seen[line] = seen.get(line, False) or bool(((values < 0) | (values > 1)).any())
        return _original(values, mode)

    with tempfile.TemporaryDirectory() as folder:
        for path, text in files.items():
            (Path(folder) / path).write_text(text)
        functional.to_pil_image = to_pil_image
        sys.path.insert(0, folder)
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                runpy.run_path(f"{folder}/main.py", run_name="__main__")
        except Exception:
            print(f"{name}: {traceback.format_exc()[-300:]}")
        finally:
            sys.path.remove(folder)
            sys.modules.pop("pieces", None)
            functional.to_pil_image = _original
    return seen


def main():
    torch.manual_seed(0)
    torch.set_num_threads(1)
    bad = 0
    # Some programs replace functions of torch: each runs in a process of its own.
    pool = multiprocessing.get_context("fork").Pool(maxtasksperchild=1)
    for name, parts in programs().items():
        if sys.argv[1:] and not any(part in name for part in sys.argv[1:]):
            continue
        for form, files in variants(*parts):
            seen = pool.apply(run, (files, f"{name} ({form})"))
            for number, line in enumerate(files["main.py"].splitlines(), 1):
                label = LABEL.search(line)
                if label and seen.get(number) is not (label[1] == "wrong"):
                    bad += 1
                    print(f"{name} ({form}): {line.strip()}: {seen.get(number, 'not executed')}")
    print(f"{len(programs())} programs, {bad} problems")


if __name__ == "__main__":
    main()
