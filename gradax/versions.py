"""Which versions of libraries are installed."""

from __future__ import annotations

import importlib.metadata


def version_of(name: str) -> str | None:
    """The version of a library, by the name that pip has for it; None where it is not installed."""
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None
