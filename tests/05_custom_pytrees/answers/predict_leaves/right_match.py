# Matches patterns, one count at a time.
def predict_leaves(cases):
    def count(case):
        match case:
            case None:
                return 0
            case dict():
                return sum(map(count, case.values()))
            case list() | tuple():
                return sum(map(count, case))
            case _:
                return 1

    return list(map(count, cases))
