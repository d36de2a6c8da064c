# Never gets as far as a definition.
# ends: timeout
while True:
    pass
