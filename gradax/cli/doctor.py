"""Commands: doctor."""
