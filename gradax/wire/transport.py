"""How a request reaches the student's code, and what its answer means to the trusted side."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from gradax.results import Kind
from gradax.wire.codec import PLAIN, BadFrame, Message, decode, encode
from gradax.wire.failures import Frame, StudentFailure
from gradax.wire.perform import CLAIM_LENGTH, FRAMES, TYPE_NAME_LENGTH, TYPE_NAMES, Performer
from gradax.wire.time_limit import TimeLimit

# What the student's side may say of itself. Everything else is noticed from outside.
CLAIMABLE = frozenset(
    {Kind.EXCEPTION, Kind.NOT_DEFINED, Kind.UNSERIALISABLE, Kind.REPLY_TOO_LARGE, Kind.EXITED},
)

# Of its seconds, for what is asked once time has run out: nobody should wait for the same loop five times.
SHARE_AFTERWARDS = 0.2
_LINES = 1_000_000  # of one cell


class Transport(Protocol):
    """A way to the student's code."""

    def request(self, op: str, deadline: float | None = None, **fields: Any) -> Any:
        """Perform ``cell``, ``call`` or ``probe`` on the student's side and give the decoded answer.

        ``clean`` is a probe in a process in which no code of the student's ran, where the transport has one.

        Args:
            op: the operation; see `gradax.wire.perform.Performer`.
            deadline: seconds within which the answer must come, where the transport can see to it.
            fields: the operation's arguments.

        Raises:
            StudentFailure: where the student's code did not answer.
            GraderFault: where something failed on our side.
            Unserialisable: where a field cannot travel; the test's mistake.
        """


class LocalTransport:
    """To a namespace in this process: a live notebook, or the reference solution.

    Values travel through the same encoding both ways as to a guest.

    Args:
        performer: performs the requests.
        seconds: for one request that names no deadline; None for no limit at all, whatever deadline is named.
        say: shows a sentence while a request cannot be interrupted; see `TimeLimit`.
        patient: whether a deadline that is named counts; it does not where other code has run out of time before.
    """

    def __init__(
        self,
        performer: Performer,
        *,
        seconds: float | None = None,
        say: Callable[[str], None] | None = None,
        patient: bool = True,
    ) -> None:
        self._performer = performer
        self._seconds = seconds
        self._say = say
        self._share = 1.0
        self._patient = patient

    def request(self, op: str, deadline: float | None = None, **fields: Any) -> Any:
        """See `Transport.request`."""
        message = request_message(op, fields)
        if self._seconds is None:
            return outcome(self._performer.respond(message))
        allowed = deadline if deadline and self._patient else self._seconds
        limit = TimeLimit(allowed * self._share, self._performer.namespace, self._say)
        reply = self._performer.respond(message, limit.run)
        if limit.ran_out:
            self._share, self._patient = SHARE_AFTERWARDS, False
            raise StudentFailure(Kind.TIMEOUT, line=limit.line, seconds=limit.seconds)
        return outcome(reply)


def request_message(op: str, fields: dict[str, Any]) -> Message:
    """A request, encoded."""
    return encode({"op": op, **fields})


def outcome(message: Message) -> Any:
    """What a reply says, which is its sender's claim.

    Raises:
        StudentFailure: for a failure that it reports, or `Kind.PROTOCOL` where it is not a reply.
    """
    try:
        reply = decode(message, PLAIN)
        if type(reply) is not dict or len(reply) != 1:
            raise BadFrame("malformed reply")
        if "value" in reply:
            return reply["value"]
        failure = _failure(reply.get("failure"))
    except BadFrame as error:
        raise StudentFailure(Kind.PROTOCOL, str(error)) from None
    raise failure


def _failure(told: Any) -> StudentFailure:
    if type(told) is not dict:
        raise BadFrame("malformed failure")
    kind, claim, types, line = (told.get(name) for name in ("kind", "claim", "exception_types", "line"))
    if (
        type(kind) is not str
        or kind not in CLAIMABLE
        or type(types) is not list
        or len(types) > TYPE_NAMES
        or any(_text(name, TYPE_NAME_LENGTH) is None for name in types)
    ):
        raise BadFrame("malformed failure")
    return StudentFailure(
        Kind(kind),
        _text(claim, CLAIM_LENGTH) or "",
        exception_types=tuple(types),
        line=_text(line, CLAIM_LENGTH),
        frames=_frames(told.get("frames")),
    )


def _frames(claim: Any) -> tuple[Frame, ...]:
    """Cells and lines, as an honest peer would name them; nothing where it does not."""
    if type(claim) is not list or len(claim) > FRAMES:
        return ()
    for frame in claim:
        if type(frame) is not list or len(frame) != 2 or _text(frame[0], TYPE_NAME_LENGTH) is None:
            return ()
        if type(frame[1]) is not int or not 0 < frame[1] < _LINES:
            return ()
    return tuple((cell, line) for cell, line in claim)


def _text(value: Any, longest: int) -> str | None:
    """A text no longer than an honest peer's, or nothing."""
    return value if type(value) is str and len(value) <= longest else None
