# Returns a text of more than sixty-four megabytes.
# ends: reply-too-large, exception
def affine(x):
    return "x" * (65 << 20)
