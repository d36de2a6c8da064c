"""The trusted end: starts the sandbox, asks for guests, watches them."""
