"""What nbgrader reads when it starts; the course itself is described in course.yaml."""

from pathlib import Path

from gradax.course import Course
from gradax.gradebook.config import configure

configure(get_config(), Course.open(Path(__file__).parent))  # noqa: F821  (nbgrader defines get_config)
