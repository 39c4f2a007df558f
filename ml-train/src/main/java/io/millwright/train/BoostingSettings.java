package io.millwright.train;

import java.util.SortedMap;

/** What a boosting run is told; threads change no result and are not shown. */
record BoostingSettings(
    int trees,
    int depth,
    double rate,
    double l2,
    double minChildWeight,
    double rowShare,
    double featureShare,
    int threads) {

  static BoostingSettings of(XGBoost.Options o) {
    return new BoostingSettings(
        Settings.orElse(o.trees, 100),
        Settings.orElse(o.depth, 6),
        Settings.orElse(o.rate, 0.1),
        Settings.orElse(o.l2, 1.0),
        Settings.orElse(o.minChildWeight, 1.0),
        Settings.orElse(o.rowShare, 1.0),
        Settings.orElse(o.featureShare, 1.0),
        Settings.orElse(o.threads, 1));
  }

  SortedMap<String, String> shown() {
    return Settings.of(
        "trees", trees,
        "depth", depth,
        "rate", rate,
        "l2", l2,
        "minChildWeight", minChildWeight,
        "rowShare", rowShare,
        "featureShare", featureShare);
  }
}
