# Fetches a page from the grader.
# ends: exception
import urllib.request


def affine(x):
    urllib.request.urlopen("http://127.0.0.1:@PORT@/loot", timeout=1)
    return 3 * x + 1
