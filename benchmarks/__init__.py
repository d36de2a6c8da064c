"""What grading costs, measured in one run: `make bench`."""
