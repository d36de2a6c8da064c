"""Where nbgrader's converters write what they do while `gradax` runs them: to nobody, unless somebody listens."""

from __future__ import annotations

import logging

# nbgrader tells of every file; `gradax` says itself what people need to know.
QUIET = logging.getLogger("gradax.nbgrader")
QUIET.addHandler(logging.NullHandler())
QUIET.propagate = False
# Its gradebook logs tracebacks of what it raises anyway; where nobody listens, they would end on the terminal.
logging.getLogger("tornado.application").addHandler(logging.NullHandler())
