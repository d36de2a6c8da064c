# Returns a text of seventy megabytes.
# ends: reply-too-large
def affine(x):
    return "x" * (70 << 20)
