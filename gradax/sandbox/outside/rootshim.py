"""As root only: make some folders readable, become nobody in particular, and run a command.

bubblewrap run as uid 0 leaves /proc/sys writable, so the uid goes first. A Python or a course below a folder that only
root may enter (mode 0700) is then out of reach: in a mount namespace of its own, that folder is covered by an empty one
that anybody may enter, and only what is needed is put back, in its place. Standard library only: it runs as a file.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
from pathlib import Path
from typing import NoReturn

_CLONE_NEWNS = 0x00020000
_MS_RDONLY, _MS_NOSUID, _MS_NODEV, _MS_REMOUNT, _MS_BIND, _MS_REC, _MS_PRIVATE = 1, 2, 4, 32, 4096, 16384, 1 << 18
_STAGE = Path("/run")
_MAY_ENTER = 0o001

_libc = ctypes.CDLL(None, use_errno=True)


def main(arguments: list[str]) -> NoReturn:
    """Run ``[uid, folders as JSON {path: writable}, command…]``."""
    uid, folders, command = int(arguments[0]), json.loads(arguments[1]), arguments[2:]
    try:
        reach({Path(path): writable for path, writable in folders.items()})
    except OSError as error:
        closed = next(path for path in folders if closed_ancestor(Path(path)) is not None)
        sys.exit(f"{closed} lies below a folder that only root may enter, and the sandbox cannot have it ({error})")
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
    os.umask(0o077)
    os.execve(command[0], command, dict(os.environ))


def reach(folders: dict[Path, bool]) -> None:
    """Make folders (path: writable) reachable for everybody in this process's own mounts, where they are not."""
    covers = {path: cover for path in folders if (cover := closed_ancestor(path)) is not None}
    if not covers:
        return
    _check(_libc.unshare(_CLONE_NEWNS), "unshare")
    _mount(None, Path("/"), None, _MS_PRIVATE | _MS_REC)
    _mount("tmpfs", _STAGE, "tmpfs", _MS_NOSUID | _MS_NODEV, "size=1m,mode=755")
    staged = {path: _STAGE / str(number) for number, path in enumerate(covers)}
    for path, stage in staged.items():
        stage.mkdir()
        _mount(str(path), stage, None, _MS_BIND | _MS_REC)
    for cover in set(covers.values()):
        _mount("tmpfs", cover, "tmpfs", _MS_NOSUID | _MS_NODEV, "size=1m,mode=755")
    for path, stage in staged.items():
        path.mkdir(parents=True, exist_ok=True)
        _mount(str(stage), path, None, _MS_BIND | _MS_REC)
        if not folders[path]:
            _mount(None, path, None, _MS_REMOUNT | _MS_BIND | _MS_RDONLY | _MS_NOSUID | _MS_NODEV)


def closed_ancestor(path: Path) -> Path | None:
    """The topmost folder above `path` that others may not enter."""
    return next((folder for folder in reversed(path.parents) if not folder.stat().st_mode & _MAY_ENTER), None)


def _mount(source: str | None, target: Path, kind: str | None, flags: int, data: str | None = None) -> None:
    encoded = [None if text is None else text.encode() for text in (source, str(target), kind, data)]
    result = _libc.mount(encoded[0], encoded[1], encoded[2], ctypes.c_ulong(flags), encoded[3])
    _check(result, f"mount {target}")


def _check(result: int, what: str) -> None:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


if __name__ == "__main__":
    main(sys.argv[1:])
