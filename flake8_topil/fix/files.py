"""Reading source files in their encoding, and replacing them as a whole."""

from __future__ import annotations

import contextlib
import io
import os
import stat
import tempfile
import tokenize
from dataclasses import dataclass
from pathlib import Path

_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


class FileError(Exception):
    """A file that cannot be read or written, with the reason in one line."""


@dataclass(frozen=True)
class Contents:
    """What a source file holds."""

    path: str
    data: bytes
    text: str
    """Without the byte order mark, and with the line ends as they are."""
    encoding: str

    @classmethod
    def decode(cls, path: str, data: bytes) -> Contents:
        """Decode a source file as Python does.

        Raises FileError if it has not the encoding that it declares, or one that does not give the same bytes back.
        """
        try:
            encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
            text = data.decode(encoding)
            same = text.encode(encoding) == data
        except (SyntaxError, UnicodeError, LookupError) as error:
            raise FileError(f"cannot be decoded: {error}") from error
        if not same:
            raise FileError(f"its encoding, {encoding}, does not give the same bytes back")
        return cls(path, data, text, encoding)

    @classmethod
    def read(cls, path: str) -> Contents:
        """Read a source file.

        Raises FileError if it cannot be read or decoded.
        """
        try:
            data = Path(path).read_bytes()
        except OSError as error:
            raise FileError(f"cannot be read: {error.strerror or error}") from error
        return cls.decode(path, data)

    def encode(self, text: str) -> bytes:
        """A text in the encoding of this file, with its byte order mark."""
        return text.encode(self.encoding)


def replace(contents: Contents, text: str) -> None:
    """Write a text to the file that the contents were read from, if it still holds them.

    The file is replaced as a whole: whatever happens, it is the old or the new one. A symbolic link stays one, and
    permissions are kept.

    Raises FileError if it cannot be written, is read-only, or was changed in the meantime.
    """
    target = Path(os.path.realpath(contents.path))
    try:
        status = target.stat()
        if not status.st_mode & _WRITABLE:
            raise FileError("cannot be written: it is read-only")
        if target.read_bytes() != contents.data:
            raise FileError("was changed by something else meanwhile and is left as it is")
        _replace(target, contents.encode(text), status)
    except OSError as error:
        raise FileError(f"cannot be written: {error.strerror or error}") from error


def _replace(target: Path, data: bytes, status: os.stat_result) -> None:
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if hasattr(os, "chown"):
            with contextlib.suppress(PermissionError):
                os.chown(name, status.st_uid, status.st_gid)
        os.chmod(name, stat.S_IMODE(status.st_mode))
        os.replace(name, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
