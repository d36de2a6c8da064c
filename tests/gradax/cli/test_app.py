from typer.testing import CliRunner

import gradax
from gradax.cli import app


def test_version_is_printed():
    done = CliRunner().invoke(app, ["--version"])
    assert (done.exit_code, done.output) == (0, f"gradax {gradax.__version__}\n")


def test_without_a_command_the_help_says_what_there_is():
    done = CliRunner().invoke(app, [])
    assert "Learn JAX by doing, and grade what was learnt." in done.output
    assert "grade" in done.output
