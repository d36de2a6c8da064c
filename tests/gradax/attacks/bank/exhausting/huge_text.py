# Returns a text of more than sixty-four megabytes.
# ends: reply-too-large
def affine(x):
    return "x" * (65 << 20)
