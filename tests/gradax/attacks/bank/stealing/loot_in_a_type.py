# Carries what it is called with out in the name of a type that cannot travel.
# ends: unserialisable, exception


def affine(x):
    return type(f"LOOT {x}", (), {})()
