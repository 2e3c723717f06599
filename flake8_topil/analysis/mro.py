"""The method resolution order of classes: where Python looks for an attribute, and what `super()` goes on with."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_topil.analysis.values import Class, Instance, Super, Union, Value, members

Order = tuple[Value, ...]


def bases_of(cls: Class) -> Order:
    """The bases of a class and of its bases, in the order in which attributes are looked up."""
    if len(cls.bases) == 1:
        (base,) = cls.bases
        if not isinstance(base, Union):
            return _order(base)
    merged = _merged([*map(_order, cls.bases), cls.bases])
    return tuple(_depth_first(cls)) if merged is None else merged


def after(super_: Super) -> Order:
    """The classes that `super()` looks through: those after its owner in the order of its object's class."""
    instance = super_.instance
    cls = instance.cls if isinstance(instance, Instance) else instance
    order = (cls, *bases_of(cls)) if isinstance(cls, Class) else ()
    return order[order.index(super_.owner) + 1 :] if super_.owner in order else bases_of(super_.owner)


def _order(base: Value) -> Order:
    return (base, *bases_of(base)) if isinstance(base, Class) else (base,)


def _merged(orders: list[Order]) -> Order | None:
    """One order that keeps to several, as Python merges them; None if there is none, or it is not known."""
    if any(isinstance(base, Union) for base in orders[-1]):
        return None
    left = [list(order) for order in orders if order]
    found: list[Value] = []
    while left:
        first = next((order[0] for order in left if not any(order[0] in other[1:] for other in left)), None)
        if first is None:
            return None
        found.append(first)
        left = [rest for order in left if (rest := [base for base in order if base != first])]
    return tuple(found)


def _depth_first(cls: Class) -> Iterator[Value]:
    for base in cls.bases:
        for member in members(base):
            yield member
            if isinstance(member, Class):
                yield from _depth_first(member)
