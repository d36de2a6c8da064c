# Returns the names in something that is not a Python set.
# fails: test_a_set_of_names
def collectives(f, *args):
    text = f.lower(*args).compile().as_text()
    pattern = r" (all-reduce|all-gather|reduce-scatter|collective-permute|all-to-all)(?:-start)?\("
    return re.findall(pattern, text)
