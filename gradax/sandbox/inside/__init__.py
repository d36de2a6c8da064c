"""What runs inside the sandbox: the process that forks guests, and the guests, whose walls are put up here."""
