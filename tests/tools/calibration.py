#!/usr/bin/env python3
"""Prints how often mentions of each band of confidence are right.

  calibration.py GOLD.ndjson PREDICTED.ndjson [--by-name]

A mention is right where a label is its place: by position, one that shares a character with it; with --by-name, also one
of the same letters elsewhere in the document, for labels whose offsets were found by search (score_by_name.py). Where
labels have coordinates, the place must be right, too. What touches none but labels with score=false is left out.
GOLD and PREDICTED are as score.py takes them.

Printed, a line a band: from, to, mentions, the share that is right, their mean confidence.
"""
import argparse

from score_by_name import letters, overlap, read, right_place

BANDS = [(0.9, 1.01), (0.8, 0.9), (0.7, 0.8), (0.6, 0.7), (0.5, 0.6), (0.0, 0.5)]


def confirmed(document, mentions, by_name):
    """Yields (confidence, whether right) of each mention that counts."""
    text = document["text"]
    labels = [m for m in document["mentions"] if m["score"]]
    open_labels = [m for m in document["mentions"] if not m["score"]]
    for mention in mentions:
        near = [m for m in labels if overlap(m, mention)]
        if not near and any(overlap(m, mention) for m in open_labels):
            continue
        if not near and by_name:
            found = letters(text[mention["start"]:mention["end"]])
            near = [m for m in labels if found in letters(m["text"]) or letters(m["text"]) in found]
        right = any(right_place(m, mention) for m in near if "lat" in m) or any("lat" not in m for m in near)
        yield mention["confidence"], right


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("predicted")
    parser.add_argument("--by-name", action="store_true", help="a label may stand elsewhere in its document")
    options = parser.parse_args()
    gold, predicted = read(options.gold), read(options.predicted)
    results = []
    for key, document in gold.items():
        results += confirmed(document, predicted.get(key, {}).get("mentions", []), options.by_name)
    for low, high in BANDS:
        band = [(c, r) for c, r in results if low <= c < high]
        if band:
            right = sum(r for _, r in band) / len(band)
            mean = sum(c for c, _ in band) / len(band)
            print(f"{low:.1f} to {min(high, 1):.1f}  {len(band):6d} mentions  {right:.3f} right  {mean:.3f} meant")


if __name__ == "__main__":
    main()
