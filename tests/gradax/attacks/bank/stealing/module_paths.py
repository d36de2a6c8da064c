# Lets Python's own tools read for it: linecache, runpy, inspect, zipimport, pkgutil, tokenize.
# ends: exception
import importlib.util
import io
import linecache
import runpy
import tokenize
import zipimport

WAYS = (
    lambda: linecache.getlines("@HOST@/secret") or (_ for _ in ()).throw(OSError("no lines")),
    lambda: runpy.run_path("@HOST@/secret"),
    lambda: tokenize.detect_encoding(io.FileIO("@HOST@/secret").readline),
    lambda: zipimport.zipimporter("@HOST@/secret"),
    lambda: importlib.util.spec_from_file_location("secret", "@HOST@/secret.py").loader.get_data("@HOST@/secret"),
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
