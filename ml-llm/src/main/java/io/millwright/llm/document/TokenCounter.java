package io.millwright.llm.document;

/**
 * What a token is: a rule that cuts a text into tokens.
 *
 * <p>The tokens follow each other without gaps: token {@code i} reaches from the end of the token
 * before it to its own end, so blanks before a word belong to the word. Text after the last end
 * belongs to no token. Implementations must be deterministic and thread-safe.
 *
 * <p>The counters here need no vocabulary. They do not equal the tokens of any language model;
 * leave a margin when a model's context length matters.
 */
public interface TokenCounter {

  /** A stable name to record next to what was chunked, for example {@code words}. */
  String id();

  /**
   * Where the tokens of a text end.
   *
   * @return UTF-16 offsets, strictly rising, all within 1 and the length of the text
   */
  int[] tokenEnds(String text);

  /** Number of tokens in a text. */
  default int count(String text) {
    return tokenEnds(text).length;
  }

  /** Counts Unicode code points, blanks included. */
  static TokenCounter characters() {
    return SimpleTokenCounter.CHARACTERS;
  }

  /**
   * Counts words: a run of letters, digits, underscores and combining marks is one token (one per
   * 32 code points if it is longer), each ideograph or kana sign is one token, and every other code
   * point that is not blank is one token.
   */
  static TokenCounter words() {
    return SimpleTokenCounter.WORDS;
  }
}
