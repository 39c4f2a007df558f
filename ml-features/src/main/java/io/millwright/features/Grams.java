package io.millwright.features;

import io.millwright.Sha256;
import java.util.List;

/**
 * What is counted in a text: n-grams of words, of characters, or of characters within words.
 *
 * @param least the fewest words or characters of an n-gram
 * @param most the most
 * @param tokens what a word is; for characters unused
 * @param stopWords words that are taken out before n-grams are made, without repetition
 */
record Grams(
    Kind kind, int least, int most, TokenRule tokens, boolean lowerCase, List<String> stopWords) {

  static final int LONGEST = 32;

  enum Kind {
    WORDS,
    CHARACTERS,
    CHARACTERS_IN_WORDS
  }

  Grams {
    stopWords = List.copyOf(stopWords);
  }

  static Grams words() {
    return new Grams(Kind.WORDS, 1, 1, TokenRule.words(), true, List.of());
  }

  String describe() {
    String unit =
        switch (kind) {
          case WORDS -> "words (" + tokens + ")";
          case CHARACTERS -> "characters";
          case CHARACTERS_IN_WORDS -> "characters within words";
        };
    String span = least == most ? least + " " : least + " to " + most + " ";
    return (least == 1 && most == 1 ? "" : span)
        + unit
        + (lowerCase ? ", in lower case" : ", as written")
        + (stopWords.isEmpty() ? "" : ", without " + stopWords.size() + " stop words " + digest());
  }

  /** Tells one list of stop words from another in lineage. */
  private String digest() {
    return Sha256.hex(String.join("\n", stopWords)).substring(0, 12);
  }
}
