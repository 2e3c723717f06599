"""Splits a program into several modules that mean the same together.

Functions, classes and constants move to other files with all that they need, and are imported back. What has a label
stays, and what would not mean the same elsewhere.
"""

from __future__ import annotations

import ast
import builtins
import re
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

LABEL = re.compile(r"# truth: (safe|wrong|open script|open)")
_CONVERTERS = frozenset(("to_pil_image", "ToPILImage"))
_TIED = frozenset(
    ("__name__", "__file__", "__doc__", "globals", "locals", "vars", "eval", "exec", "__import__", "inspect", "sys")
)
"""Code with these words may not mean the same in another module."""
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_SCOPES = (*_DEFINITIONS, ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


@dataclass(frozen=True)
class Split:
    """The files of a program, by their paths; `main` has all the labels."""

    main: str
    files: dict[str, str]
    moved: Collection[str]


class Program:
    """A program by its top-level statements."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.lines = source.splitlines()
        self.body = ast.parse(source).body
        self.bound: dict[str, list[ast.stmt]] = {}
        """The statements that bind each name of the module."""
        for statement in self.body:
            for name in _bound(statement):
                self.bound.setdefault(name, []).append(statement)
        self.words = {statement: frozenset(words(statement)) for statement in self.body}

    @cached_property
    def _unfit(self) -> frozenset[str]:
        """The names that belong to this module for good."""
        nodes = [node for statement in self.body for node in ast.walk(statement)]
        declared = {name for node in nodes if isinstance(node, ast.Global) for name in node.names}
        converting = {
            alias.asname or alias.name
            for node in nodes
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
            if alias.name in _CONVERTERS
        }
        return frozenset(declared | converting)

    @cached_property
    def imports(self) -> dict[str, list[ast.stmt]]:
        """The statements that import a name, where that is all it is bound by."""
        found = {}
        for name, statements in self.bound.items():
            plain = all(isinstance(one, ast.Import) for one in statements)
            if (plain or len(statements) == 1) and all(map(_is_import, statements)):
                found[name] = statements
        return found

    @cached_property
    def movable(self) -> dict[str, ast.stmt]:
        """The definitions and constants that mean the same in another module, in order."""
        found = {name: statements[0] for name, statements in self.bound.items() if self._may_move(name, statements)}
        before = -1
        while len(found) != before:
            before = len(found)
            found = {name: one for name, one in found.items() if self._finds_its_names(one, found)}
            found = {name: one for name, one in found.items() if self._may_run_early(one, frozenset(found))}
        return dict(sorted(found.items(), key=lambda item: item[1].lineno))

    def _may_move(self, name: str, statements: Sequence[ast.stmt]) -> bool:
        one = statements[0]
        if len(statements) > 1 or name in self._unfit or not self.words[one].isdisjoint(_TIED | _CONVERTERS):
            return False
        if list(_bound(one)) != [name] or any(LABEL.search(line) for line in self.text(one)):
            return False
        shared = [other for other in self.body if other is not one and _meet(other, one)]
        is_constant = isinstance(one, ast.Assign | ast.AnnAssign) and one.value is not None
        return not shared and (isinstance(one, _DEFINITIONS) or is_constant)

    def _finds_its_names(self, statement: ast.stmt, movable: Collection[str]) -> bool:
        for name in self.words[statement]:
            if name in self.bound and name not in movable and name not in self.imports:
                return False
            if name in self._unfit or (name not in self.bound and not hasattr(builtins, name) and self._has_star):
                return False
        return True

    @cached_property
    def _has_star(self) -> bool:
        return any(isinstance(one, ast.ImportFrom) and one.names[0].name == "*" for one in self.body)

    def _may_run_early(self, statement: ast.stmt, movable: frozenset[str]) -> bool:
        """Is nothing that runs with the statement changed before by what stays?"""
        if isinstance(statement, ast.FunctionDef) and not (statement.decorator_list or statement.args.defaults):
            return True
        data = {name for name in self.reached([statement]) if name in self.bound and self._is_data(name)}
        staying = (s for s in self.body if not isinstance(s, _DEFINITIONS) and movable.isdisjoint(_bound(s)))
        earlier = [s for s in staying if s.lineno < statement.lineno]
        return data.isdisjoint(self.reached(earlier))

    def _is_data(self, name: str) -> bool:
        """Can the object that a name is bound to be changed?"""
        one = self.bound[name][0]
        return isinstance(one, ast.Assign | ast.AnnAssign) and not isinstance(one.value, ast.Constant)

    def reached(self, statements: Iterable[ast.stmt]) -> set[str]:
        """The names in statements, and in all that defines these names."""
        found: set[str] = set()
        waiting = list(statements)
        while waiting:
            new = self.words[waiting.pop()] - found
            found |= new
            waiting += [one for name in new for one in self.bound.get(name, ())]
        return found

    def closed(self, names: Iterable[str]) -> list[str]:
        """The names with all that they need, in order."""
        wanted = set(names)
        wanted |= self.reached(self.movable[name] for name in wanted)
        return [name for name in self.movable if name in wanted]

    def text(self, statement: ast.stmt) -> list[str]:
        return self.lines[first_line(statement) - 1 : statement.end_lineno]

    def module(self, names: Collection[str], header: Sequence[str] = ()) -> str:
        """The source of a module with these of the definitions; `header` comes after the imports."""
        used = {word for name in names for word in self.words[self.movable[name]]}
        wanted = {id(one) for name, ones in self.imports.items() if name in used for one in ones}
        future = [s for s in self.body if isinstance(s, ast.ImportFrom) and s.module == "__future__"]
        imports = [s for s in self.body if id(s) in wanted]
        parts = [self.text(one) for one in (*future, *imports)]
        parts += [list(header), *(["", *self.text(self.movable[name])] for name in names)]
        return "\n".join(line for part in parts for line in part) + "\n"

    def remaining(self, moved: Collection[str], header: Sequence[str]) -> str:
        """What is left, with other lines in place of the first that moved."""
        lines: list[list[str]] = [[line] for line in self.lines]
        places = [self.movable[name] for name in moved]
        for statement in places:
            for number in range(first_line(statement) - 1, statement.end_lineno or 0):
                lines[number] = []
        lines[min(map(first_line, places)) - 1] = list(header)
        return "\n".join(line for part in lines for line in part) + "\n"


def first_line(statement: ast.stmt) -> int:
    decorators = statement.decorator_list if isinstance(statement, _DEFINITIONS) else []
    return min([statement.lineno, *(decorator.lineno for decorator in decorators)])


def _meet(a: ast.stmt, b: ast.stmt) -> bool:
    return first_line(a) <= (b.end_lineno or 0) and first_line(b) <= (a.end_lineno or 0)


def _is_import(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.ImportFrom):
        return statement.module != "__future__" and statement.names[0].name != "*" and statement.level == 0
    return isinstance(statement, ast.Import)


def words(node: ast.AST) -> Iterator[str]:
    """The names in a piece of code, and those in strings that may be annotations."""
    for child in ast.walk(node):
        if isinstance(child, ast.Name):
            yield child.id
        elif isinstance(child, ast.Attribute) and child.attr in _CONVERTERS | {"__globals__"}:
            yield child.attr
        elif isinstance(child, ast.Constant) and isinstance(child.value, str) and child.value.isidentifier():
            yield child.value


def _bound(statement: ast.stmt) -> Iterator[str]:
    """The names that a statement binds in the module's scope."""
    stack: list[ast.AST] = [statement]
    while stack:
        node = stack.pop()
        yield from _bound_by(node)
        stack.extend(() if isinstance(node, _SCOPES) else ast.iter_child_nodes(node))


def _bound_by(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
            yield name
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.Import(names=names):
            yield from (alias.asname or alias.name.partition(".")[0] for alias in names)
        case ast.ImportFrom(names=names):
            yield from (alias.asname or alias.name for alias in names)
        case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)) | ast.ExceptHandler(name=str(name)):
            yield name
        case ast.arg(arg=name):
            yield name


# Rewriting names


def qualified(source: str, names: Collection[str], prefix: str) -> str:
    """The source with `prefix.name` for each of the names."""
    lines = [line.encode() for line in source.splitlines()]
    found = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name) and node.id in names]
    for node in sorted(found, key=lambda node: (node.lineno, node.col_offset), reverse=True):
        line = lines[node.lineno - 1]
        lines[node.lineno - 1] = line[: node.col_offset] + f"{prefix}.".encode() + line[node.col_offset :]
    return b"\n".join(lines).decode() + "\n"


def qualifiable(source: str, names: Iterable[str]) -> list[str]:
    """The names that mean the same wherever they stand, and of which each place is known."""
    nodes = list(ast.walk(ast.parse(source)))
    bound = {name for node in nodes for name in _bound_by(node)}
    hidden = {name for node in nodes if isinstance(node, ast.JoinedStr) for name in words(node)}
    return [name for name in names if name not in bound and name not in hidden]


def with_local_imports(source: str, names: Collection[str], module: str) -> tuple[str, set[str]]:
    """The source with imports inside the functions that use the names, and the names used anywhere else."""
    lines = source.splitlines()
    elsewhere: set[str] = set()
    for statement in reversed(ast.parse(source).body):
        for function in reversed(_functions(statement)):
            own = {name for node in ast.walk(function) for name in _bound_by(node)}
            used = sorted({name for one in function.body for name in words(one)} & set(names) - own)
            first = function.body[0]
            if used and first_line(first) > function.lineno and lines[function.lineno - 1].strip().startswith("def "):
                indent = " " * first.col_offset
                lines.insert(first_line(first) - 1, f"{indent}from {module} import {', '.join(used)}")
            else:
                elsewhere.update(used)
    text = "\n".join(lines) + "\n"
    return text, elsewhere | _used_outside(source, names)


def _functions(statement: ast.stmt) -> list[ast.FunctionDef]:
    if isinstance(statement, ast.ClassDef):
        return [one for one in statement.body if isinstance(one, ast.FunctionDef)]
    return [statement] if isinstance(statement, ast.FunctionDef) else []


def _used_outside(source: str, names: Collection[str]) -> set[str]:
    tree = ast.parse(source)
    for statement in tree.body:
        for function in _functions(statement):
            function.body = []
    return set(words(tree)) & set(names)


# Forms


Form = Callable[[Program, Collection[str]], Split]


def _imported(names: Iterable[str], module: str) -> str:
    return f"from {module} import {', '.join(names)}"


def _plain(program: Program, names: Collection[str]) -> Split:
    main = program.remaining(names, [_imported(names, "pieces")])
    return Split("main.py", {"main.py": main, "pieces.py": program.module(names)}, names)


def _renamed(program: Program, names: Collection[str]) -> Split:
    """The module has other names for what it defines."""
    exported = [f"{name} as other_{name}" for name in names]
    brought = [f"other_{name} as {name}" for name in names]
    files = {"pieces.py": program.module(names), "between.py": _imported(exported, "pieces") + "\n"}
    return Split("main.py", {"main.py": program.remaining(names, [_imported(brought, "between")]), **files}, names)


def _tried(program: Program, names: Collection[str]) -> Split:
    header = ["try:", f"    {_imported(names, '.pieces')}", "except ImportError:", f"    {_imported(names, 'pieces')}"]
    return Split("main.py", {"main.py": program.remaining(names, header), "pieces.py": program.module(names)}, names)


def _through_module(statement: str, prefix: str, path: str) -> Form:
    def split(program: Program, names: Collection[str]) -> Split:
        plain = qualifiable(program.remaining(names, [""]), names)
        others = [name for name in names if name not in plain]
        module = path.removesuffix(".py").replace("/", ".")
        header = [statement, *([_imported(others, module)] if others else [])]
        main = qualified(program.remaining(names, header), plain, prefix)
        files = {f"{path.rpartition('/')[0]}/__init__.py": ""} if "/" in path else {}
        return Split("main.py", {"main.py": main, path: program.module(names), **files}, names)

    return split


def _relative(program: Program, names: Collection[str]) -> Split:
    main = program.remaining(names, [_imported(names, ".parts.pieces")])
    files = {"app/__init__.py": "", "app/parts/__init__.py": "", "app/parts/pieces.py": program.module(names)}
    return Split("app/main.py", {"app/main.py": main, **files}, names)


def _handed_on(program: Program, names: Collection[str]) -> Split:
    main = program.remaining(names, [_imported(names, "kit")])
    files = {"kit/__init__.py": _imported(names, ".pieces") + "\n", "kit/pieces.py": program.module(names)}
    return Split("main.py", {"main.py": main, **files}, names)


def _starred(program: Program, names: Collection[str]) -> Split:
    listed = [f"__all__ = {list(names)!r}"] if any(name.startswith("_") for name in names) else []
    main = program.remaining(names, ["from pieces import *"])
    return Split("main.py", {"main.py": main, "pieces.py": program.module(names, listed)}, names)


def _layers(program: Program, names: Collection[str]) -> tuple[list[str], list[str]]:
    """The lower half of what moves, which needs nothing of the upper half."""
    ordered = list(names)
    lower = program.closed(ordered[: (len(ordered) + 1) // 2])
    return lower, [name for name in ordered if name not in lower]


def _chained(program: Program, names: Collection[str]) -> Split:
    """The main file takes everything from a module that takes half of it from another."""
    lower, upper = _layers(program, names)
    files = {"lower.py": program.module(lower), "upper.py": program.module(upper, [_imported(lower, "lower")])}
    return Split("main.py", {"main.py": program.remaining(names, [_imported(names, "upper")]), **files}, names)


def _star_chained(program: Program, names: Collection[str]) -> Split:
    """A package that gathers the names of two modules by stars, used as a module."""
    lower, upper = _layers(program, names)
    main = program.remaining(names, ["import kit"])
    plain = qualifiable(main, names)
    others = [name for name in names if name not in plain]
    main = program.remaining(names, ["import kit", *([_imported(others, "kit")] if others else [])])
    files = {
        "kit/__init__.py": "from kit.upper import *\nfrom kit.lower import *\n",
        "kit/lower.py": program.module(lower, [f"__all__ = {lower!r}"]),
        "kit/upper.py": program.module(upper, ["from .lower import *", f"__all__ = {upper!r}"]),
    }
    return Split("main.py", {"main.py": qualified(main, plain, "kit"), **files}, names)


def _local(program: Program, names: Collection[str]) -> Split:
    """Functions import what they use."""
    main, elsewhere = with_local_imports(program.remaining(names, ["# moved"]), names, "pieces")
    header = _imported(sorted(elsewhere), "pieces") if elsewhere else "import pieces"
    main = main.replace("# moved\n", header + "\n", 1)
    return Split("main.py", {"main.py": main, "pieces.py": program.module(names)}, names)


FORMS: dict[str, Form] = {
    "from": _plain,
    "renamed": _renamed,
    "tried": _tried,
    "module": _through_module("import pieces", "pieces", "pieces.py"),
    "dotted": _through_module("import kit.pieces", "kit.pieces", "kit/pieces.py"),
    "alias": _through_module("from kit import pieces as p_", "p_", "kit/pieces.py"),
    "relative": _relative,
    "package": _handed_on,
    "star": _starred,
    "chain": _chained,
    "stars": _star_chained,
    "local": _local,
}


def split(source: str, form: str, salt: str | None = None) -> Split | None:
    """The program in several files; with a salt, only some of what can move does. None if nothing can."""
    program = Program(source)
    names = [n for n in program.movable if salt is None or zlib.crc32(f"{salt} {n}".encode()) % 2]
    names = program.closed(names)
    return FORMS[form](program, names) if names else None
