"""Run the command lines of every project with the converter wrapped and compare what happens with the labels.

    python tests/projects/verify.py [name-part ...] [-v]

Each command line of a project's runs.txt is run in a forked process (torch is imported once, in the parent), in a fresh
copy of the project that also has the inputs of tests/programs/verify.py, with several seeds and gains. What the folder
`unseen` holds is on the path then.
"""

import argparse
import collections
import importlib.util
import io
import json
import os
import re
import runpy
import shlex
import shutil
import sys
import tempfile
import time
import traceback
import warnings
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
SOURCES = FOLDER / "sources"
UNSEEN = FOLDER / "unseen"
LABEL = re.compile(r"#\s*truth:\s*(safe|wrong|open)\b")
SPEC = importlib.util.spec_from_file_location("verify_programs", FOLDER.parent / "programs" / "verify.py")
programs = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(programs)


def labels(path):
    found = {}
    for number, line in enumerate(path.read_text().splitlines(), 1):
        match = LABEL.search(line)
        if match:
            found[number] = match.group(1)
    return found


def command_lines(project):
    """For each run: the variables, and the words after `python`."""
    for line in (project / "runs.txt").read_text().splitlines():
        words = shlex.split(line, comments=True)
        variables = {}
        while words and "=" in words[0]:
            name, _, value = words.pop(0).partition("=")
            variables[name] = value
        if words:
            assert words[0] == "python", line
            yield variables, words[1:]


def execute(folder, variables, words):
    """What `python` does with these words, without a new interpreter."""
    paths = [str(folder / part) for part in variables.get("PYTHONPATH", "").split(os.pathsep) if part]
    os.environ.update(variables)
    own = [p for p in sys.path if p and Path(p).resolve() != FOLDER]
    first = folder if words[0] == "-m" else (folder / words[0]).parent
    sys.path[:] = [str(first), *paths, *own, str(UNSEEN)]
    for path in (first, *paths):
        taken = {p.stem for p in Path(path).glob("*.py")} & sys.modules.keys()
        assert not taken, f"loaded before the project could shadow it: {taken}"
    if words[0] == "-m":
        sys.argv = words[1:]
        runpy.run_module(words[1], run_name="__main__", alter_sys=True)
    else:
        sys.argv = words
        runpy.run_path(str(folder / words[0]), run_name="__main__")


def child(project, variables, words, seed, gain, out):
    warnings.simplefilter("ignore")
    folder = Path(tempfile.mkdtemp(prefix="project")).resolve()
    os.chdir(folder)
    programs.make_inputs()
    shutil.copytree(project, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    recorder = programs.Recorder(folder)
    recorder.install()
    programs.vary(seed, gain)
    sys.dont_write_bytecode = True
    error = None
    start = time.time()
    output = sys.stdout = io.StringIO()
    try:
        execute(folder, variables, words)
    except SystemExit as stop:
        if stop.code not in (None, 0):
            error = f"SystemExit {stop.code}\n{output.getvalue()}"
    except BaseException:
        error = traceback.format_exc()
    sys.stdout = sys.__stdout__
    sites = [[str(Path(f).relative_to(folder)), line, rec] for (f, line), rec in recorder.sites.items()]
    out.write(json.dumps({"error": error, "time": time.time() - start, "sites": sites}))
    out.flush()
    os.chdir("/")
    shutil.rmtree(folder, ignore_errors=True)


def run(*how):
    with tempfile.NamedTemporaryFile("w+") as out:
        pid = os.fork()
        if pid == 0:
            try:
                child(*how, out)
            finally:
                os._exit(0)
        os.waitpid(pid, 0)
        text = Path(out.name).read_text()
    return json.loads(text) if text else {"error": "died", "time": 0, "sites": []}


def observe(project):
    """What was seen at each (file, line) of a project, and what went wrong with its runs."""
    seen = collections.defaultdict(lambda: {"calls": 0, "wrong": 0, "low": None, "high": None, "kinds": []})
    problems = []
    for variables, words in command_lines(project):
        slowest = 0
        for seed, gain in programs.RUNS:
            result = run(project, variables, words, seed, gain)
            slowest = max(slowest, result["time"])
            if result["error"]:
                problems.append(f"{' '.join(words)}, seed {seed}, gain {gain}: {result['error'].strip()[-2500:]}")
                break
            for file, line, rec in result["sites"]:
                site = seen[file, line]
                site["calls"] += rec["calls"]
                site["wrong"] += rec["wrong"]
                site["kinds"] = sorted({*site["kinds"], *rec["kinds"]})
                if rec["low"] is not None:
                    site["low"] = rec["low"] if site["low"] is None else min(site["low"], rec["low"])
                    site["high"] = rec["high"] if site["high"] is None else max(site["high"], rec["high"])
        if slowest > 5:
            print(f"{project.name}: {' '.join(words)}: slow, {slowest:.1f} s")
    return seen, problems


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("-v", action="store_true")
    args = parser.parse_args()
    import numpy, torch, torchvision, PIL, torchvision.transforms.v2  # noqa

    torch.set_num_threads(1)
    projects = sorted(p for p in SOURCES.iterdir() if (p / "runs.txt").exists())
    if args.names:
        projects = [p for p in projects if any(n in p.name for n in args.names)]
    count = collections.Counter()
    bad = 0
    for project in projects:
        seen, problems = observe(project)
        wanted = {
            (str(path.relative_to(project)), line): truth
            for path in sorted(project.rglob("*.py"))
            for line, truth in labels(path).items()
        }
        count.update(wanted.values())
        for (file, line), truth in wanted.items():
            rec = seen.get((file, line))
            if rec is None:
                problems.append(f"{file}:{line}: {truth}: never executed")
                continue
            text = f"[{rec['low']}, {rec['high']}] {','.join(rec['kinds'])} wrong={rec['wrong']}"
            if truth == "wrong" and not rec["wrong"]:
                problems.append(f"{file}:{line}: labelled wrong, not observed: {text}")
            elif truth == "safe" and rec["wrong"]:
                problems.append(f"{file}:{line}: labelled safe, WRONG pixels: {text}")
            elif args.v:
                print(f"{project.name}/{file}:{line}: {truth}: {text}")
        problems += [
            f"{file}:{line}: conversion without label: {rec}"
            for (file, line), rec in sorted(seen.items())
            if (file, line) not in wanted
        ]
        for problem in problems:
            print(f"{project.name}: {problem}")
        bad += len(problems)
    print(f"{len(projects)} projects, {sum(count.values())} conversions {dict(count)}, {bad} problems")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
