"""The plan of TransformBenchmark in scikit-learn, on the rows that the benchmark wrote.

usage: python3 benchmarks/python/transform_plan.py benchmarks/target/orders.csv

Needs scikit-learn and pandas (Debian: python3-sklearn python3-pandas). The city is target-encoded
out of five folds by hand where this scikit-learn has no TargetEncoder (before 1.3).
"""
import platform
import sys
import time

import numpy as np
import pandas as pd
import sklearn
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, MinMaxScaler, OneHotEncoder, OrdinalEncoder, StandardScaler


class TargetMean(BaseEstimator, TransformerMixin):
    """Empirical-Bayes mean of the label by category; fit_transform gives out-of-fold values."""

    def _learn(self, x, y):
        g = pd.Series(y).groupby(np.asarray(x)).agg(["count", "mean", lambda v: v.var(ddof=0)])
        g.columns = ["n", "mean", "var"]
        prior, variance = y.mean(), y.var()
        w = g.n * variance / (g.n * variance + g["var"])
        return (w * g["mean"] + (1 - w) * prior), prior

    def fit(self, x, y):
        self.means_, self.prior_ = self._learn(x.iloc[:, 0], y)
        return self

    def transform(self, x):
        return x.iloc[:, 0].map(self.means_).fillna(self.prior_).to_numpy().reshape(-1, 1)

    def fit_transform(self, x, y):
        self.fit(x, y)
        column, out = x.iloc[:, 0].to_numpy(), np.empty((len(x), 1))
        for train, held in StratifiedKFold(5, shuffle=True, random_state=1).split(column, y):
            means, prior = self._learn(column[train], y[train])
            out[held, 0] = pd.Series(column[held]).map(means).fillna(prior)
        return out


def days(x):
    ordered = pd.to_datetime(x.iloc[:, 1]).dt.tz_localize(None).dt.normalize()
    return (ordered - pd.to_datetime(x.iloc[:, 0])).dt.days.to_numpy().reshape(-1, 1)


def hour(x):
    turn = 2 * np.pi * pd.to_datetime(x.iloc[:, 0]).dt.hour.to_numpy() / 24
    return np.column_stack([np.sin(turn), np.cos(turn)])


def plan():
    log = FunctionTransformer(np.log1p)
    hot = OneHotEncoder(handle_unknown="ignore", sparse_output=False)
    return ColumnTransformer(
        [
            ("income", make_pipeline(SimpleImputer(strategy="median", add_indicator=True), log, StandardScaler()), ["income"]),
            ("basket", make_pipeline(log, StandardScaler()), ["basket"]),
            ("distance", make_pipeline(SimpleImputer(strategy="median", add_indicator=True), StandardScaler()), ["distance"]),
            ("scaled", StandardScaler(), ["items", "discount"]),
            ("visits", MinMaxScaler(), ["visits"]),
            ("rating", make_pipeline(SimpleImputer(strategy="median", add_indicator=True), MinMaxScaler()), ["rating"]),
            ("returning", "passthrough", ["returning"]),
            ("hot", hot, ["region", "channel", "device"]),
            ("city", TargetMean(), ["city"]),
            ("size", OrdinalEncoder(categories=[["S", "M", "L", "XL"]]), ["size"]),
            ("days", make_pipeline(FunctionTransformer(days), StandardScaler()), ["joinedOn", "orderedAt"]),
            ("hour", FunctionTransformer(hour), ["orderedAt"]),
        ]
    )


def best(times, call):
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        spent.append(time.perf_counter() - start)
    return np.sort(spent)


def main():
    frame = pd.read_csv(sys.argv[1])
    frame["joinedOn"] = pd.to_datetime(frame["joinedOn"])
    frame["orderedAt"] = pd.to_datetime(frame["orderedAt"])
    y = (frame.pop("late").astype(str).str.lower() == "true").to_numpy().astype(float)
    print(f"scikit-learn {sklearn.__version__}, numpy {np.__version__}, pandas {pd.__version__}, Python {platform.python_version()}; {len(frame)} rows")
    fitted = plan()
    fit = best(10, lambda: plan().fit_transform(frame, y))
    width = fitted.fit_transform(frame, y).shape[1]
    table = best(10, lambda: fitted.transform(frame))
    rows = [frame.iloc[[i]] for i in range(200)]
    one = best(5, lambda: None)
    spent = []
    for row in rows:
        start = time.perf_counter()
        fitted.transform(row)
        spent.append(time.perf_counter() - start)
    one = np.sort(spent)
    print(f"{width} columns")
    print(f"one row      p50 {np.quantile(one, 0.5) * 1e6:.0f} us, p99 {np.quantile(one, 0.99) * 1e6:.0f} us")
    print(f"transform    best {table[0] * 1e3:.0f} ms, median {np.median(table) * 1e3:.0f} ms")
    print(f"fit_transform best {fit[0] * 1e3:.0f} ms, median {np.median(fit) * 1e3:.0f} ms")


if __name__ == "__main__":
    main()
