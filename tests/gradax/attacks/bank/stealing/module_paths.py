# Lets Python's own tools read for it: linecache, runpy, inspect, zipimport, pkgutil, tokenize.
# ends: exception
import linecache
import pkgutil
import runpy
import tokenize
import zipimport

WAYS = (
    lambda: linecache.getlines("@HOST@/secret") or (_ for _ in ()).throw(OSError("no lines")),
    lambda: runpy.run_path("@HOST@/secret"),
    lambda: tokenize.open("@HOST@/secret").read(),
    lambda: zipimport.zipimporter("@HOST@/secret"),
    lambda: [found.name for found in pkgutil.iter_modules(["@HOST@", "@COURSE@/tests"])] or open("@HOST@/secret"),
)


def affine(x):
    refusals = []
    for way in WAYS:
        try:
            print("LOOT", way())
            return 3 * x + 1
        except (OSError, ImportError) as refusal:
            refusals.append(refusal)
    raise ExceptionGroup("refused", refusals)
