"""What belongs in an assignment's folder, in ``source/`` and in ``release/`` alike."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from gradax.course.course import TEST_PREFIX, Assignment

PUBLIC_TAGS = frozenset({"demo", "raises-exception"})  # the tags of cells that students keep
MATERIAL = {"images", "data"}  # folders for what a notebook shows or reads
_CODE = {".py", ".ipynb"}
_MADE_BY_TOOLS = frozenset({".ipynb_checkpoints", "__pycache__"})  # nbgrader leaves them where they are, too


def stray_files(assignment: Assignment, folder: Path) -> list[str]:
    """What lies in the assignment's `folder` and does not belong to it, as relative paths, sorted."""
    own = {f"{assignment.name}.ipynb"}
    for exercise in assignment.exercises:
        own |= {f"checks/{TEST_PREFIX}{exercise.name}.py", f"hints/{exercise.name}.md"}
    return sorted(
        str(name)
        for path in folder.rglob("*")
        if (path.is_symlink() or not path.is_dir())
        for name in [PurePosixPath(path.relative_to(folder).as_posix())]
        if not _MADE_BY_TOOLS & set(name.parts)
        and (path.is_symlink() or (str(name) not in own and not _is_material(name)))
    )


def _is_material(name: PurePosixPath) -> bool:
    return name.parts[0] in MATERIAL and len(name.parts) > 1 and name.suffix not in _CODE
