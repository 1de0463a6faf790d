#!/usr/bin/env python3
"""Changes one line of the program at a time and prints which changes no test notices.

  tests/tools/mutants.py [--table FILE] [--only WORD]... [--list]

The table (tests/tools/mutants.tsv) holds a change a line, its columns parted by tabs:
  FILE     the source
  TEXT     what stands in exactly one line of it
  INSTEAD  what takes its place
  TESTS    the test cases that are to notice, as doctest's --test-case takes them; empty: all
--only takes the changes whose line of the table holds a WORD; --list prints them and does nothing.

A worktree of HEAD under build/mutants is built once and again for each change; with ccache the first build is quick.
The gazetteer is that of build/ci, which must be built. A test that runs much longer than before has noticed, too.
Ends with 1 where a change went unnoticed, and with 2 where one could not be tried, so that the table is kept up.
"""
import argparse
import pathlib
import shutil
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
TREE = ROOT / 'build' / 'mutants' / 'tree'
BUILD = TREE / 'build' / 'mutants'
GAZETTEER = pathlib.Path('share', 'kharita', 'world.gazetteer')
SLOWER = 5  # so many times slower than the unchanged program means: hangs
LEAST_SECONDS = 60


def read_table(path):
    rows = []
    for number, line in enumerate(path.read_text(encoding='utf8').splitlines(), 1):
        if not line.strip() or line.startswith('#'):
            continue
        columns = line.split('\t')
        if len(columns) not in (3, 4):
            sys.exit(f'{path}:{number}: three or four columns parted by tabs are wanted')
        rows.append(columns + [''] * (4 - len(columns)))
    return rows


def run(*command, timeout=None):
    """None where it ran longer than `timeout` seconds."""
    try:
        return subprocess.run(command, cwd=TREE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              errors='replace', timeout=timeout)
    except subprocess.TimeoutExpired:
        return None


def make_tree():
    if not (ROOT / 'build' / 'ci' / GAZETTEER).exists():
        sys.exit('mutants.py: build/ci has no gazetteer: run ./test.sh first')
    head = subprocess.check_output(['git', 'rev-parse', 'HEAD'], cwd=ROOT, text=True).strip()
    if (TREE / '.git').exists():
        for command in (['git', 'checkout', '-q', '--detach', head], ['git', 'checkout', '-q', '--', '.']):
            subprocess.check_call(command, cwd=TREE)
    else:
        subprocess.check_call(['git', 'worktree', 'add', '-q', '--detach', str(TREE), head], cwd=ROOT)
        BUILD.parent.mkdir()
        (BUILD.parent / 'cache').symlink_to(ROOT / 'build' / 'cache')
    # The flags of build/ci, so that ccache has what is unchanged.
    configured = run('cmake', '-G', 'Ninja', '-B', str(BUILD), '-DCMAKE_BUILD_TYPE=Release', '-DKHARITA_WERROR=ON')
    if configured.returncode != 0:
        sys.exit(configured.stdout)
    (BUILD / GAZETTEER).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / 'build' / 'ci' / GAZETTEER, BUILD / GAZETTEER)


def build():
    return run('cmake', '--build', str(BUILD), '--target', 'kharita', 'kharita_tests')


def run_tests(tests, timeout=None):
    command = [str(BUILD / 'bin' / 'kharita_tests'), '--abort-after=1', '--no-intro']
    return run(*command, *([f'--test-case={tests}'] if tests else []), timeout=timeout)


def try_change(file, text, instead, tests, seconds):
    """What came of it, in a word or two."""
    path = TREE / file
    source = path.read_text(encoding='utf8') if path.exists() else ''
    if sum(text in line for line in source.splitlines()) != 1:
        return 'no such line, or several'
    path.write_text(source.replace(text, instead), encoding='utf8')
    try:
        if build().returncode != 0:
            return 'does not build'
        result = run_tests(tests, max(LEAST_SECONDS, SLOWER * seconds))
        return 'noticed' if result is None or result.returncode != 0 else 'NOT NOTICED'
    finally:
        path.write_text(source, encoding='utf8')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--table', type=pathlib.Path, default=pathlib.Path(__file__).with_suffix('.tsv'))
    parser.add_argument('--only', action='append', metavar='WORD')
    parser.add_argument('--list', action='store_true')
    arguments = parser.parse_args()
    rows = [row for row in read_table(arguments.table)
            if not arguments.only or any(word in '\t'.join(row) for word in arguments.only)]
    if arguments.list:
        for file, text, instead, _ in rows:
            print(f'{file}: {text} -> {instead}')
        return 0
    make_tree()
    built = build()
    if built.returncode != 0:
        sys.exit(built.stdout)
    seconds = {}
    for tests in sorted({row[3] for row in rows}):
        began = time.monotonic()
        unchanged = run_tests(tests)
        seconds[tests] = time.monotonic() - began
        if unchanged.returncode != 0:
            sys.exit(f'The tests "{tests}" fail on the unchanged program:\n{unchanged.stdout}')
    outcomes = []
    for file, text, instead, tests in rows:
        outcomes.append(try_change(file, text, instead, tests, seconds[tests]))
        print(f'{outcomes[-1]}: {file}: {text} -> {instead}', flush=True)
    unnoticed = outcomes.count('NOT NOTICED')
    untried = len(outcomes) - unnoticed - outcomes.count('noticed')
    print(f'{len(outcomes)} changes: {outcomes.count("noticed")} noticed, {unnoticed} not, {untried} not tried')
    return 2 if untried else 1 if unnoticed else 0


if __name__ == '__main__':
    sys.exit(main())
