#!/usr/bin/env python3
"""SQLite's FTS5 with its own tokenizer over an archive: fts5.py ARCHIVE.ndjson QUERIES DATABASE. Prints "name<TAB>value<TAB>unit"
lines: MB/s of building, its size beside the texts', and the milliseconds of each query of QUERIES ("name<TAB>expression") with how
many articles it finds. CPU time; of queries the best of five."""
import json
import os
import sqlite3
import sys
import time


def batches(path, size=5000):
    with open(path, encoding="utf-8") as file:
        batch = []
        for line in file:
            record = json.loads(line)
            batch.append((record["title"], record["text"]))
            if len(batch) == size:
                yield batch
                batch = []
        yield batch


def build(database, path):
    """An index without a copy of the texts, as Kharita's is. Returns the texts' bytes and the CPU seconds, without reading."""
    database.execute("PRAGMA journal_mode = OFF")
    database.execute("PRAGMA synchronous = OFF")
    database.execute("CREATE VIRTUAL TABLE archive USING fts5(title, text, content='', tokenize='unicode61')")
    size, seconds = 0, 0.0
    for batch in batches(path):
        size += sum(len(title.encode()) + len(text.encode()) for title, text in batch)
        before = time.process_time()
        database.executemany("INSERT INTO archive(title, text) VALUES (?, ?)", batch)
        seconds += time.process_time() - before
    before = time.process_time()
    database.commit()
    database.execute("INSERT INTO archive(archive) VALUES ('optimize')")
    database.commit()
    return size, seconds + time.process_time() - before


def main():
    archive, queries, path = sys.argv[1:]
    database = sqlite3.connect(path)
    size, seconds = build(database, archive)
    print(f"building, CPU time\t{size / 1e6 / seconds:.1f}\tMB/s")
    print(f"size\t{os.path.getsize(path) / size:.3f}\t")
    with open(queries, encoding="utf-8") as file:
        for line in file:
            name, expression = line.rstrip("\n").split("\t")
            best = float("inf")
            for _ in range(5):
                before = time.process_time()
                found = len(database.execute("SELECT rowid FROM archive WHERE archive MATCH ?", (expression,)).fetchall())
                best = min(best, time.process_time() - before)
            print(f"{name}\t{best * 1000:.1f}\tms")
            print(f"{name}, found\t{found}\t")


if __name__ == "__main__":
    main()
