package io.millwright.llm.rag;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Cuts plain text and Markdown into sentences with exact offsets.
 *
 * <p>Lines are first joined into blocks: a blank line, a heading, a list item, a table row and a
 * line inside a code fence begin a block. A block is cut after {@code . ! ?} that a blank follows
 * and no lower-case letter after it, except behind an abbreviation or an initial, and after
 * full-width stops. Sentences over 600 characters are cut between words.
 */
final class Sentences {

  private static final int LONGEST = 600;
  private static final Set<String> ABBREVIATIONS =
      Set.of(
          "e.g", "i.e", "etc", "al", "fig", "eq", "no", "vs", "dr", "mr", "mrs", "ms", "prof", "st",
          "cf", "approx", "sec", "ref", "refs", "tab", "vol", "pp", "p");

  private final String text;
  private final List<Sentence> found = new ArrayList<>();
  private int blockStart = -1;
  private int blockEnd = -1;
  private boolean fenced;

  private Sentences(String text) {
    this.text = text;
  }

  /** The sentences between two offsets, in order, none blank, none overlapping. */
  static List<Sentence> split(String text, int from, int to) {
    Sentences sentences = new Sentences(text);
    int line = lineStart(text, from);
    sentences.fenced = isFencedAt(text, line);
    while (line < to) {
      int feed = text.indexOf('\n', line);
      int end = feed < 0 || feed >= to ? to : feed;
      sentences.line(line, end);
      line = end + 1;
    }
    sentences.flush();
    return List.copyOf(sentences.found);
  }

  private static int lineStart(String text, int from) {
    int start = from == 0 ? 0 : text.lastIndexOf('\n', from - 1) + 1;
    return from - start <= LONGEST ? start : from;
  }

  /** Whether an odd number of code fences begin a line before this offset. */
  private static boolean isFencedAt(String text, int offset) {
    boolean fenced = isFence(text, 0) && offset > 0;
    for (int feed = text.indexOf('\n');
        feed >= 0 && feed + 1 < offset;
        feed = text.indexOf('\n', feed + 1)) {
      int start = feed + 1;
      while (start < offset && text.charAt(start) == ' ') {
        start++;
      }
      fenced ^= start < offset && isFence(text, start);
    }
    return fenced;
  }

  private static boolean isFence(String text, int at) {
    return text.startsWith("```", at) || text.startsWith("~~~", at);
  }

  private void line(int from, int to) {
    int start = skipBlanks(from, to);
    int end = trimEnd(start, to);
    if (start == end) {
      flush();
    } else if (isFence(text, start)) {
      flush();
      fenced = !fenced;
    } else if (fenced || text.charAt(start) == '|') {
      flush();
      add(start, end, false);
    } else if (text.charAt(start) == '#') {
      flush();
      add(start, end, true);
    } else {
      if (startsItem(start, end)) {
        flush();
      }
      if (blockStart < 0) {
        blockStart = start;
      }
      blockEnd = end;
    }
  }

  private boolean startsItem(int start, int end) {
    int at = start;
    while (at < end && at - start < 3 && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    boolean numbered = at > start && at < end && (text.charAt(at) == '.' || text.charAt(at) == ')');
    boolean bullet = at == start && "-*+\u2022".indexOf(text.charAt(start)) >= 0;
    return (numbered || bullet) && at + 1 < end && text.charAt(at + 1) == ' ';
  }

  private void flush() {
    if (blockStart < 0) {
      return;
    }
    int start = blockStart;
    for (int at = start; at < blockEnd; at++) {
      int end = sentenceEnd(at);
      if (end > 0) {
        addTrimmed(start, end);
        start = end;
        at = end - 1;
      }
    }
    addTrimmed(start, blockEnd);
    blockStart = -1;
  }

  /** End of the sentence whose last stop is at this offset, or -1. */
  private int sentenceEnd(int at) {
    char c = text.charAt(at);
    boolean wide = c == '\u3002' || c == '\uff01' || c == '\uff1f';
    if (!wide && c != '.' && c != '!' && c != '?') {
      return -1;
    }
    int end = at + 1;
    while (end < blockEnd && ".!?\"')]*_`\u201d\u2019\u300d\u3002".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    if (wide || end == blockEnd) {
      return end;
    }
    if (!isBlank(text.charAt(end)) || (c == '.' && isAbbreviated(at))) {
      return -1;
    }
    int next = skipBlanks(end, blockEnd);
    return next < blockEnd && Character.isLowerCase(text.codePointAt(next)) ? -1 : end;
  }

  private boolean isAbbreviated(int stop) {
    int from = stop;
    while (from > blockStart && stop - from < 8 && isWordPart(text.charAt(from - 1))) {
      from--;
    }
    String word = text.substring(from, stop);
    boolean initial = word.length() == 1 && Character.isUpperCase(word.charAt(0));
    return initial || ABBREVIATIONS.contains(word.toLowerCase(Locale.ROOT));
  }

  private static boolean isWordPart(char c) {
    return Character.isLetter(c) || c == '.';
  }

  private void addTrimmed(int from, int to) {
    int start = skipBlanks(from, to);
    add(start, trimEnd(start, to), false);
  }

  private void add(int from, int to, boolean heading) {
    int start = from;
    while (to - start > LONGEST) {
      int cut = start + LONGEST;
      int lowest = start + LONGEST / 2;
      while (cut > lowest && !isBlank(text.charAt(cut))) {
        cut--;
      }
      if (cut == lowest) {
        cut = start + LONGEST;
        cut -= Character.isLowSurrogate(text.charAt(cut)) ? 1 : 0;
      }
      found.add(new Sentence(start, trimEnd(start, cut), heading));
      start = skipBlanks(cut, to);
    }
    if (start < to) {
      found.add(new Sentence(start, to, heading));
    }
  }

  private int skipBlanks(int from, int to) {
    int at = from;
    while (at < to && isBlank(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private int trimEnd(int from, int to) {
    int at = to;
    while (at > from && isBlank(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}
