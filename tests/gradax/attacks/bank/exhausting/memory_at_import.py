# Fills the heap before any definition.
# ends: exception, memory, cpu-limit
HOARD = []
while True:
    HOARD.append(bytearray(b"x") * (1 << 24))
