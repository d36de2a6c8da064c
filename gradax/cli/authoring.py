"""Commands: release,verify,demo."""
