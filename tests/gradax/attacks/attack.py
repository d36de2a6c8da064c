"""The bank of attacks: each file is the whole content of the attacked exercise's solution cell."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

BANK = Path(__file__).parent / "bank"
CATEGORIES = ("forging", "stealing", "network", "harm", "exhausting")
WRONG = "wrong"  # a wrong answer without a kind of its own
_ENDS, _FOOLS = "# ends:", "# fools: plain pytest"


@dataclass(frozen=True)
class Attack:
    """One attack.

    Attributes:
        category: what it is after, a word of `CATEGORIES`.
        slug: its name.
        source: what the student hands in; the tokens in it are replaced when the target is known.
        ends: what each failing test may be named as: kinds, or `WRONG`.
        fools_plain_pytest: whether ordinary tests in its own process report that all is well.
    """

    category: str
    slug: str
    source: str
    ends: frozenset[str]
    fools_plain_pytest: bool

    @property
    def name(self) -> str:
        """Category and slug."""
        return f"{self.category}-{self.slug}"

    @property
    def student(self) -> str:
        """Whose folder it may lie in."""
        return self.name


def read_attacks() -> list[Attack]:
    """The whole bank, by category and name."""
    return [read_attack(path) for category in CATEGORIES for path in sorted((BANK / category).glob("*.py"))]


def read_attack(path: Path) -> Attack:
    """One file: a comment line that says what it does, a line `# ends: <kind>[, …]`, and perhaps `_FOOLS`."""
    source = path.read_text(encoding="utf-8")
    about, ends, third = [*source.splitlines(), "", "", ""][:3]
    if not about.startswith("# ") or about.startswith(_ENDS) or not ends.startswith(_ENDS):
        raise ValueError(f"{path}: its first line says what it does, its second one `{_ENDS} <kind>[, …]`.")
    kinds = frozenset(kind.strip() for kind in ends.removeprefix(_ENDS).split(","))
    return Attack(path.parent.name, path.stem.replace("_", "-"), source, kinds, third == _FOOLS)
