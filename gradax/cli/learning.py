"""Commands: check,hint,progress,reset."""
