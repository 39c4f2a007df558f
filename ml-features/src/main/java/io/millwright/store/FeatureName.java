package io.millwright.store;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A feature's name by the grammar {@code {entity}_{feature}_{window}_{aggregation}}, for example
 * {@code customer_purchaseCount_7d_count}.
 *
 * <p>Entity and feature are ASCII letters and digits that begin with a lower-case letter; window
 * and aggregation are as {@link FeatureWindow} and {@link Aggregation} spell them. At most 120
 * characters in all. A feature that is no aggregate is the last value of all history: {@code
 * customer_homeRegion_all_last}.
 *
 * @param entity what it describes, for example {@code customer}
 * @param feature what it says, for example {@code purchaseCount}
 * @param window how far it looks back
 * @param aggregation what the window is reduced to
 */
public record FeatureName(
    String entity, String feature, FeatureWindow window, Aggregation aggregation)
    implements Comparable<FeatureName> {

  /** How long a name may be, in characters. */
  public static final int MOST_CHARACTERS = 120;

  private static final Pattern WORD = Pattern.compile("[a-z][a-zA-Z0-9]*");

  public FeatureName {
    List<String> faults = new ArrayList<>();
    checkWord("Entity", entity, faults);
    checkWord("Feature", feature, faults);
    int length = (entity + feature + window + aggregation.word()).length() + 3;
    checkLength(length, faults);
    refuse(faults);
  }

  /**
   * The name in its parts.
   *
   * @throws IllegalArgumentException if it is not of the grammar; lists all faults
   */
  public static FeatureName parse(String name) {
    List<String> faults = new ArrayList<>();
    checkLength(name.length(), faults);
    refuse(faults);
    String[] parts = name.split("_", -1);
    if (parts.length != 4) {
      faults.add(
          "Name must have the 4 parts entity_feature_window_aggregation; had "
              + parts.length
              + ".");
      refuse(faults);
    }
    checkWord("Entity", parts[0], faults);
    checkWord("Feature", parts[1], faults);
    FeatureWindow window = FeatureWindow.ALL;
    try {
      window = FeatureWindow.parse(parts[2]);
    } catch (IllegalArgumentException e) {
      faults.add(String.valueOf(e.getMessage()));
    }
    Aggregation aggregation = aggregation(parts[3], faults);
    refuse(faults);
    return new FeatureName(parts[0], parts[1], window, aggregation);
  }

  private static Aggregation aggregation(String word, List<String> faults) {
    List<String> words = new ArrayList<>();
    for (Aggregation aggregation : Aggregation.values()) {
      if (aggregation.word().equals(word)) {
        return aggregation;
      }
      words.add(aggregation.word());
    }
    faults.add("Aggregation must be one of " + String.join(", ", words) + "; was " + word + ".");
    return Aggregation.COUNT;
  }

  private static void checkWord(String part, String word, List<String> faults) {
    if (!WORD.matcher(word).matches()) {
      faults.add(
          part
              + " must be ASCII letters and digits that begin with a lower-case letter; was '"
              + word
              + "'.");
    }
  }

  private static void checkLength(int length, List<String> faults) {
    if (length > MOST_CHARACTERS) {
      faults.add("Name must be at most " + MOST_CHARACTERS + " characters; was " + length + ".");
    }
  }

  private static void refuse(List<String> faults) {
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          "Feature name cannot be used (" + faults.size() + "):\n  " + String.join("\n  ", faults));
    }
  }

  /** By the characters of the name. */
  @Override
  public int compareTo(FeatureName other) {
    return toString().compareTo(other.toString());
  }

  /** The name, as {@link #parse} reads it. */
  @Override
  public String toString() {
    return entity + "_" + feature + "_" + window + "_" + aggregation.word();
  }
}
