"""Generators: what is done with the values that they yield, and the code that runs between their steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from flake8_topil.analysis import statements
from flake8_topil.analysis.signals import Unreachable
from flake8_topil.analysis.values import Value

if TYPE_CHECKING:
    from flake8_topil.analysis.machine import Machine
    from flake8_topil.analysis.statements import Flow


class Consumer(Protocol):
    """What a running generator yields to."""

    def take(self, machine: Machine, value: Value) -> None:
        """Do what is done with a value before the generator goes on."""


class Collector:
    """Keeps what a generator yields while nothing else runs."""

    def __init__(self) -> None:
        self.values: list[Value] = []

    def take(self, machine: Machine, value: Value) -> None:
        self.values.append(value)


class Inlined:
    """Runs a block of the calling function wherever a generator yields, as `with` and `for` do.

    So each of them sees what the other changes, and handlers in the generator what the block may raise.
    """

    def __init__(self, machine: Machine, block: Callable[[Value], Flow]) -> None:
        self._block = block
        self._where = machine.frame, machine.correlated
        self._running = list(machine.stack), list(machine.yields)
        self.has_run = False
        self.left = statements.Flow()
        """The ways on which the block was left for good; the generator has not gone on in these states."""

    def take(self, machine: Machine, value: Value) -> None:
        self.has_run = True
        inner = machine.stack, machine.yields
        machine.stack, machine.yields = list(self._running[0]), list(self._running[1])
        try:
            with machine.suspended(), machine.in_frame(*self._where):
                flow = self._block(value)
        finally:
            machine.stack, machine.yields = inner
        for state in flow.raises:
            machine.update(state)
        self.left = self.left.beside(replace(flow, next=()))
        if not flow.next:
            raise Unreachable
        machine.update(statements.joined(flow.next))
