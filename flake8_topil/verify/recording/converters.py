"""Stands between the program and torchvision's converter.

`to_pil_image` keeps its identity, its code is replaced: every name it is bound to, before or after, leads to the
recorder, and it can still be pickled. `ToPILImage` objects remember where they were built, in an attribute that is
pickled with them.
"""

from __future__ import annotations

import os
import sys
import traceback
import types
from collections.abc import Callable
from typing import Any, NamedTuple, Protocol, TypeVar

from .frames import LIBRARY, PROGRAM, STANDARD, Place, add_library, frames, home, place_of
from .hook import ImportHook

_T = TypeVar("_T")

_MADE_AT = "_topil_made_at"
_RECORDER = "_topil_recorder"
_NAMES = frozenset({"to_pil_image", "ToPILImage"})


class Origin(NamedTuple):
    """Where a conversion came from."""

    caller: Place
    """The call that led to the converter, torchvision's own methods of the converter left out."""
    home: str
    """Whose code the caller is."""
    made: Place | None
    """Where the `ToPILImage` object was built, if there is one."""
    made_home: str
    outer: Place | None
    """The innermost call in code that is not a library's, if the caller is in a library."""
    is_own: bool
    """Does the caller name the converter itself, rather than call what it was handed?"""


class Sink(Protocol):
    """Takes what was recorded."""

    def begin(self, torchvision: str, clamps: bool) -> None:
        """torchvision is imported; `clamps` tells whether its converter clamps by itself."""

    def conversion(self, origin: Origin, mode: object, picture: Any, judgement: Any) -> None:
        """A conversion that gave a picture. `judgement` is that of the oracle."""

    def refusal(self, origin: Origin, error: Exception) -> None:
        """A conversion that the converter refused by raising."""

    def failure(self, text: str) -> None:
        """The recorder itself failed, with this traceback."""


class Recorder:
    """Replaces the converters of torchvision, from `start` to `stop`.

    A process may have several, as under a pytest that records and is itself recorded: the first one replaces, the
    others add their sinks to it.
    """

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self.sinks = [sink]
        self._hook = ImportHook(
            {
                "torchvision.transforms.functional": self._patch_function,
                "torchvision.transforms.transforms": self._patch_class,
                "torchvision.transforms.v2._type_conversion": self._patch_class,
            }
        )
        self._undo: list[Callable[[], None]] = []
        self.convert: Callable[..., Any]

    def start(self) -> None:
        """Record from now on, or from the import of torchvision on."""
        self._hook.start()

    def stop(self) -> None:
        """Put back what was replaced."""
        self._hook.stop()
        while self._undo:
            self._undo.pop()()

    def record(self, pic: Any, mode: Any) -> Any:
        """Convert, and write down what happened. The result and the exceptions are those of the converter."""
        frame = sys._getframe(2)
        try:
            picture = self.convert(pic, mode)
        except Exception as error:
            refused = error
            self._tell(lambda: origin_of(frame), lambda sink, origin: sink.refusal(origin, refused))
            raise
        self._tell(
            lambda: (origin_of(frame), _judge(self.convert, pic, mode, picture)),
            lambda sink, seen: sink.conversion(seen[0], mode, picture, seen[1]),
        )
        return picture

    def _tell(self, find: Callable[[], _T], write: Callable[[Sink, _T], None]) -> None:
        """Find something out, and let every sink write it. The program goes on whatever happens in here."""
        try:
            found = find()
            for sink in self.sinks:
                write(sink, found)
        except Exception:
            text = traceback.format_exc()
            try:
                for sink in self.sinks:
                    sink.failure(text)
            except OSError:
                sys.stderr.write(f"flake8-topil: the recorder failed\n{text}")

    def _patch_function(self, module: types.ModuleType) -> None:
        function: types.FunctionType = module.to_pil_image
        names = function.__globals__
        if _RECORDER in names:
            self._join(names[_RECORDER])
            return
        for name in ("torch", "torchvision"):
            add_library(os.path.dirname(os.path.abspath(sys.modules[name].__file__ or "")))
        code = function.__code__
        self.convert = types.FunctionType(code, names, function.__name__, function.__defaults__)
        names[_RECORDER] = self
        function.__code__ = _to_pil_image.__code__
        self._begin(self)

        def undo() -> None:
            function.__code__ = code
            del names[_RECORDER]

        self._undo.append(undo)

    def _join(self, first: Recorder) -> None:
        """Leave the recording to the one that was here first."""
        first.sinks.append(self._sink)
        self._undo.append(lambda: first.sinks.remove(self._sink))
        self._begin(first)

    def _begin(self, first: Recorder) -> None:
        self._tell(lambda: (_version(), _clamps_by_itself(first.convert)), lambda _, found: self._sink.begin(*found))

    def _patch_class(self, module: types.ModuleType) -> None:
        converter = module.ToPILImage
        original = converter.__init__
        if getattr(original, _MADE_AT, False):
            return

        def __init__(instance: Any, *args: Any, **kwargs: Any) -> None:
            original(instance, *args, **kwargs)
            setattr(instance, _MADE_AT, _built_at(sys._getframe(1), instance))

        __init__.__wrapped__ = original  # type: ignore[attr-defined]
        setattr(__init__, _MADE_AT, True)
        converter.__init__ = __init__

        def undo() -> None:
            converter.__init__ = original

        self._undo.append(undo)


def _to_pil_image(pic: Any, mode: Any = None) -> Any:
    """Only the code of this function is used: it runs with the globals of torchvision.transforms.functional."""
    return _topil_recorder.record(pic, mode)  # type: ignore[name-defined]  # noqa: F821


# The oracle needs torch and numpy, which are there when torchvision is.


def _judge(convert: Callable[..., Any], pic: Any, mode: Any, picture: Any) -> Any:
    from .oracle import judge

    return judge(convert, pic, mode, picture)


def _clamps_by_itself(convert: Callable[..., Any]) -> bool:
    from .oracle import clamps_by_itself

    return clamps_by_itself(convert)


def _version() -> str:
    from importlib.metadata import version

    return getattr(sys.modules["torchvision"], "__version__", None) or version("torchvision")


def _built_at(frame: types.FrameType, instance: Any) -> tuple[object, ...]:
    """The call that builds an object; constructors of subclasses are passed over.

    A plain tuple: it is pickled with the object, and has to be read where there is no recorder.
    """
    for caller in frames(frame):
        if caller.f_code.co_name != "__init__" or caller.f_locals.get("self") is not instance:
            return tuple(place_of(caller))
    return tuple(place_of(frame))


def origin_of(frame: types.FrameType) -> Origin:
    """Where a conversion came from, given the frame that called `to_pil_image`."""
    converter = _converter_in(frame)
    caller = next(
        (one for one in frames(frame) if converter is None or not _is_machinery(one, converter)),
        frame,
    )
    whose = home(caller.f_code.co_filename)
    made = getattr(converter, _MADE_AT, None)
    outer = None
    if whose != PROGRAM:
        outer = next(
            (one for one in frames(caller) if home(one.f_code.co_filename) not in (LIBRARY, STANDARD, whose)), None
        )
    return Origin(
        place_of(caller),
        whose,
        None if made is None else Place(*made),
        "" if made is None else home(made[0]),
        None if outer is None else place_of(outer),
        not _NAMES.isdisjoint(caller.f_code.co_names),
    )


def _converter_in(frame: types.FrameType) -> Any:
    """The `ToPILImage` object that called `to_pil_image`, if one did."""
    if home(frame.f_code.co_filename) != LIBRARY:
        return None
    owner = frame.f_locals.get("self")
    return owner if any(kind.__name__ == "ToPILImage" for kind in type(owner).__mro__) else None


def _is_machinery(frame: types.FrameType, converter: object) -> bool:
    """Is this one of the methods by which torch and torchvision call the converter?"""
    return home(frame.f_code.co_filename) == LIBRARY and frame.f_locals.get("self") is converter
