"""Run every program with the converter wrapped and compare what happens with the labels.

    python tests/programs/verify.py [name-part ...] [-v] [--json out.json]

Each program runs in its own forked process (torch is imported once, in the parent), in a fresh temporary folder,
several times: with different seeds and gains (the initial weights of layers are multiplied), and once more for every
`# argv: ...` line near the top of the program. A program without a `__main__` guard whose functions are named test_*
has these called.
"""

import argparse
import collections
import functools
import inspect
import io
import json
import os
import random
import re
import shlex
import sys
import tempfile
import time
import traceback
import types
import warnings
from pathlib import Path

HERE = Path(__file__).resolve().parent / "sources"
LABEL = re.compile(r"#\s*truth:\s*(safe|wrong|open)(\s+script)?")
RUNS = [(0, 1.0), (1, 1.0), (2, 6.0), (3, 40.0)]


def labels(path):
    out = {}
    for number, line in enumerate(path.read_text().splitlines(), 1):
        match = LABEL.search(line)
        if match:
            out[number] = match.group(1) + (" script" if match.group(2) else "")
    return out


def argvs(path):
    return [shlex.split(m.group(1)) for m in re.finditer(r"^# argv:(.*)$", path.read_text(), re.M)]


def make_inputs():
    """Files the programs read: what a user would have lying around."""
    import numpy as np
    import torch
    from PIL import Image

    rng = np.random.default_rng(0)
    pic = rng.integers(0, 256, (48, 64, 3), dtype=np.uint8)
    pic[:10] = 255
    pic[-10:] = 0
    Image.fromarray(pic).save("input.png")
    Image.fromarray(((pic[::-1] / 255.0) ** 4 * 255).astype(np.uint8)).save("style.png")
    Image.fromarray(pic[:, :, 0]).save("mask.png")
    torch.save(torch.from_numpy(rng.random((3, 16, 16), dtype=np.float32)), "input.pt")
    torch.save({"image": torch.from_numpy(rng.random((3, 16, 16), dtype=np.float32)), "label": 3}, "sample.pt")
    np.save("depth.npy", rng.random((16, 16), dtype=np.float32))
    np.savez("results.npz", images=rng.random((4, 16, 16, 3), dtype=np.float32), labels=np.arange(4))
    Path("config.json").write_text(
        json.dumps({"scale": 1.0, "clamp": True, "gain": 0.9, "mean": [0.5, 0.5, 0.5], "std": [0.5, 0.5, 0.5]})
    )
    for folder in ("frames", "data/cats", "data/dogs"):
        Path(folder).mkdir(parents=True)
        for i in range(3):
            Image.fromarray(np.roll(pic, i, 0)).save(f"{folder}/{i:03d}.png")


class Recorder:
    """Notes the conversions of the source files in the folder `root`."""

    def __init__(self, root):
        self.root = str(root)
        self.sites = {}

    def install(self):
        from torchvision.transforms import functional as F1
        from torchvision.transforms import transforms as T1
        from torchvision.transforms import v2
        from torchvision.transforms.v2 import functional as F2

        self.original = original = F1.to_pil_image
        self.classes = (T1.ToPILImage, v2.ToPILImage)

        @functools.wraps(original)
        def to_pil_image(pic, mode=None):
            result = original(pic, mode)
            self.note(pic, mode, result, sys._getframe(1))
            return result

        for module in (F1, F2, getattr(F2, "_type_conversion", None)):
            if module is not None and hasattr(module, "to_pil_image"):
                module.to_pil_image = to_pil_image
        for cls in self.classes:
            self.wrap_init(cls)

    def wrap_init(self, cls):
        old = cls.__init__

        @functools.wraps(old)
        def __init__(obj, *args, **kwargs):
            old(obj, *args, **kwargs)
            frame = sys._getframe(1)
            while frame and not frame.f_code.co_filename.startswith(self.root):
                frame = frame.f_back
            obj.__dict__["_built"] = (frame.f_code.co_filename, frame.f_lineno) if frame else None

        cls.__init__ = __init__

    def note(self, pic, mode, result, frame):
        obj, through = None, False
        while frame and not (
            frame.f_code.co_filename.startswith(self.root) and "verify.py" not in frame.f_code.co_filename
        ):
            name = frame.f_code.co_filename
            if "torchvision/datasets" in name and not through and obj is not None:
                return
            me = frame.f_locals.get("self")
            if isinstance(me, self.classes):
                obj = obj or me
            elif obj is not None and not name.endswith("torch/nn/modules/module.py"):
                through = True
            frame = frame.f_back
        if frame is None:
            return
        site = (frame.f_code.co_filename, frame.f_lineno)
        if obj is not None and through:
            site = obj.__dict__.get("_built") or site
        low, high, kind, wrong, total = self.judge(pic, mode, result)
        rec = self.sites.setdefault(site, {"calls": 0, "low": None, "high": None, "kinds": [], "wrong": 0, "total": 0})
        rec["calls"] += 1
        if low is not None:
            rec["low"] = low if rec["low"] is None else min(low, rec["low"])
            rec["high"] = high if rec["high"] is None else max(high, rec["high"])
        if kind not in rec["kinds"]:
            rec["kinds"].append(kind)
        rec["wrong"] += wrong
        rec["total"] += total

    def judge(self, pic, mode, result):
        import numpy as np
        import torch

        if isinstance(pic, torch.Tensor):
            values = pic.detach()
            kind = f"tensor {values.dtype}"
            floating = values.is_floating_point()
            finite = values[torch.isfinite(values)] if floating else values
            low = float(finite.min()) if finite.numel() else None
            high = float(finite.max()) if finite.numel() else None
            clamped = values.clamp(0, 1) if floating else None
        else:
            values = np.asarray(pic)
            kind = f"ndarray {values.dtype}"
            floating = values.dtype.kind == "f"
            finite = values[np.isfinite(values)] if floating else values
            low = float(finite.min()) if finite.size else None
            high = float(finite.max()) if finite.size else None
            clamped = np.clip(values, 0, 1).astype(values.dtype) if floating else None
        wrong = 0
        if floating and mode != "F":
            reference = self.original(clamped, mode)
            wrong = int((np.asarray(reference) != np.asarray(result)).sum())
        return low, high, kind, wrong, int(np.prod(result.size))


def vary(seed, gain):
    """Shift all seeds, and multiply the initial weights of layers."""
    import numpy as np
    import torch
    from torch import nn

    real_seed = torch.manual_seed
    torch.manual_seed = lambda s: real_seed(int(s) + 1000 * seed)
    np_seed, py_seed, rng = np.random.seed, random.seed, np.random.default_rng
    np.random.seed = lambda s=0: np_seed(int(s) + 1000 * seed)
    random.seed = lambda s=0, *a: py_seed(int(s) + 1000 * seed)
    np.random.default_rng = lambda s=0: rng(int(s) + 1000 * seed)
    torch.manual_seed(0), np.random.seed(0), random.seed(0)
    if gain != 1:
        for cls in (nn.modules.conv._ConvNd, nn.Linear):

            def patched(me, old=cls.reset_parameters):
                old(me)
                with torch.no_grad():
                    for p in (me.weight, me.bias):
                        if p is not None:
                            p.mul_(gain)

            cls.reset_parameters = patched


def child(path, seed, gain, argv, out):
    warnings.simplefilter("ignore")
    folder = tempfile.mkdtemp(prefix="prog")
    os.chdir(folder)
    make_inputs()
    recorder = Recorder(HERE)
    recorder.install()
    vary(seed, gain)
    sys.argv = [str(path), *argv]
    sys.path[:0] = [str(HERE), str(HERE / "unseen")]
    module = types.ModuleType("__main__")
    module.__file__ = str(path)
    sys.modules["__main__"] = module
    error = None
    start = time.time()
    sys.stdout = io.StringIO()
    try:
        source = path.read_text()
        exec(compile(source, str(path), "exec"), module.__dict__)
        if "__main__" not in source:
            for name, value in list(module.__dict__.items()):
                if name.startswith("test_") and inspect.isfunction(value):
                    wanted = inspect.signature(value).parameters
                    value(**{k: Path(folder) for k in wanted if k == "tmp_path"})
    except SystemExit as stop:
        if stop.code not in (None, 0):
            error = f"SystemExit {stop.code}"
    except BaseException:
        error = traceback.format_exc()
    sys.stdout = sys.__stdout__
    sites = [[f, line, rec] for (f, line), rec in recorder.sites.items()]
    out.write(json.dumps({"error": error, "time": time.time() - start, "sites": sites}))
    out.flush()
    import shutil

    os.chdir("/")
    shutil.rmtree(folder, ignore_errors=True)


def run(path, seed, gain, argv):
    with tempfile.NamedTemporaryFile("w+") as out:
        pid = os.fork()
        if pid == 0:
            try:
                child(path, seed, gain, argv, out)
            finally:
                os._exit(0)
        os.waitpid(pid, 0)
        out.seek(0)
        text = Path(out.name).read_text()
    return json.loads(text) if text else {"error": "died", "time": 0, "sites": []}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("-v", action="store_true")
    parser.add_argument("--json")
    args = parser.parse_args()
    import numpy, torch, torchvision, PIL, torchvision.transforms.v2  # noqa

    torch.set_num_threads(1)
    programs = sorted(HERE.glob("p*.py"))
    if args.names:
        programs = [p for p in programs if any(n in p.name for n in args.names)]
    seen = collections.defaultdict(lambda: {"calls": 0, "wrong": 0, "low": None, "high": None, "kinds": []})
    bad = 0
    for path in programs:
        plans = [(s, g, []) for s, g in RUNS]
        alternatives = argvs(path)
        if alternatives:
            plans = [(s, g, a) for a in alternatives for s, g in ((0, 1.0), (2, 6.0), (3, 40.0))]
        slowest = 0
        for seed, gain, argv in plans:
            result = run(path, seed, gain, argv)
            slowest = max(slowest, result["time"])
            if result["error"]:
                bad += 1
                print(f"{path.name} seed={seed} gain={gain} argv={argv}: {result['error'].strip()[-1500:]}")
                break
            for f, line, rec in result["sites"]:
                all_ = seen[(Path(f).name, line)]
                all_["calls"] += rec["calls"]
                all_["wrong"] += rec["wrong"]
                all_["kinds"] = sorted(set(all_["kinds"]) | set(rec["kinds"]))
                if rec["low"] is not None:
                    all_["low"] = rec["low"] if all_["low"] is None else min(all_["low"], rec["low"])
                    all_["high"] = rec["high"] if all_["high"] is None else max(all_["high"], rec["high"])
        if slowest > 3:
            print(f"{path.name}: slow, {slowest:.1f} s")
    checked = programs + ([] if args.names else sorted(HERE.glob("lib_*.py")))
    names = {p.name for p in checked}
    count = collections.Counter()
    for path in checked:
        for line, truth in labels(path).items():
            count[truth] += 1
            rec = seen.get((path.name, line))
            where = f"{path.name}:{line}"
            if rec is None:
                bad += 1
                print(f"{where}: {truth}: never executed")
                continue
            text = f"[{rec['low']}, {rec['high']}] {','.join(rec['kinds'])} wrong={rec['wrong']}"
            if truth == "wrong" and not rec["wrong"]:
                bad += 1
                print(f"{where}: labelled wrong, not observed: {text}")
            elif truth == "safe" and rec["wrong"]:
                bad += 1
                print(f"{where}: labelled safe, WRONG pixels: {text}")
            elif args.v:
                print(f"{where}: {truth}: {text}")
    for (name, line), rec in sorted(seen.items()):
        if name in names and line not in labels(HERE / name):
            bad += 1
            print(f"{name}:{line}: conversion without label: {rec}")
    print(f"{len(programs)} programs, {sum(count.values())} conversions {dict(count)}, {bad} problems")
    if args.json:
        Path(args.json).write_text(
            json.dumps({f"{name}:{line}": r for (name, line), r in sorted(seen.items())}, indent=1)
        )


if __name__ == "__main__":
    main()
