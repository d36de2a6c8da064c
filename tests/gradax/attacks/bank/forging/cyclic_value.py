# Returns a list that holds itself.
# ends: unserialisable, exception
def affine(x):
    made = [1.0]
    made.append(made)
    return made
