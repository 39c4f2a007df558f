package io.millwright.brief;

import java.util.List;
import java.util.Map;

/** A piece of a written brief, with the line it starts on. */
sealed interface BriefNode {

  int line();

  /** Names with their values, in order. */
  record Mapping(int line, Map<String, BriefNode> members) implements BriefNode {}

  /** Values one after the other. */
  record Items(int line, List<BriefNode> items) implements BriefNode {}

  /**
   * One value.
   *
   * @param text as it reads
   * @param quoted whether it was written as text for certain
   */
  record Scalar(int line, String text, boolean quoted) implements BriefNode {}

  /** What it is, for messages. */
  default String kind() {
    return this instanceof Mapping ? "a mapping" : this instanceof Items ? "a list" : "one value";
  }
}
