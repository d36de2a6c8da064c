"""Commands: grade."""
