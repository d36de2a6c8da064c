# Returns a dict whose keys are a page of their own.
# ends: wrong, exception
def affine(x):
    return {"<script>alert(1)</script>": 1, "</style><img src=x onerror=alert(1)>": 2, "\x1b[2J": 3}
