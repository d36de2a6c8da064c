"""What every page of ours has in common."""

from __future__ import annotations

# Even if a payload got past the escaping, the browser would neither run nor load anything.
CONTENT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
