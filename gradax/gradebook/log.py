"""Where nbgrader's converters write what they do while `gradax` runs them: nowhere, unless a handler is added."""

from __future__ import annotations

import logging

# nbgrader reports every file; `gradax` itself says what people need to know.
QUIET = logging.getLogger("gradax.nbgrader")
QUIET.addHandler(logging.NullHandler())
QUIET.propagate = False
# Its gradebook logs tracebacks of what it raises anyway; without a handler, they would end up on the terminal.
logging.getLogger("tornado.application").addHandler(logging.NullHandler())
