"""Which imports a value on its way somewhere may depend on: all others are not followed.

A module is read as a set of dependencies between keys: variables by their scope, attributes by their name alone, in
whatever object. What is left out costs precision, never soundness: a name that is not followed is unknown.
"""

from __future__ import annotations

import ast
import itertools
from collections.abc import Callable, Collection, Iterable, Iterator, Set
from dataclasses import dataclass, field

from flake8_topil.trees import descendants

Key = tuple[int, str]
"""A variable of the scope of that number, or an attribute."""

_ATTRIBUTE = -1
_MODULE = 0
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_CALLED_BY_USE = frozenset(
    ["__call__", "__enter__", "__getitem__", "__iter__", "__len__", "__new__", "__next__", "forward"]
    + [f"__{side}{name}__" for name in ("add", "sub", "mul", "truediv", "matmul") for side in ("", "r")]
)
"""Methods that are called without being named."""


def attribute(name: str) -> Key:
    return _ATTRIBUTE, name


def variable(name: str) -> Key:
    """A variable of the module."""
    return _MODULE, name


@dataclass(eq=False)
class _Scope:
    number: int
    bound: frozenset[str]
    parent: _Scope | None
    is_class: bool = False
    results: set[Key] = field(default_factory=set)
    """What a function returns or yields is made of."""

    def resolve(self, name: str) -> Key:
        scope: _Scope | None = self
        while scope is not None:
            if name in scope.bound and (not scope.is_class or scope is self):
                return scope.number, name
            scope = scope.parent
        return _MODULE, name


class Dependencies:
    """What the code of a module says of how its names depend on each other."""

    def __init__(self, tree: ast.Module) -> None:
        self.imported: set[Key] = set()
        """The variables that import statements bind."""
        self._has_star = False
        self._sources: dict[Key, set[Key]] = {}
        self._held: dict[Key, set[Key]] = {}
        """What a variable or attribute may hold a part of."""
        self._changed: list[Set[Key]] = []
        """What occurs in an object of which a part is assigned, object by object."""
        self._calls: list[tuple[str, Set[Key]]] = []
        """For each call the last word of what is called, and all that occurs in the call."""
        self._numbers = itertools.count(_MODULE)
        self._visit(tree.body, _Scope(next(self._numbers), frozenset(), None))

    def is_imported(self, key: Key) -> bool:
        """Can an import statement have bound a variable?"""
        return key in self.imported or (self._has_star and key[0] == _MODULE)

    def sources(self, key: Key) -> Set[Key]:
        """What a variable or attribute is made of."""
        return self._sources.get(key, frozenset())

    @property
    def changed(self) -> set[Key]:
        """What occurs in imported objects that are changed: left unfollowed, the change would go unnoticed."""
        return {key for keys in self._changed if any(map(self.is_imported, keys)) for key in keys}

    def of_calls(self, called: Collection[str]) -> set[Key]:
        """What occurs in calls of functions with these names, and where they are handed on."""
        holding = self._holding(called)
        wanted: set[Key] = set()
        for name, keys in self._calls:
            if name in called or not keys.isdisjoint(holding):
                wanted |= keys
        for target, sources in self._sources.items():
            if not sources.isdisjoint(holding):
                wanted |= {target, *sources}
        return wanted

    def _holding(self, called: Collection[str]) -> set[Key]:
        """What is one of the functions, or a pipeline or object that is made of one."""
        found = {key for keys in (*self._held.values(), *(keys for _, keys in self._calls)) for key in keys}
        holding = {key for key in found if key[1] in called}
        before = 0
        while len(holding) > before:
            before = len(holding)
            holding |= {target for target, held in self._held.items() if not held.isdisjoint(holding)}
        return holding

    # Statements

    def _visit(self, body: Iterable[ast.stmt], scope: _Scope) -> None:
        for statement in body:
            for expression in _own_expressions(statement):
                self._note_expression(expression, scope)
            self._note(statement, scope)
            for block in _blocks(statement):
                self._visit(block, scope)

    def _note(self, statement: ast.stmt, scope: _Scope) -> None:
        match statement:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                self._enter_function(statement, scope)
            case ast.ClassDef():
                self._enter_class(statement, scope)
            case ast.Assign(targets=targets, value=value):
                self._bind(targets, [value], scope)
            case (
                ast.AnnAssign(target=target, value=ast.expr() as value)
                | ast.AugAssign(target=target, value=value)
                | ast.For(target=target, iter=value)
                | ast.AsyncFor(target=target, iter=value)
            ):
                self._bind([target], [value], scope)
            case ast.With(items=items) | ast.AsyncWith(items=items):
                for item in items:
                    if item.optional_vars is not None:
                        self._bind([item.optional_vars], [item.context_expr], scope)
            case ast.Expr(value=ast.Call() as call):
                # A call whose result nobody wants may change what it is called on, and what it is given.
                changed = [*call.args, *(keyword.value for keyword in call.keywords)]
                if isinstance(call.func, ast.Attribute):
                    changed.append(call.func.value)
                self._add(_keys(changed, scope), _keys([call], scope))
                for key in _keys(changed[-1:], scope):
                    self._held.setdefault(key, set()).update(_keys(call.args, scope))
            case ast.Match(subject=subject):
                names = [node.name for node in descendants(statement) if isinstance(node, ast.MatchAs | ast.MatchStar)]
                self._add({scope.resolve(name) for name in names if name is not None}, _keys([subject], scope))
            case ast.Return(value=ast.expr() as value):
                scope.results |= _keys([value], scope)
            case ast.Import(names=names) | ast.ImportFrom(names=names):
                bound = (alias.asname or alias.name.partition(".")[0] for alias in names)
                self._has_star = self._has_star or names[0].name == "*"
                self.imported.update(scope.resolve(name) for name in bound)

    def _enter_function(self, node: ast.FunctionDef | ast.AsyncFunctionDef, scope: _Scope) -> None:
        inner = _Scope(next(self._numbers), _bound(node).union(_parameters(node.args)), scope)
        for parameter in _arguments(node.args):
            if parameter.annotation is not None:
                self._add([(inner.number, parameter.arg)], _keys([parameter.annotation], scope))
        self._visit(node.body, inner)
        results = inner.results | _keys(node.decorator_list, scope)
        if scope.is_class:
            self._add({attribute(node.name)}, results)
            if node.name in _CALLED_BY_USE:
                scope.results |= results
        self._add({scope.resolve(node.name)}, results)

    def _enter_class(self, node: ast.ClassDef, scope: _Scope) -> None:
        inner = _Scope(next(self._numbers), _bound(node), scope, is_class=True)
        self._visit(node.body, inner)
        for name in inner.bound:
            self._add({attribute(name)}, {(inner.number, name)})
        self._add({scope.resolve(node.name)}, inner.results | _keys(node.bases, scope))

    # Expressions

    def _note_expression(self, expression: ast.expr, scope: _Scope) -> None:
        for node in descendants(expression):
            match node:
                case ast.Call(func=function):
                    self._calls.append((_last_word(function), _keys([node], scope)))
                case ast.NamedExpr(target=target, value=value) | ast.comprehension(target=target, iter=value):
                    self._bind([target], [value], scope)
                case ast.Yield(value=ast.expr() as value) | ast.YieldFrom(value=value):
                    scope.results |= _keys([value], scope)

    def _bind(self, targets: Iterable[ast.expr], values: Iterable[ast.expr], scope: _Scope) -> None:
        held = {key for value in values for key in _held_keys(value, scope)}
        for target in targets:
            self._add(_target_keys(target, scope), _keys(values, scope))
            for key in _target_keys(target, scope):
                self._held.setdefault(key, set()).update(held)
            for node in descendants(target):
                if isinstance(node, ast.Attribute | ast.Subscript) and not isinstance(node.ctx, ast.Load):
                    self._changed.append(_keys([node.value], scope))
            if isinstance(target, ast.Attribute) and target.attr in _CALLED_BY_USE:
                self._changed.append(_keys(values, scope))

    def _add(self, targets: Iterable[Key], sources: Set[Key]) -> None:
        for target in targets:
            self._sources.setdefault(target, set()).update(sources)


class Demand:
    """The names of a module that are wanted: it grows with what is asked of the module.

    Attributes are shared by all modules of a project, since their objects are.
    """

    def __init__(
        self, read: Callable[[], tuple[Dependencies, Iterable[Key]]], attributes: dict[Key, None]
    ) -> None:
        """`read` gives the dependencies, and what is wanted in any case; it is called when they are needed."""
        self._read = read
        self._known: Dependencies | None = None
        self.attributes = attributes
        self._seen = 0
        self._wanted: set[Key] = set()
        self._names: set[str] = set()

    @property
    def _dependencies(self) -> Dependencies:
        if self._known is None:
            self._known, wanted = self._read()
            self.want(wanted)
        return self._known

    def want(self, keys: Iterable[Key]) -> None:
        """Want these, and all that they may depend on."""
        waiting = [key for key in keys if key not in self._wanted]
        self._wanted.update(waiting)
        while waiting:
            key = waiting.pop()
            if key[0] == _ATTRIBUTE:
                self.attributes[key] = None
                self._names.add(key[1])
            elif self._dependencies.is_imported(key):
                self._names.add(key[1])
            new = self._dependencies.sources(key) - self._wanted
            self._wanted |= new
            waiting += new

    def __contains__(self, name: str) -> bool:
        """Is an imported name, or an attribute of an imported module, wanted?"""
        _ = self._dependencies
        if self._seen < len(self.attributes):
            new = list(itertools.islice(self.attributes, self._seen, None))
            self._seen = len(self.attributes)
            self.want(new)
        return name in self._names


def _keys(nodes: Iterable[ast.AST], scope: _Scope) -> set[Key]:
    """The variables and attributes in expressions."""
    found: set[Key] = set()
    for root in nodes:
        for node in descendants(root):
            if isinstance(node, ast.Name):
                found.add(scope.resolve(node.id))
            elif isinstance(node, ast.Attribute):
                found.add(attribute(node.attr))
    return found


def _held_keys(value: ast.expr, scope: _Scope) -> Iterator[Key]:
    """The variables and attributes that a value may be or contain: not those of a call that computes something."""
    match value:
        case ast.Name(id=name):
            yield scope.resolve(name)
        case ast.Attribute(attr=name):
            yield attribute(name)
        case ast.Call(func=function) if not _last_word(function)[:1].isupper():
            return
        case _:
            for child in ast.iter_child_nodes(value):
                if isinstance(child, ast.expr):
                    yield from _held_keys(child, scope)
                elif isinstance(child, ast.keyword):
                    yield from _held_keys(child.value, scope)


def _target_keys(target: ast.expr, scope: _Scope) -> Iterator[Key]:
    """What an assignment to a target changes."""
    match target:
        case ast.Name(id=name):
            yield scope.resolve(name)
        case ast.Attribute(attr=name):
            yield attribute(name)
        case ast.Subscript(value=value) | ast.Starred(value=value):
            yield from _target_keys(value, scope)
        case ast.Tuple(elts=elements) | ast.List(elts=elements):
            for element in elements:
                yield from _target_keys(element, scope)


def _last_word(node: ast.expr) -> str:
    """The name of what is called: `c` for `a.b.c` and for `a.b.c(...)`, whose result is called."""
    while isinstance(node, ast.Call):
        node = node.func
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _arguments(args: ast.arguments) -> list[ast.arg]:
    rest = [one for one in (args.vararg, args.kwarg) if one is not None]
    return [*args.posonlyargs, *args.args, *args.kwonlyargs, *rest]


def _parameters(args: ast.arguments) -> list[str]:
    return [argument.arg for argument in _arguments(args)]


def _bound(definition: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> frozenset[str]:
    """The names that a function or class binds in its own scope."""
    found: set[str] = set()
    outside: set[str] = set()
    stack: list[ast.AST] = list(definition.body)
    while stack:
        node = stack.pop()
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.ExceptHandler(name=str(name)):
                found.add(name)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                found.add(name)
                continue
            case ast.Import(names=names) | ast.ImportFrom(names=names):
                found.update(alias.asname or alias.name.partition(".")[0] for alias in names)
            case ast.Global(names=names) | ast.Nonlocal(names=names):
                outside.update(names)
            case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                found.add(name)
            case ast.Lambda(args=args):
                found.update(_parameters(args))
        stack.extend(ast.iter_child_nodes(node))
    return frozenset(found - outside)


def _own_expressions(statement: ast.stmt) -> Iterator[ast.expr]:
    """The expressions of a statement itself, without those of the statements in it."""
    for child in ast.iter_child_nodes(statement):
        if isinstance(child, ast.expr):
            yield child
        elif isinstance(child, ast.withitem):
            yield child.context_expr
        elif isinstance(child, ast.match_case) and child.guard is not None:
            yield child.guard


def _blocks(statement: ast.stmt) -> Iterator[list[ast.stmt]]:
    if isinstance(statement, (*_FUNCTIONS, ast.ClassDef)):
        return
    for name in ("body", "orelse", "finalbody"):
        yield getattr(statement, name, [])
    for part in (*getattr(statement, "handlers", ()), *getattr(statement, "cases", ())):
        yield part.body
