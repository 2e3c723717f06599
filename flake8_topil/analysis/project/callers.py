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
from functools import cached_property

from flake8_topil.analysis.project import layout, sources
from flake8_topil.analysis.project.layout import Layout, Location
from flake8_topil.trees import by_type

_MAX_FILES = 2500
"""A project with more files is not searched."""
_MAX_CALLING = 6
"""A function that more files name is taken to be called with anything."""
_MAX_SIZE = 1_000_000
_IMPORTERS = frozenset(("import_module", "__import__", "modules"))
"""What gives modules by their names."""


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
        uses = _Uses(path, file, name, tree, roots)
        calls = uses.count_calls()
        if any(_is_imported_from(path, other) for other in uses.renamed):
            raise Unseen
        if calls:
            found.append(CallingFile(path, source, tree, calls))
    return found


def is_listed(tree: ast.Module, name: str) -> bool:
    """Does a module say in `__all__` that a name is public?"""
    return name in (sources.listed_names(tree.body) or ())


def _naming_files(file: str, name: str) -> Sequence[str]:
    """The other files of the project in whose text the name is a word, and the packages that may hand it on with all
    that the file has."""
    word = re.compile(rb"\b%s\b" % name.encode())
    star = re.compile(rb"\b%s[ \t]+import[ \t(]+\*" % _stem(file).encode())
    found = []
    for path, text in _texts(file):
        in_star = os.path.basename(path) == "__init__.py" and star.search(text)
        if in_star or (name.encode() in text and word.search(text)):
            found.append(path)
            if len(found) > _MAX_CALLING:
                raise Unseen
    return found


def _is_imported_from(file: str, name: str) -> bool:
    """Can another file of the project have a name from a file? Both are words in its text."""
    words = [re.compile(rb"\b%s\b" % word.encode()) for word in (name, _stem(file))]
    return any(all(word.search(text) for word in words) for _, text in _texts(file))


def _stem(file: str) -> str:
    """The last word of the name of the module in a file."""
    path = os.path.dirname(file) if os.path.basename(file) == "__init__.py" else file
    return os.path.splitext(os.path.basename(path))[0]


def _texts(file: str) -> Iterator[tuple[str, bytes]]:
    """The other files of a file's project, and what is in them. Raises Unseen if there are too many."""
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
        yield path, text


def _searched_folder(file: str) -> str:
    """The top of the project; that of the package, where nothing marks the project."""
    top = layout.marked_top(file)
    return _searched_package(file) if top is None else top


def _searched_package(file: str) -> str:
    """The folder of the top package that a file is in; its own folder, if it is in none."""
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
        added = layout.added_folders(tree, os.path.dirname(path))
        self.search_path = layout.search_path(path, (*added.first, *roots), added.last)
        self.functions: set[str] = set()
        """The names under which the file has the function."""
        self.modules: set[str] = set()
        """The names under which it has the function's module."""
        self.imported: dict[str, list[tuple[int, str]]] = {}
        """What the names stand for that it imports: the number of dots, and a dotted name."""
        self.may_come_by_star = False
        """Can a star import bring the function from a module that hands it on?"""

    def count_calls(self) -> int:
        """How many calls there are.

        Raises Unseen if the file hands the function on, uses it otherwise than by calling it, or may get it in a way
        that is not followed.
        """
        self._read_imports()
        if self._is_a_string():
            raise Unseen
        if (self.functions or self.modules) and os.path.basename(self.path) == "__init__.py":
            raise Unseen
        called = {id(node.func) for node in self.nodes[ast.Call]}
        uses = [node for kind in (ast.Name, ast.Attribute) for node in self.nodes[kind] if self._is_use(node)]
        if any(id(node) not in called for node in uses):
            raise Unseen
        return len(uses)

    @property
    def renamed(self) -> set[str]:
        """The other names under which the file has the function, and others may import it."""
        return self.functions - {self.name}

    def _is_use(self, node: ast.AST) -> bool:
        match node:
            case ast.Name(id=name, ctx=ast.Load()):
                if name == self.name and name not in self.functions and self.may_come_by_star:
                    raise Unseen
                return name in self.functions
            case ast.Attribute(attr=self.name, value=value):
                return self._is_module(value)
        return False

    def _is_module(self, node: ast.expr) -> bool:
        """Is an expression the function's module? Raises Unseen where it may be."""
        match node:
            case ast.Constant() | ast.Name(id="self" | "cls") | ast.Call(func=ast.Name(id="super")):
                return False
        text = ast.unparse(node)
        if text in self.modules:
            return True
        first, dot, rest = text.partition(".")
        if first not in self.imported or not _is_dotted_name(node):
            if self._may_hold_modules:
                raise Unseen
            return False
        return any(self._leads_to_module(level, f"{module}{dot}{rest}") for level, module in self.imported[first])

    @cached_property
    def _may_hold_modules(self) -> bool:
        """Can what is not known in the file be a module of the function's package: is the file in it, does it import
        from it, or anything by a string?"""
        area = _searched_package(self.file)
        words = {
            module.partition(".")[0] for targets in self.imported.values() for level, module in targets if not level
        }
        locations = [self.layout.imported(self.path, 0, word, self.search_path) for word in words]
        near = [location.folder or location.file or "" for location in locations if location is not None]
        return (
            any(os.path.commonpath((area, path)) in (area, path) for path in (self.path, *near))
            or any(node.attr in _IMPORTERS for node in self.nodes[ast.Attribute])
            or any(node.id in _IMPORTERS for node in self.nodes[ast.Name])
            or any(alias.name in _IMPORTERS for alias in self.nodes[ast.alias])
        )

    def _leads_to_module(self, level: int, module: str) -> bool:
        """Is a dotted name that of the function's module? Raises Unseen if something else in the project may be it."""
        if not level and self.layout.imported(self.path, 0, module.partition(".")[0], self.search_path) is None:
            return False
        location = self.layout.imported(self.path, level, module, self.search_path)
        if location is None:
            raise Unseen
        if self._is_the_file(location):
            return True
        if self._may_have(location):
            raise Unseen
        return False

    def _is_a_string(self) -> bool:
        named = re.compile(rf"(?:\w+[.:])*{self.name}")
        texts = (node.value for node in self.nodes[ast.Constant] if isinstance(node.value, str))
        return any(named.fullmatch(text) for text in texts)

    def _read_imports(self) -> None:
        """Find the names under which the file has the function and its module.

        Raises Unseen if it may have them from a module that is not found, or that hands them on.
        """
        for node in self.nodes[ast.Import]:
            for alias in node.names:
                if self._leads_to_file(0, alias.name, self._is_likely(alias.name)):
                    self.modules.add(alias.asname or alias.name)
                first = alias.name.partition(".")[0]
                self._bind(alias.asname or first, 0, alias.name if alias.asname else first)
        for node in self.nodes[ast.ImportFrom]:
            for alias in node.names:
                self._read_from(node.level, node.module or "", alias)

    def _read_from(self, level: int, module: str, alias: ast.alias) -> None:
        bound = alias.asname or alias.name
        inside = f"{module}.{alias.name}" if module else alias.name
        self._bind(bound, level, inside)
        if alias.name == "*":
            self._read_star(level, module)
        elif alias.name == self.name:
            if self._leads_to_file(level, module, is_likely=True):
                self.functions.add(bound)
            elif self._is_handed_on(level, module):
                raise Unseen
        elif self._leads_to_file(level, inside, self._is_likely(inside)):
            self.modules.add(bound)

    def _read_star(self, level: int, module: str) -> None:
        if not self._leads_to_file(level, module, is_likely=False):
            self.may_come_by_star |= self._is_handed_on(level, module)
        elif _is_brought_by_star(self.file, self.name):
            self.functions.add(self.name)

    def _bind(self, name: str, level: int, module: str) -> None:
        self.imported.setdefault(name, []).append((level, module))

    def _is_handed_on(self, level: int, module: str) -> bool:
        """Can another module of the project have the function?"""
        location = self.layout.imported(self.path, level, module, self.search_path)
        return location is not None and self._may_have(location)

    def _may_have(self, location: Location) -> bool:
        """Can a module have the function under its name: does it neither define the name itself nor lack it?"""
        source = None if location.file is None else sources.read(location.file)
        if source is None:
            return location.file is not None
        has_others = bool(source.stars) or "__getattr__" in source.names
        return self.name not in source.defined and (self.name in source.names or has_others)

    def _is_likely(self, module: str) -> bool:
        """Does the last word of a dotted name name the file's module?"""
        return module.rpartition(".")[2] == _stem(self.file)

    def _leads_to_file(self, level: int, module: str, is_likely: bool) -> bool:
        """Is a module the function's? Where it is not found, but likely to be, nobody knows."""
        location = self.layout.imported(self.path, level, module, self.search_path)
        is_stdlib = not level and module.partition(".")[0] in sys.stdlib_module_names
        if location is None and is_likely and not is_stdlib:
            raise Unseen
        return location is not None and self._is_the_file(location)

    def _is_the_file(self, location: Location) -> bool:
        return location.file is not None and os.path.realpath(location.file) == os.path.realpath(self.file)


def _is_dotted_name(node: ast.expr) -> bool:
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name)


def _is_brought_by_star(file: str, name: str) -> bool:
    """Does `from module import *` bring a name of a file?"""
    source = sources.read(file)
    if source is not None and source.public is not None:
        return name in source.public
    return not name.startswith("_") or (source is not None and name in source.listed)
