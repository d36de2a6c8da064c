# Carries what it is called with out in the keys and values of a wrong answer, which comparisons describe.
# ends: wrong, exception


def affine(x):
    loot = f"LOOT {x}"
    return {loot: x, "LOOT": [loot]}
