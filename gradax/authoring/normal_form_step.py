"""The last step of ``nbgrader generate_assignment``: the notebook's normal form, without the instructor's remarks."""

from __future__ import annotations

from typing import Any

import nbformat
from nbconvert.preprocessors import Preprocessor

from gradax.authoring.layout import PUBLIC_TAGS
from gradax.authoring.normal_form import normalise


class NormalForm(Preprocessor):
    """Puts a generated notebook in normal form and drops the tags that are not for students."""

    enabled = True

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """The notebook in normal form; nbgrader's checksums stay true, since no source changes."""
        notebook = normalise(nb)
        for cell in notebook["cells"]:
            tags = [tag for tag in cell["metadata"].pop("tags", []) if tag in PUBLIC_TAGS]
            if tags:
                cell["metadata"]["tags"] = tags
        return nbformat.from_dict(notebook), resources  # type: ignore[no-untyped-call]
