"""What a loop did to the state, kept while a loop around it is run again."""

from __future__ import annotations

from collections.abc import Hashable

from flake8_topil.analysis.state import Key, State, join_states
from flake8_topil.analysis.values import Value


class Loop:
    """One loop in one activation. Run again for another round of a loop around it, it starts from what it came to."""

    def __init__(self) -> None:
        self._changes: dict[Key, Value] = {}

    def first_guess(self, entry: State) -> State:
        """The state at the head, if the loop changes what it changed the last time."""
        if not self._changes:
            return entry
        changed = {key: value for key, value in self._changes.items() if key in entry.store}
        return join_states(entry, State({**entry.store, **changed}, entry.facts))

    def settle(self, entry: State, head: State) -> None:
        """Remember what the loop changes."""
        before = entry.store.get
        self._changes = {k: v for k, v in head.store.items() if (old := before(k)) is not v and old != v}


class Loops:
    """The loops that are running, and those inside them that have run."""

    def __init__(self) -> None:
        self._known: dict[Hashable, Loop] = {}
        self.depth = 0

    def enter(self, key: Hashable) -> Loop:
        self.depth += 1
        return self._known.setdefault(key, Loop())

    def leave(self) -> None:
        self.depth -= 1
        if self.depth == 0:
            self._known.clear()
