#!/usr/bin/env python3
"""Scores short messages by the names in them, not by where these stand.

  score_by_name.py GOLD.ndjson PREDICTED.ndjson [--errors N]

For labelled documents whose offsets were found by looking for the label's text: every label then stands at the
first occurrence of its text, be that a second mention, a longer hashtag (#rain_[Kuwait]) or an adjective
([Kuwait]i). The scorer beside the labelled documents counts a mention that is found where it really stands as
false, and the label as missed. Here

  1. labels and mentions that share a character are paired, as there;
  2. of what is left in one document, a label and a mention pair up where one's letters hold the other's;
     '#', '_' and white space do not count.

A pair is right within 161 km (a label's tolerance_km where it has one); for a country, with the same country.
A label with score=false pairs with nothing, and what touches none but such is left out.

Printed: how many labels stand at the first occurrence of their text; how many repeat another label's offsets;
precision, recall and F1 of places found and resolved; and the errors that scoring by position counts, by kind.
GOLD and PREDICTED are as score.py takes them.
"""
import argparse
import collections
import json
import math
import re


def read(path):
    with open(path, encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines if line.strip()]
    return {document["id"]: document for document in documents}


def distance_km(a, b):
    """Great-circle distance of two {lat, lon} on a sphere of 12,742 km across (haversine)."""
    to_rad = math.pi / 180
    north = math.sin((b["lat"] - a["lat"]) * to_rad / 2) ** 2
    east = math.sin((b["lon"] - a["lon"]) * to_rad / 2) ** 2
    h = north + math.cos(a["lat"] * to_rad) * math.cos(b["lat"] * to_rad) * east
    return 12742 * math.asin(math.sqrt(min(1, h)))


def overlap(a, b):
    return a["start"] < b["end"] and b["start"] < a["end"]


def right_place(label, mention):
    place = mention.get("place") or {}
    if "lat" not in place or "lat" not in label:
        return False
    if label.get("kind") == "country" or label.get("label") == "Country":
        return place.get("kind") == "country" and place.get("country") == label.get("country")
    return distance_km(label, place) <= label.get("tolerance_km", 161)


def letters(text):
    return re.sub(r"[#_\s]", "", text)


def pairs_of(text, labels, mentions):
    """Yields (label, mention), with None where one is left alone."""
    free = list(mentions)

    def take(fits):
        mention = next((m for m in free if fits(m)), None)
        if mention is not None:
            free.remove(mention)
        return mention

    left = []
    for label in labels:
        mention = take(lambda m: overlap(label, m))
        if mention is None:
            left.append(label)
        else:
            yield label, mention
    for label in left:
        name = letters(label["text"])

        def same_name(m):
            found = letters(text[m["start"]:m["end"]])
            return found in name or name in found

        yield label, take(same_name)
    for mention in free:
        yield None, mention


def same_letters(a, b):
    return letters(a) in letters(b) or letters(b) in letters(a)


def position_errors(text, labels, mentions):
    """Yields (kind, name) of each error that scoring by position alone counts."""
    free = list(mentions)
    seen = set()
    for label in labels:
        offsets = label["start"], label["end"]
        mention = next((m for m in free if overlap(label, m)), None)
        if mention is not None:
            free.remove(mention)
            if not right_place(label, mention):
                yield "wrong place", label["text"]
        elif offsets in seen:
            yield "missed: stands on another label's offsets", label["text"]
        elif any(same_letters(text[m["start"]:m["end"]], label["text"]) for m in free):
            yield "missed: found where the name stands again", label["text"]
        elif re.match(r"[\w_]", text[label["end"]:label["end"] + 1]) or text[:label["start"]].endswith("_"):
            yield "missed: stands inside a longer word or hashtag", label["text"]
        else:
            yield "missed: not found", label["text"]
        seen.add(offsets)
    for mention in free:
        name = text[mention["start"]:mention["end"]]
        labelled = any(same_letters(name, label["text"]) for label in labels)
        yield "false: the name is labelled elsewhere in the message" if labelled else "false: no label of the name", name


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("predicted")
    parser.add_argument("--errors", type=int, default=0, help="list the most frequent errors, this many a kind")
    options = parser.parse_args()
    gold, predicted = read(options.gold), read(options.predicted)

    labels_seen = first = doubles = right = wrong = missed = 0
    errors = collections.defaultdict(collections.Counter)
    by_position = collections.defaultdict(collections.Counter)
    for key, document in gold.items():
        text = document["text"]
        labels = [m for m in document["mentions"] if m["score"]]
        open_labels = [m for m in document["mentions"] if not m["score"]]
        labels_seen += len(labels)
        first += sum(text.find(m["text"]) == m["start"] for m in labels)
        doubles += len(labels) - len({(m["start"], m["end"]) for m in labels})
        mentions = [
            m for m in predicted.get(key, {}).get("mentions", [])
            if any(overlap(m, g) for g in labels) or not any(overlap(m, g) for g in open_labels)
        ]
        for kind, name in position_errors(text, labels, mentions):
            by_position[kind][name] += 1
        for label, mention in pairs_of(text, labels, mentions):
            if mention is None:
                missed += 1
                errors["missed"][label["text"]] += 1
            elif label is None:
                wrong += 1
                errors["false"][text[mention["start"]:mention["end"]]] += 1
            elif right_place(label, mention):
                right += 1
            else:
                wrong += 1
                missed += 1
                place = mention.get("place") or {}
                errors["misplaced"][f"{label['text']} -> {place.get('name')} {place.get('country')}"] += 1

    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"{first} of {labels_seen} labels at the first occurrence of their text, {doubles} on another's offsets")
    print(f"end-to-end by name       P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}"
          f"   ({right} right, {wrong} false, {missed} missed)")
    print("errors by position:")
    for kind, names in sorted(by_position.items()):
        examples = ", ".join(name for name, _ in names.most_common(10))
        print(f"{sum(names.values()):6d}  {kind}: {examples}")
    if options.errors:
        for kind, counter in errors.items():
            print(f"-- {kind}:", " | ".join(f"{t} x{n}" for t, n in counter.most_common(options.errors)))


if __name__ == "__main__":
    main()
