package io.millwright.model;

import io.millwright.model.spi.FeaturizerProvider;
import io.millwright.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** Turns stored featurizers into featurizers again, whatever kind they are. Stateless. */
public final class Featurizers {

  private Featurizers() {}

  /**
   * The featurizer that was stored.
   *
   * @param schema the rows it reads
   * @throws IllegalArgumentException if no provider reads that kind, naming the kinds there are, or
   *     if the content is not of its kind
   */
  public static Featurizer read(Scorer.Stored stored, Schema schema) {
    List<String> kinds = new ArrayList<>();
    for (FeaturizerProvider provider : ServiceLoader.load(FeaturizerProvider.class)) {
      if (provider.kind().equals(stored.kind())) {
        return provider.read(stored.json(), schema);
      }
      kinds.add(provider.kind());
    }
    throw Scorers.missing("Featurizer", stored.kind(), kinds);
  }
}
