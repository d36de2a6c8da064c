"""gradax: learn JAX by doing, and grade what was learnt.

In a notebook: ``from gradax import check, hint, predict``.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gradax.learning.check import check, check_all
    from gradax.learning.hint import hint
    from gradax.learning.predict import predict

__version__ = "0.1.0"
__all__ = ["check", "check_all", "hint", "predict"]


def __getattr__(name: str) -> Any:
    # Lazy, so that the sandbox can import the package without the student's side of it.
    if name in __all__:
        from gradax import learning

        return getattr(learning, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
