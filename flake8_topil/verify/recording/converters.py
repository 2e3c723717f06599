"""Stands between the program and torchvision's converter.

`to_pil_image` keeps its identity, its code is replaced: every name it is bound to, before or after, leads to the
recorder, and it can still be pickled. `ToPILImage` objects remember where they were built, in an attribute that is
pickled with them.
"""

from __future__ import annotations

import sys
import traceback
import types
from collections.abc import Callable
from typing import Any, NamedTuple, Protocol

from .frames import LIBRARY, PROGRAM, STANDARD, Place, frames, home, place_of
from .hook import ImportHook

_MADE_AT = "_topil_made_at"
_RECORD = "_topil_record"
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
    """Replaces the converters of torchvision, from `start` to `stop`."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._hook = ImportHook(
            {
                "torchvision.transforms.functional": self._patch_function,
                "torchvision.transforms.transforms": self._patch_class,
                "torchvision.transforms.v2._type_conversion": self._patch_class,
            }
        )
        self._undo: list[Callable[[], None]] = []
        self._convert: Callable[..., Any]

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
            picture = self._convert(pic, mode)
        except Exception as error:
            refused = error
            self._guarded(lambda: self._sink.refusal(origin_of(frame), refused))
            raise
        self._guarded(lambda: self._judge(frame, pic, mode, picture))
        return picture

    def _judge(self, frame: types.FrameType, pic: Any, mode: Any, picture: Any) -> None:
        from .oracle import judge

        self._sink.conversion(origin_of(frame), mode, picture, judge(self._convert, pic, mode, picture))

    def _guarded(self, write: Callable[[], None]) -> None:
        """The program goes on whatever happens in here."""
        try:
            write()
        except Exception:
            text = traceback.format_exc()
            try:
                self._sink.failure(text)
            except OSError:
                sys.stderr.write(f"flake8-topil: the recorder failed\n{text}")

    def _patch_function(self, module: types.ModuleType) -> None:
        function: types.FunctionType = module.to_pil_image
        code, names = function.__code__, function.__globals__
        self._convert = types.FunctionType(code, names, function.__name__, function.__defaults__)
        self._guarded(self._begin)
        names[_RECORD] = self.record
        function.__code__ = _to_pil_image.__code__

        def undo() -> None:
            function.__code__ = code
            del names[_RECORD]

        self._undo.append(undo)

    def _begin(self) -> None:
        from .oracle import clamps_by_itself

        version = getattr(sys.modules["torchvision"], "__version__", None) or _installed_version()
        self._sink.begin(version, clamps_by_itself(self._convert))

    def _patch_class(self, module: types.ModuleType) -> None:
        converter = module.ToPILImage
        original = converter.__init__

        def __init__(instance: Any, *args: Any, **kwargs: Any) -> None:
            original(instance, *args, **kwargs)
            setattr(instance, _MADE_AT, _built_at(sys._getframe(1), instance))

        __init__.__wrapped__ = original  # type: ignore[attr-defined]
        converter.__init__ = __init__

        def undo() -> None:
            converter.__init__ = original

        self._undo.append(undo)


def _to_pil_image(pic: Any, mode: Any = None) -> Any:
    """Only the code of this function is used: it runs with the globals of torchvision.transforms.functional."""
    return _topil_record(pic, mode)  # type: ignore[name-defined]  # noqa: F821


def _installed_version() -> str:
    from importlib.metadata import version

    return version("torchvision")


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
