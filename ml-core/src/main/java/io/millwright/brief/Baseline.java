package io.millwright.brief;

import io.millwright.Require;

/**
 * What is done today, or the simplest thing that could be done.
 *
 * @param name its name in the comparisons of evidence, for example {@code prior}
 * @param description what it does
 */
public record Baseline(String name, String description) {

  public Baseline {
    Require.notBlank("Name of the baseline", name);
    Require.notBlank("Description of the baseline", description);
  }
}
