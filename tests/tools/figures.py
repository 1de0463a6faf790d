#!/usr/bin/env python3
"""Prints how the resolver does on every labelled set in one go, by the scorers that lie beside the sets.

  figures.py EVAL [--program PATH/kharita] [--predictions FILE] [--calibration]

EVAL: the folder with *-dev.ndjson, score.py and score_tokens.py. Without --predictions each set is resolved with the
program; FILE is what `kharita train --predictions` or `--left-out` wrote, for all sets.

A line a set: strict F1 (or of exact chunks), overlap P, R, F1, accuracy at 161 km, end-to-end F1. Messages also by name:
score_by_name.py. With --calibration: of the mentions from 0.9 on, and from 0.5 to 0.6, the share that a label meets.
"""
import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile

BY_SPAN = ["seeds", "news", "tweets", "lgl"]
BY_TOKEN = ["aner", "aqmar", "wojood", "arman", "urdu"]
HERE = pathlib.Path(__file__).resolve().parent
BANDS = [(0.9, 1.01), (0.5, 0.6)]


def run(*command):
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True).stdout


def figures(output, name):
    """The numbers of the line of a scorer's output that begins with `name`, or none."""
    line = next((line for line in output.splitlines() if line.startswith(name)), "")
    return [float(x) for x in re.findall(r"\d\.\d{3}", line)]


def row(name, strict, overlap, accuracy=(), end_to_end=()):
    cells = [f"{strict[2]:.3f}" if strict else "-"]
    cells += [f"{x:.3f}" for x in overlap[:3]] if overlap else ["-"] * 3
    cells += [f"{accuracy[0]:.3f}" if accuracy else "-", f"{end_to_end[2]:.3f}" if end_to_end else "-"]
    print(f"{name:8s}" + "".join(f"{cell:>9s}" for cell in cells))


def score(evaluation, name, predicted):
    gold = evaluation / f"{name}-dev.ndjson"
    if name in BY_TOKEN:
        out = run(sys.executable, evaluation / "score_tokens.py", gold, predicted)
        return row(name, figures(out, "chunks"), figures(out, "overlap"))
    out = run(sys.executable, evaluation / "score.py", gold, predicted)
    row(name, figures(out, "recognition strict"), figures(out, "recognition overlap"),
        figures(out, "accuracy"), figures(out, "end-to-end"))
    if name == "tweets":
        by_name = figures(run(sys.executable, HERE / "score_by_name.py", gold, predicted), "end-to-end by name")
        row("by name", (), by_name)
    return None


def overlaps(a, b):
    return a["start"] < b["end"] and b["start"] < a["end"]


def calibration(evaluation, name, predicted):
    """The share of each band's mentions that a label meets; what touches none but open labels is left out."""
    documents = {d["id"]: d for d in map(json.loads, open(predicted, encoding="utf-8"))}
    found = {band: [0, 0] for band in BANDS}
    for gold in map(json.loads, open(evaluation / f"{name}-dev.ndjson", encoding="utf-8")):
        for mention in documents.get(gold["id"], {}).get("mentions", []):
            near = [m for m in gold["mentions"] if overlaps(m, mention)]
            if near and not any(m.get("score", True) for m in near):
                continue
            for band in BANDS:
                if band[0] <= mention["confidence"] < band[1]:
                    found[band][0] += bool(near)
                    found[band][1] += 1
    print(f"{name:8s}" + "".join(f"{right / max(1, of):9.3f} of {of:5d}" for right, of in found.values()))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("eval", type=pathlib.Path)
    parser.add_argument("--program", default="build/ci/bin/kharita")
    parser.add_argument("--predictions", type=pathlib.Path)
    parser.add_argument("--calibration", action="store_true")
    options = parser.parse_args()
    known = set()
    if options.predictions:
        known = {json.loads(line)["id"] for line in open(options.predictions, encoding="utf-8")}
    with tempfile.TemporaryDirectory() as folder:
        scored = []
        for name in BY_SPAN + BY_TOKEN:
            gold = options.eval / f"{name}-dev.ndjson"
            if options.predictions:
                first = json.loads(open(gold, encoding="utf-8").readline())["id"]
                if first in known:
                    scored.append((name, options.predictions))
                continue
            predicted = pathlib.Path(folder) / f"{name}.ndjson"
            predicted.write_text(run(options.program, "resolve", gold), encoding="utf-8")
            scored.append((name, predicted))
        print("set       strict        P        R  overlap   161 km      e2e")
        for name, predicted in scored:
            score(options.eval, name, predicted)
        if options.calibration:
            print("\nset      0.9 to 1           0.5 to 0.6")
            for name, predicted in scored:
                calibration(options.eval, name, predicted)


if __name__ == "__main__":
    main()
