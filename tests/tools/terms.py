#!/usr/bin/env python3
"""Takes each term of the ranking and each feature of the recognition out in turn and lists those that no test notices.

  tests/tools/terms.py [--only WORD]... [--list]

A term is a constant of geo/resolve/ranking.cpp, which becomes 0; a feature a row of data/resolver_weights.tsv, whose weights do.
--only takes those whose name holds a WORD. Works as mutants.py does, in its worktree of HEAD; some twenty seconds a term.
Ends with 1 where a term went unnoticed.
"""
import argparse
import re
import sys
import time

import mutants

RANKING = "geo/resolve/ranking.cpp"
WEIGHTS = "data/resolver_weights.tsv"
TESTS = "resolver*,ranking*,kinds*,languages*,articles:*,samples*,engine*"


def terms():
    """(name, file, line, what stands instead)"""
    for line in (mutants.ROOT / RANKING).read_text(encoding="utf8").splitlines():
        found = re.match(r"constexpr float (k\w+) = (-?[\d.]+)F;", line)
        if found and float(found[2]) != 0:
            yield found[1], RANKING, found[0], f"constexpr float {found[1]} = 0.0F;"
    for line in (mutants.ROOT / WEIGHTS).read_text(encoding="utf8").splitlines():
        name, *weights = line.split("\t")
        if len(weights) == 3 and any(float(weight) for weight in weights):
            yield name, WEIGHTS, line, "\t".join([name, "0", "0", "0"])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", action="append", metavar="WORD")
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    chosen = [t for t in terms() if not options.only or any(word in t[0] for word in options.only)]
    if options.list:
        print("\n".join(name for name, *_ in chosen))
        return 0
    mutants.make_tree()
    built = mutants.build()
    if built.returncode != 0:
        sys.exit(built.stdout)
    began = time.monotonic()
    unchanged = mutants.run_tests(TESTS)
    seconds = time.monotonic() - began
    if unchanged.returncode != 0:
        sys.exit(f"The tests fail on the unchanged program:\n{unchanged.stdout}")
    outcomes = []
    for name, file, line, instead in chosen:
        outcomes.append(mutants.try_change(file, line, instead, TESTS, seconds))
        if outcomes[-1] != "noticed":
            print(f"{outcomes[-1]}: {name} ({file})", flush=True)
    print(f"{len(outcomes)} terms: {outcomes.count('noticed')} noticed")
    return 0 if outcomes.count("noticed") == len(outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
