# Returns a list, with a name for each time that it occurs.
# fails: test_a_set_of_names
def collectives(f, *args):
    text = f.lower(*args).compile().as_text()
    pattern = r" (all-reduce|all-gather|reduce-scatter|collective-permute|all-to-all)(?:-start)?\("
    return re.findall(pattern, text)
