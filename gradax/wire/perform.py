"""The student's end of a request: run a cell, call a function, run a probe, and answer with plain data.

A guest and a live notebook run this same code, so a visible check and a hidden test mean the same. Nothing here is
relied upon for a grade: in a guest it shares its process with the student's code.
"""

from __future__ import annotations

import linecache
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Any, Protocol

from gradax.results import Kind
from gradax.wire.cells import CELL, RESHAPED, cell_of, compile_cell, run_compiled
from gradax.wire.codec import LIVE, Message, TooLarge, Unserialisable, decode, encode
from gradax.wire.settings import Settings
from gradax.wire.shell import Shell

CLAIM_LENGTH = 2000
TYPE_NAMES = 16
TYPE_NAME_LENGTH = 100
FRAMES = 6
_RESERVE_BYTES = 4 << 20


Runner = Callable[[Callable[..., Any], dict[str, Any]], Any]


class Pinned(Protocol):
    """Settings that must not vary."""

    def accept(self) -> None:
        """Keep what is set now."""

    def restore(self) -> list[str]:
        """Restore what has changed; gives its names."""


class Alarm(Protocol):
    """Notices what a student's code replaces."""

    def sprung(self) -> list[str]:
        """The names of what has been replaced."""


class NotDefined(AttributeError):
    """A name that the student's code does not define."""


class LiveNames:
    """What a probe sees of the student's code: the names that it defines, as attributes."""

    def __init__(self, namespace: dict[str, Any]) -> None:
        self.__dict__["_namespace"] = namespace

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["_namespace"][name]
        except KeyError:
            raise NotDefined(name) from None


class Performer:
    """Performs requests in one namespace.

    Args:
        namespace: where the student's names live; a notebook's, or a fresh one.
        live: whether a person sits at the notebook, whose Ctrl-C must get through.
        settings: what must not vary after a student's cell, and is set back before each call.
        watch: notices where the student's code replaces functions that others rely on.
        shell: stands where IPython's shell would be, where cells are run and there is none.
    """

    def __init__(
        self,
        namespace: dict[str, Any],
        *,
        live: bool = False,
        settings: Pinned | None = None,
        watch: Alarm | None = None,
        shell: Shell | None = None,
    ) -> None:
        self.namespace = namespace
        self._shell = shell
        if shell is not None:
            shell.install()
        self._live = live
        self._settings = settings
        self._watch = watch
        self._changed: set[str] = set()
        self._operations: dict[str, Callable[..., Any]] = {
            "cell": self.cell,
            "call": self.call,
            "probe": self.probe,
            "clean": self.clean,
            "notes": self.notes,
        }

    def respond(self, request: Message, run: Runner | None = None) -> Message:
        """Perform one encoded request; the answer is ``{"value": …}`` or ``{"failure": …}``, encoded.

        Args:
            request: the request.
            run: calls the operation with its fields, within limits; see `gradax.wire.time_limit`.
        """
        reserve: bytearray | None = None
        try:
            reserve = bytearray(_RESERVE_BYTES)
            fields = decode(request, LIVE)
            operation = self._operations[fields.pop("op")]
            return encode({"value": run(operation, fields) if run else operation(**fields)})
        except KeyboardInterrupt as error:
            if self._live:
                raise
            return self._failed(Kind.EXCEPTION, error)
        except BaseException as error:
            del reserve  # where the student's code has filled the memory, there is room again to say so
            return self._failed(_kind_of(error), error)

    def cell(self, source: str, name: str, released: bool = False) -> None:
        """Run one cell in the namespace; its lines are known to tracebacks as ``<cell NAME>``.

        A `released` cell is the course's own, which may choose settings.
        """
        for kind in (CELL, RESHAPED):
            _remember_source(f"<{kind} {name}>", source)
        if self._shell is not None:
            self._shell.cell = name
            self._shell.stand_in_for_ipython(source)
        try:
            run_compiled(compile_cell(source, name, self.namespace), self.namespace)
        finally:
            if self._settings is not None and released:
                self._settings.accept()
            self._restore()

    def notes(self) -> dict[str, list[str]]:
        """The settings that the student's code has changed, its magics that did nothing, and what it has replaced."""
        return {
            "settings": sorted(self._changed),
            "skipped": sorted(self._shell.skipped) if self._shell is not None else [],
            "replaced": self._watch.sprung() if self._watch is not None else [],
        }

    def _restore(self) -> None:
        if self._settings is not None:
            self._changed |= set(self._settings.restore())

    def call(self, function: str, args: list[Any], kwargs: dict[str, Any]) -> Any:
        """Call a function of the namespace; a dotted name reaches into what the namespace holds."""
        self._restore()
        first, *rest = function.split(".")
        found = getattr(LiveNames(self.namespace), first)
        for attribute in rest:
            try:
                found = getattr(found, attribute)
            except AttributeError:
                raise NotDefined(function) from None
        return found(*args, **kwargs)

    def probe(self, source: str, name: str, data: dict[str, Any]) -> Any:
        """Run a probe's source and call it with the student's names and `data`."""
        self._restore()
        return self._probed(source, name, data, self.namespace)

    def clean(self, source: str, name: str, data: dict[str, Any]) -> Any:
        """Run a probe without the student's names: where there is one process only, this is all that can be done."""
        return self._probed(source, name, data, {})

    def _probed(self, source: str, name: str, data: dict[str, Any], namespace: dict[str, Any]) -> Any:
        file = f"<probe {name}>"
        _remember_source(file, source)
        probe_globals: dict[str, Any] = {"__name__": "gradax_probe"}
        exec(compile(source, file, "exec", dont_inherit=True), probe_globals)
        return probe_globals[name](LiveNames(namespace), **data)

    def _failed(self, kind: Kind, error: BaseException) -> Message:
        failure = {
            "kind": kind.value,
            "claim": _safely(lambda: _plain(str(error), CLAIM_LENGTH)),
            "exception_types": _safely(lambda: _type_names(error)) or [],
            "line": _safely(lambda: self._line(error)),
            "frames": _safely(lambda: self._frames(error)) or [],
        }
        return encode({"failure": failure})

    def _line(self, error: BaseException) -> str | None:
        """Where in the student's own code it happened: ``line 3: x = 1 / 0``."""
        if isinstance(error, SyntaxError) and isinstance(error.lineno, int) and type(error.text) is str:
            return _plain(f"line {error.lineno}: {error.text.strip()}", CLAIM_LENGTH)
        for frame in reversed(list(_frames(error.__traceback__))):
            file = frame.tb_frame.f_code.co_filename
            if frame.tb_frame.f_globals is self.namespace and not file.startswith(f"<{RESHAPED} "):
                text = linecache.getline(frame.tb_frame.f_code.co_filename, frame.tb_lineno).strip()
                return _plain(f"line {frame.tb_lineno}: {text}", CLAIM_LENGTH)
        return None

    def _frames(self, error: BaseException) -> list[list[Any]]:
        """The cells and lines that the exception came through, outermost first."""
        if isinstance(error, SyntaxError):
            cell = _cell_of(str(error.filename))
            return [[cell, error.lineno]] if cell and isinstance(error.lineno, int) else []
        found: list[list[Any]] = []
        for frame in _frames(error.__traceback__):
            cell = _cell_of(frame.tb_frame.f_code.co_filename)
            if cell and [cell, frame.tb_lineno] not in found:
                found.append([cell, frame.tb_lineno])
        return found[:1] + found[1:][-FRAMES + 1 :]


def notebook_performer(*, live: bool = False, alone: bool = False, pinned: bool = False) -> Performer:
    """A performer for a whole notebook's cells, in a namespace of its own; for `alone` see `Shell`.

    Where settings are `pinned`, JAX is loaded first, so that no cell can be the one that loads and sets it.
    """
    namespace: dict[str, Any] = {"__name__": "__main__"}
    if pinned:
        import jax  # noqa: F401
    settings = Settings() if pinned else None
    return Performer(namespace, live=live, settings=settings, shell=Shell(namespace, alone=alone))


def _cell_of(file: str) -> str | None:
    """The name of the cell whose code was compiled under that name, or its beginning."""
    cell = cell_of(file)
    return None if cell is None else cell[:TYPE_NAME_LENGTH]


def _kind_of(error: BaseException) -> Kind:
    raised = type(error)  # `isinstance` may ask the exception itself, which can raise
    if issubclass(raised, Unserialisable):
        return Kind.UNSERIALISABLE
    if issubclass(raised, TooLarge):
        return Kind.REPLY_TOO_LARGE
    if issubclass(raised, NotDefined):
        return Kind.NOT_DEFINED
    return Kind.EXITED if issubclass(raised, SystemExit) else Kind.EXCEPTION


def _remember_source(file: str, source: str) -> None:
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)


def _frames(start: TracebackType | None) -> Iterator[TracebackType]:
    while start is not None:
        yield start
        start = start.tb_next


def _type_names(error: BaseException) -> list[str]:
    mro = type.__getattribute__(type(error), "__mro__")
    return [_plain(type.__getattribute__(kind, "__name__"), TYPE_NAME_LENGTH) for kind in mro[:TYPE_NAMES]]


def _plain(text: str, length: int) -> str:
    """The beginning of a text as exactly a `str` that can travel, whatever subclass it came as."""
    return str.encode(str.__getitem__(text, slice(length)), "utf-8", "replace").decode()


def _safely(make: Callable[[], Any]) -> Any:
    """What `make` gives, or None: an exception's own methods can raise."""
    try:
        return make()
    except BaseException:
        return None
