package io.millwright.llm.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Fills chunks up to a number of tokens and cuts at the coarsest boundary within reach.
 *
 * <p>One pass: from the start of a chunk, {@code limit} is the end of the last token that fits. The
 * cut is looked for backwards from there, down to half of the chunk; every offset where text is
 * followed by a blank is a candidate, ranked paragraph, line, sentence, word. Blanks at both ends
 * belong to no chunk.
 */
final class RecursiveChunker implements Chunker {

  private static final int PARAGRAPH = 4;
  private static final int LINE = 3;
  private static final int SENTENCE = 2;
  private static final int WORD = 1;
  private static final int LONGEST_CLUSTER = 32;
  private static final char ZERO_WIDTH_JOINER = '\u200d';

  private final int size;
  private final int overlap;
  private final TokenCounter counter;

  RecursiveChunker(int size, int overlap, TokenCounter counter) {
    this.size = size;
    this.overlap = overlap;
    this.counter = counter;
  }

  @Override
  public List<Chunk> chunk(Document document) {
    String text = document.text();
    int[] ends = checked(counter.tokenEnds(text), text);
    List<Chunk> chunks = new ArrayList<>();
    int start = Blanks.skip(text, 0, text.length());
    int covered = start;
    while (covered < text.length()) {
      int limit = limit(text, ends, start, covered);
      int cut = limit == text.length() ? limit : cut(text, start, covered, limit);
      int end = Blanks.trimEnd(text, start, cut);
      chunks.add(Chunk.of(document, chunks.size(), start, end));
      covered = Blanks.skip(text, cut, text.length());
      start = covered < text.length() ? nextStart(text, ends, start, end, covered) : covered;
      if (covered < text.length() && reach(text, ends, start) <= covered) {
        start = covered;
      }
    }
    return List.copyOf(chunks);
  }

  /** Where a chunk from {@code start} ends at the latest; always beyond {@code covered}. */
  private int limit(String text, int[] ends, int start, int covered) {
    int reach = reach(text, ends, start);
    return reach > covered ? reach : covered + Character.charCount(text.codePointAt(covered));
  }

  /** Offset that the tokens allowed to a chunk from {@code start} reach, outside a pair. */
  private int reach(String text, int[] ends, int start) {
    long last = (long) tokenAt(ends, start) + size - 1;
    int reach = last >= ends.length - 1 ? text.length() : ends[(int) last];
    return Chunk.splitsPair(text, reach) ? reach - 1 : reach;
  }

  private static int cut(String text, int start, int covered, int limit) {
    int lowest = Math.max(covered + 1, start + (limit - start + 1) / 2);
    int best = 0;
    int bestAt = -1;
    int lineBreaks = breaksAfter(text, limit);
    boolean blankAfter = Blanks.isBlank(text.charAt(limit));
    for (int at = limit; at >= lowest && best < PARAGRAPH; at--) {
      char before = text.charAt(at - 1);
      if (Blanks.isBlank(before)) {
        lineBreaks = (blankAfter ? lineBreaks : 0) + (Blanks.isLineBreak(text, at - 1) ? 1 : 0);
        blankAfter = true;
        continue;
      }
      int rank = rank(text, at, before, blankAfter, lineBreaks);
      if (rank > best) {
        best = rank;
        bestAt = at;
      }
      blankAfter = false;
    }
    return bestAt > 0 ? bestAt : clusterEnd(text, covered, limit);
  }

  private static int rank(String text, int at, char before, boolean blankAfter, int lineBreaks) {
    if (!blankAfter) {
      return isFullWidthStop(before) && at < text.length() && !isCloser(text.charAt(at))
          ? SENTENCE
          : 0;
    }
    if (lineBreaks >= 2) {
      return PARAGRAPH;
    }
    if (lineBreaks == 1) {
      return LINE;
    }
    return endsSentence(text, at) ? SENTENCE : WORD;
  }

  private static int breaksAfter(String text, int from) {
    int breaks = 0;
    for (int at = from; at < text.length() && Blanks.isBlank(text.charAt(at)); at++) {
      if (Blanks.isLineBreak(text, at) && ++breaks == 2) {
        return breaks;
      }
    }
    return breaks;
  }

  private static boolean endsSentence(String text, int end) {
    int at = end - 1;
    while (at > 0 && end - at < 4 && isCloser(text.charAt(at))) {
      at--;
    }
    char c = text.charAt(at);
    return c == '.' || c == '!' || c == '?' || c == '\u2026' || isFullWidthStop(c);
  }

  private static boolean isFullWidthStop(char c) {
    return c == '\u3002' || c == '\uff01' || c == '\uff1f';
  }

  private static boolean isCloser(char c) {
    return c == '"'
        || c == '\''
        || c == ')'
        || c == ']'
        || c == '\u201d'
        || c == '\u2019'
        || c == '\u300d'
        || c == '\u300f'
        || c == '\u00bb';
  }

  /** Moves a cut that has no word boundary back to where no letter loses its marks. */
  private static int clusterEnd(String text, int covered, int limit) {
    int lowest = Math.max(covered + 1, limit - LONGEST_CLUSTER);
    for (int at = limit; at >= lowest; at--) {
      if (!Chunk.splitsPair(text, at) && !continuesCluster(text, at)) {
        return at;
      }
    }
    return limit;
  }

  private static boolean continuesCluster(String text, int at) {
    if (at >= text.length()) {
      return false;
    }
    char c = text.charAt(at);
    if (c < 0x300 && text.charAt(at - 1) != ZERO_WIDTH_JOINER) {
      return false;
    }
    int point = text.codePointAt(at);
    return c == ZERO_WIDTH_JOINER
        || text.charAt(at - 1) == ZERO_WIDTH_JOINER
        || SimpleTokenCounter.isMark(point)
        || (point >= 0x1f3fb && point <= 0x1f3ff);
  }

  /** Start of the next chunk: up to {@code overlap} tokens before the first uncovered character. */
  private int nextStart(String text, int[] ends, int start, int end, int covered) {
    int first = Math.max(tokenAt(ends, covered) - overlap, tokenAt(ends, end - 1) - overlap + 1);
    int earliest = Math.max(start + 1, first <= 0 ? 0 : ends[first - 1]);
    if (overlap == 0 || earliest >= end) {
      return covered;
    }
    if (Chunk.splitsPair(text, earliest)) {
      earliest++;
    }
    for (int at = earliest; at < end; at++) {
      if (!Blanks.isBlank(text.charAt(at)) && Blanks.isBlank(text.charAt(at - 1))) {
        return at;
      }
    }
    int at = earliest;
    while (at < end
        && at - earliest < LONGEST_CLUSTER
        && (Chunk.splitsPair(text, at) || continuesCluster(text, at))) {
      at++;
    }
    if (Chunk.splitsPair(text, at)) {
      at++;
    }
    return at < end ? at : covered;
  }

  /** Index of the token that holds an offset; the number of tokens if none does. */
  private static int tokenAt(int[] ends, int offset) {
    int found = Arrays.binarySearch(ends, offset + 1);
    return found >= 0 ? found : -found - 1;
  }

  private int[] checked(int[] ends, String text) {
    int previous = 0;
    for (int end : ends) {
      if (end <= previous || end > text.length()) {
        throw new IllegalStateException(
            "Token ends must rise strictly and stay within the text of %d characters; was %d after %d (counter %s)."
                .formatted(text.length(), end, previous, counter.id()));
      }
      previous = end;
    }
    return ends;
  }
}
