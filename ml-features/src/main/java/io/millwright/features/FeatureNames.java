package io.millwright.features;

/**
 * Names of features that cannot be mistaken for one another: a category or field whose own text
 * looks like notation is written in quotes.
 */
final class FeatureNames {

  static final String MISSING = "<missing>";
  static final String UNSEEN = "<unseen>";
  static final String RARE = "<rare>";

  private FeatureNames() {}

  /** The field as a part of a name; in quotes if it has a character that names are built with. */
  static String field(String name) {
    for (int i = 0; i < name.length(); i++) {
      if ("=(),\"<#".indexOf(name.charAt(i)) >= 0) {
        return '"' + name + '"';
      }
    }
    return name;
  }

  /** {@code region=north}; a category that starts with a bracket or a quote stands in quotes. */
  static String category(String field, String value) {
    boolean notation = value.startsWith("<") || value.startsWith("\"");
    return field(field) + "=" + (notation ? '"' + value + '"' : value);
  }

  /** {@code region=<missing>} and its like. */
  static String slot(String name, String slot) {
    return name + "=" + slot;
  }
}
