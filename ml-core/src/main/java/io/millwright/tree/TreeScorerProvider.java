package io.millwright.tree;

import io.millwright.model.Scorer;
import io.millwright.model.spi.ScorerProvider;

/** Reads {@link TreeEnsembleScorer}s. Stateless. */
public final class TreeScorerProvider implements ScorerProvider {

  /** The kind that tree ensembles are stored as. */
  public static final String KIND = "trees";

  /** For {@link java.util.ServiceLoader}. */
  public TreeScorerProvider() {}

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Scorer read(String json) {
    return TreeJson.read(json);
  }
}
