"""The jobs of the evaluation benchmarks in Python: scikit-learn, numpy and NLTK.

usage: /usr/bin/python3 benchmarks/python/evaluation.py [auc] [bootstrap] [silhouette] [text [FILE]]

Without a name, all of them. `text` reads what GeneratedTextBenchmark wrote, by default
benchmarks/target/texts.tsv. Needs scikit-learn and NLTK (Debian: python3-sklearn python3-nltk).
NLTK has BLEU and chrF but no ROUGE; ROUGE is then written down here over collections.Counter and a
table, as the package rouge-score does it, which is not in Debian. Times are best and median of
several runs; the first is not counted.
"""
import collections
import platform
import sys
import time

import numpy as np
import sklearn
from sklearn.metrics import average_precision_score, roc_auc_score, silhouette_score


def timed(name, times, call):
    value = call()
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        value = call()
        spent.append(time.perf_counter() - start)
    print(f"{name:44s} best {min(spent) * 1e3:9.0f} ms, median {np.median(spent) * 1e3:9.0f} ms   ({value:.6f})", flush=True)


def scores(rows):
    random = np.random.default_rng(1)
    y = (random.random(rows) < 0.25).astype(float)
    return y, 1 / (1 + np.exp(-random.normal(size=rows) - y))


def auc():
    y, s = scores(10_000_000)
    timed("roc_auc_score, 10 M rows", 3, lambda: roc_auc_score(y, s))
    timed("average_precision_score, 10 M rows", 3, lambda: average_precision_score(y, s))


def bootstrap():
    y, s = scores(100_000)
    random = np.random.default_rng(2)

    def fiftieth():
        drawn = []
        for _ in range(20):
            rows = random.integers(0, len(y), len(y))
            drawn.append(roc_auc_score(y[rows], s[rows]))
        return float(np.mean(drawn))

    timed("bootstrap of roc_auc_score, 20 x 100,000", 5, fiftieth)

    order = np.argsort(-s, kind="stable")
    positive = y[order]

    def weighted_fiftieth():
        # The fastest way in numpy: sorted once (scores are distinct), each draw a vector of counts.
        drawn = []
        for _ in range(20):
            w = np.bincount(random.integers(0, len(y), len(y)), minlength=len(y)).astype(float)
            p = w * positive
            q = w - p
            drawn.append(float(np.dot(q, np.cumsum(p)) / p.sum() / q.sum()))
        return float(np.mean(drawn))

    timed("the same, sorted once, in numpy", 5, weighted_fiftieth)


def silhouette():
    random = np.random.default_rng(1)
    labels = random.integers(0, 8, 20_000)
    points = random.normal(size=(20_000, 16)) + 2 * random.normal(size=(8, 16))[labels]
    timed("silhouette_score, 20,000 x 16, 8 clusters", 3, lambda: silhouette_score(points, labels))


def common(a, b):
    row = [0] * (len(b) + 1)
    for x in a:
        diagonal = 0
        for j, y in enumerate(b):
            above = row[j + 1]
            row[j + 1] = diagonal + 1 if x == y else max(above, row[j])
            diagonal = above
    return row[-1]


def f1(shared, a, b):
    return 2 * shared / (a + b) if shared else 0.0


def rouge(own, other):
    total = 0.0
    for a, b in zip(own, other):
        for n in (1, 2):
            x = collections.Counter(zip(*(a[i:] for i in range(n))))
            y = collections.Counter(zip(*(b[i:] for i in range(n))))
            total += f1(sum((x & y).values()), sum(x.values()), sum(y.values()))
        total += f1(common(a, b), len(a), len(b))
    return total / len(own)


def text(file):
    import nltk
    from nltk.translate.bleu_score import SmoothingFunction, corpus_bleu
    from nltk.translate.chrf_score import corpus_chrf

    print(f"NLTK {nltk.__version__}")
    pairs = [line.rstrip("\n").split("\t") for line in open(file, encoding="utf-8")]
    own = [p[0].split() for p in pairs]
    other = [p[1].split() for p in pairs]
    smoothing = SmoothingFunction().method3
    timed(
        f"NLTK corpus_bleu, {len(own)} pairs", 3,
        lambda: corpus_bleu([[r] for r in other], own, smoothing_function=smoothing),
    )
    timed(
        f"NLTK corpus_chrf, {len(own)} pairs", 3,
        lambda: corpus_chrf([p[1] for p in pairs], [p[0] for p in pairs], beta=2.0),
    )
    timed(f"ROUGE-1, -2, -L in plain Python, {len(own)} pairs", 3, lambda: rouge(own, other))


def main():
    names = sys.argv[1:] or ["auc", "bootstrap", "silhouette", "text"]
    print(f"scikit-learn {sklearn.__version__}, numpy {np.__version__}, Python {platform.python_version()}")
    file = "benchmarks/target/texts.tsv"
    if "text" in names and names[-1] != "text":
        file = names.pop()
    jobs = {"auc": auc, "bootstrap": bootstrap, "silhouette": silhouette, "text": lambda: text(file)}
    for name in names:
        jobs[name]()


if __name__ == "__main__":
    main()
