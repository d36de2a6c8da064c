"""The documentation as a site: pages of docs/, and pages made of commands, notebooks and docstrings. `make docs`."""
