"""From dotted names to files, as Python's import system would find them; nothing is imported."""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flake8_topil.trees import by_type, descendants

_MARKERS = (".git", ".hg", "pyproject.toml", "setup.py", "setup.cfg", "tox.ini")
"""What stands in the top folder of a project."""
_FOREIGN = frozenset(("__pycache__", "node_modules", "site-packages"))
_ENVIRONMENT_MARKERS = ("pyvenv.cfg", "conda-meta")
"""What stands in the top folder of a virtual environment."""
_SOURCE_FOLDERS = ("", "src", "lib")
"""Where, below a folder that is searched, packages are."""
_MAX_ANCESTORS = 3
"""How far up a project without a marker is taken to reach."""


def module_name(filename: str) -> str:
    """The dotted name of the module in a file, from the `__init__.py` files around it; empty for standard input.

    Where there are none, every folder whose name could be a package's counts as one.
    """
    path, extension = os.path.splitext(os.path.abspath(filename))
    if extension not in (".py", ".pyi") or not os.path.exists(filename):
        return ""
    folder, name = os.path.split(path)
    parts = [] if name == "__init__" else [name]
    regular = os.path.exists(os.path.join(folder, "__init__.py"))
    while os.path.basename(folder).isidentifier():
        if regular and not os.path.exists(os.path.join(folder, "__init__.py")):
            break
        folder, package = os.path.split(folder)
        parts.insert(0, package)
    return ".".join(parts)


def package_of(filename: str) -> str:
    """The package against which the relative imports of a file are resolved."""
    name = module_name(filename)
    return name if os.path.basename(filename) == "__init__.py" else name.rpartition(".")[0]


def absolute(importer: str, level: int, module: str) -> list[str]:
    """The words of the dotted name of a module that a file names with `level` dots before the name."""
    package = package_of(importer).split(".") if level else []
    return [word for word in (*package[: len(package) - level + 1], *module.split(".")) if word]


def is_in_package(filename: str) -> bool:
    """Is there an `__init__.py` beside the file?"""
    return os.path.exists(os.path.join(os.path.dirname(os.path.abspath(filename)), "__init__.py"))


def top_of_package(filename: str) -> str:
    """The folder that holds the top package of a file, or the file itself if it is in no regular package."""
    folder = os.path.dirname(os.path.abspath(filename))
    while os.path.exists(os.path.join(folder, "__init__.py")):
        folder = os.path.dirname(folder)
    return folder


def marked_top(filename: str) -> str | None:
    """The nearest folder around the package of a file that has a version control folder or a project file.

    What is installed or cached inside a project is none of its code.
    """
    folder = top_of_package(filename)
    while not any(os.path.exists(os.path.join(folder, marker)) for marker in _MARKERS):
        above = os.path.dirname(folder)
        if folder == above or is_foreign(folder):
            return None
        folder = above
    return folder


def is_foreign(folder: str) -> bool:
    """Does a folder inside a project hold what is not the project's own code: hidden, installed, built?"""
    name = os.path.basename(folder)
    if name.startswith(".") or name in _FOREIGN:
        return True
    return any(os.path.exists(os.path.join(folder, marker)) for marker in _ENVIRONMENT_MARKERS)


def top_of_project(filename: str) -> str:
    """The folder of the project that a file belongs to: the marked one, else the working directory if the file is
    below it, else a folder a few levels up."""
    marked = marked_top(filename)
    if marked is not None:
        return marked
    start = top_of_package(filename)
    here = os.getcwd()
    if os.path.commonpath((here, start)) == here and here != os.path.dirname(here):
        return here
    for _ in range(_MAX_ANCESTORS):
        above = os.path.dirname(start)
        start = start if above == os.path.dirname(above) else above
    return start


def search_path(filename: str, roots: Sequence[str] = (), appended: Sequence[str] = ()) -> tuple[str, ...]:
    """The folders in which the absolute imports of a file are looked up, in order.

    `roots` come first, and what is `appended` to the path last. A file outside any package finds what is beside it,
    then what is in the folders around it up to the top of the project; a file of a package what is beside the package,
    and beside itself after that.
    """
    own = os.path.dirname(os.path.abspath(filename))
    package = top_of_package(filename)
    top = top_of_project(filename)
    found = [os.path.abspath(root) for root in roots]
    folder = package
    while True:
        found += [os.path.join(folder, below) if below else folder for below in _SOURCE_FOLDERS]
        if folder == top or os.path.dirname(folder) == folder:
            break
        folder = os.path.dirname(folder)
    found.append(own)
    name = module_name(filename)
    if name:
        # Relative imports are resolved to names that start here.
        found.append(os.path.normpath(os.path.join(own, *[".."] * package_of(filename).count("."), "..")))
    return tuple(dict.fromkeys((*found, *appended)))


@dataclass(frozen=True, slots=True)
class Added:
    """The folders that a module adds to the path, in the order in which they are searched."""

    first: tuple[str, ...]
    """Those before all others."""
    last: tuple[str, ...]


def added_folders(tree: ast.Module, own: str) -> Added:
    """The folders that `sys.path.insert` and `sys.path.append` add: constant paths, from the file's own folder."""
    first: list[str] = []
    last: list[str] = []
    for node in sorted(by_type(tree)[ast.Call], key=lambda call: (call.lineno, call.col_offset)):
        match node:
            case ast.Call(
                func=ast.Attribute(
                    value=ast.Attribute(value=ast.Name(id="sys"), attr="path"), attr="insert" | "append" as how
                ),
                args=args,
            ):
                texts = [
                    constant.value
                    for argument in args
                    for constant in descendants(argument)
                    if isinstance(constant, ast.Constant) and isinstance(constant.value, str)
                ]
                folders = [os.path.normpath(os.path.join(own, text)) for text in texts]
                if len(texts) > 1:
                    folders.append(os.path.normpath(os.path.join(own, *reversed(texts))))
                folders = [folder for folder in folders if os.path.isdir(folder)]
                if how == "insert":
                    first[:0] = folders
                else:
                    last += folders
    return Added(tuple(first), tuple(last))


@dataclass(frozen=True, slots=True)
class Location:
    """Where a module is: its file, or the folder of a namespace package, which has none."""

    file: str | None
    folder: str | None
    """The folder of a package."""


class Layout:
    """The modules that a search path holds. Folders are looked at once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], Location | None] = {}

    def top(self, name: str, path: Sequence[str]) -> Location | None:
        """The top-level module or package `name`; a namespace package only where nothing else has the name.

        The standard library comes first.
        """
        if name in sys.stdlib_module_names:
            return None
        namespace = None
        for folder in path:
            found = self._in(folder, name)
            if found is not None and found.file is not None:
                return found
            namespace = namespace or found
        return namespace

    def imported(self, importer: str, level: int, module: str, path: Sequence[str]) -> Location | None:
        """The module that a file names in an import, with `level` dots before the name."""
        words = absolute(importer, level, module)
        return self.within(self.top(words[0], path), words[1:]) if words else None

    def beside(self, file: str, name: str) -> Location | None:
        """The module `name` that a file, run as a script, finds beside itself before anything else has the name."""
        if is_in_package(file) or not name:
            return None
        found = self._in(os.path.dirname(file), name)
        return found if found is not None and found.file is not None else None

    def below(self, package: Location, name: str) -> Location | None:
        """The submodule `name` of a package."""
        return None if package.folder is None else self._in(package.folder, name)

    def within(self, location: Location | None, names: Sequence[str]) -> Location | None:
        """The submodule that some names lead to, one below the other."""
        for name in names:
            location = None if location is None else self.below(location, name)
        return location

    def _in(self, folder: str, name: str) -> Location | None:
        key = folder, name
        if key not in self._known:
            self._known[key] = next(_candidates(folder, name), None)
        return self._known[key]


def _candidates(folder: str, name: str) -> Iterator[Location]:
    below = os.path.join(folder, name)
    for file, package in ((os.path.join(below, "__init__.py"), below), (f"{below}.py", None)):
        if os.path.isfile(file):
            yield Location(file, package)
    if os.path.isdir(below):
        yield Location(None, below)
