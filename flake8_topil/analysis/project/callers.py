"""Who calls a function of the analysed module from other files, and on what.

That decides what a conversion in the function gets, where the function is the project's own: no package hands it on,
and every place that names it is a call that was seen.
"""

from __future__ import annotations

import ast
import os
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flake8_topil.analysis.project import layout, sources
from flake8_topil.analysis.project.layout import Layout
from flake8_topil.trees import by_type

_MAX_FILES = 2500
"""A project with more files is not searched."""
_MAX_CALLING = 6
"""A function that more files name is taken to be called with anything."""
_MAX_SIZE = 1_000_000


@dataclass(frozen=True)
class CallingFile:
    """A file that calls the function, and how often its code does so."""

    path: str
    source: str
    tree: ast.Module
    calls: int


class Unseen(Exception):
    """Not all callers can be seen."""


def calling_files(file: str, name: str, roots: Sequence[str]) -> list[CallingFile]:
    """The other files of the project that call the function `name` of a file; `roots` as for `layout.search_path`.

    Raises Unseen if the function is public in a package, or is used otherwise than by calls.
    """
    found = []
    for path in _naming_files(file, name):
        try:
            with open(path, encoding="utf-8") as text:
                source = text.read()
            tree = ast.parse(source)
        except (OSError, SyntaxError, ValueError, RecursionError, MemoryError) as error:
            raise Unseen from error
        calls = _Uses(path, file, name, tree, roots).count_calls()
        if calls:
            found.append(CallingFile(path, source, tree, calls))
    return found


def is_listed(tree: ast.Module, name: str) -> bool:
    """Does a module say in `__all__` that a name is public?"""
    return name in (sources.listed_names(tree.body) or ())


def _naming_files(file: str, name: str) -> Sequence[str]:
    """The other files of the project in whose text the name is a word."""
    word = re.compile(rb"\b%s\b" % name.encode())
    found = []
    for count, path in enumerate(_files(_searched_folder(file))):
        if count >= _MAX_FILES:
            raise Unseen
        if path == file:
            continue
        try:
            with open(path, "rb") as content:
                text = content.read(_MAX_SIZE)
        except OSError:
            continue
        if name.encode() in text and word.search(text):
            found.append(path)
            if len(found) > _MAX_CALLING:
                raise Unseen
    return found


def _searched_folder(file: str) -> str:
    """The top of the project; that of the package, where nothing marks the project."""
    top = layout.marked_top(file)
    if top is not None:
        return top
    package = layout.top_of_package(file)
    own = os.path.dirname(file)
    return own if package == own else os.path.join(package, os.path.relpath(own, package).split(os.sep)[0])


def _files(folder: str) -> Iterator[str]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(one for one in folders if not layout.is_foreign(os.path.join(root, one)))
        yield from (os.path.join(root, one) for one in sorted(files) if one.endswith((".py", ".toml", ".cfg")))


class _Uses:
    """The uses of a function in another file."""

    def __init__(self, path: str, file: str, name: str, tree: ast.Module, roots: Sequence[str]) -> None:
        self.path = path
        self.file = file
        self.name = name
        self.nodes = by_type(tree)
        self.layout = Layout()
        self.search_path = layout.search_path(path, (*roots, *layout.added_folders(tree, os.path.dirname(path))))
        self.functions: set[str] = set()
        """The names under which the file has the function."""
        self.modules: set[str] = set()
        """The names under which it has the function's module."""

    def count_calls(self) -> int:
        """How many calls there are.

        Raises Unseen if the file hands the function on, or uses it otherwise than by calling it.
        """
        self._read_imports()
        if not self.functions and not self.modules:
            # The word means something else here, unless it is looked up by a string.
            if self._is_a_string():
                raise Unseen
            return 0
        if os.path.basename(self.path) == "__init__.py" or self._is_a_string():
            raise Unseen
        called = {id(node.func) for node in self.nodes[ast.Call]}
        uses = [node for kind in (ast.Name, ast.Attribute) for node in self.nodes[kind] if self._is_use(node)]
        if any(id(node) not in called for node in uses):
            raise Unseen
        return len(uses)

    def _is_use(self, node: ast.AST) -> bool:
        match node:
            case ast.Name(id=name, ctx=ast.Load()):
                return name in self.functions
            case ast.Attribute(attr=self.name, value=value):
                return ast.unparse(value) in self.modules
        return False

    def _is_a_string(self) -> bool:
        return any(node.value == self.name for node in self.nodes[ast.Constant])

    def _read_imports(self) -> None:
        """Find the names under which the file has the function and its module.

        Raises Unseen if it may have them from a module that is not found.
        """
        for node in self.nodes[ast.Import]:
            for alias in node.names:
                if self._leads_to_file(0, alias.name, self._is_likely(alias.name)):
                    self.modules.add(alias.asname or alias.name)
        for node in self.nodes[ast.ImportFrom]:
            for alias in node.names:
                self._read_from(node.level, node.module or "", alias)

    def _read_from(self, level: int, module: str, alias: ast.alias) -> None:
        bound = alias.asname or alias.name
        inside = f"{module}.{alias.name}" if module else alias.name
        if alias.name in (self.name, "*") and self._leads_to_file(level, module, alias.name == self.name):
            self.functions.add(self.name if alias.name == "*" else bound)
        elif alias.name != self.name and self._leads_to_file(level, inside, self._is_likely(inside)):
            self.modules.add(bound)

    def _is_likely(self, module: str) -> bool:
        """Does the last word of a dotted name name the file's module?"""
        return module.rpartition(".")[2] == os.path.splitext(os.path.basename(self.file))[0]

    def _leads_to_file(self, level: int, module: str, is_likely: bool) -> bool:
        """Is a module the function's? Where it is not found, but likely to be, nobody knows."""
        location = self.layout.imported(self.path, level, module, self.search_path)
        is_stdlib = not level and module.partition(".")[0] in sys.stdlib_module_names
        if location is None and is_likely and not is_stdlib:
            raise Unseen
        found = None if location is None else location.file
        return found is not None and os.path.realpath(found) == os.path.realpath(self.file)
