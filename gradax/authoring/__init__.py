"""The instructor's side: normal form, linter, release, leak audit, verification, and the sample class."""
