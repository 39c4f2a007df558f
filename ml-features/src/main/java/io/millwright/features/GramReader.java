package io.millwright.features;

import java.util.Arrays;

/**
 * Finds the n-grams of a text. Immutable; allocates nothing once its buffers have grown.
 *
 * <p>An n-gram of words is their tokens with a blank between them, so each is one stretch of the
 * text put together anew: tokens and blanks only. For characters, two or more neighbouring white
 * spaces become one blank first; within words, each word stands between two blanks, and one that is
 * shorter than an n-gram counts once, whole.
 */
final class GramReader {

  /** Takes n-grams, in no particular order. */
  interface Sink {
    /** The n-gram is {@code points[from .. to)}, to be read at once. */
    void gram(int[] points, int from, int to);
  }

  /** What reading needs room for. Not thread-safe. */
  static final class Buffer {
    private final CodePointBuffer folded = new CodePointBuffer();
    private final CodePointBuffer joined = new CodePointBuffer();
    private int[] bounds = new int[64];

    private void bound(int index, int value) {
      if (index == bounds.length) {
        bounds = Arrays.copyOf(bounds, 2 * index);
      }
      bounds[index] = value;
    }

    private void clear() {
      folded.clear();
      joined.clear();
      if (bounds.length > 1 << 18) {
        bounds = new int[64];
      }
    }
  }

  private final Grams grams;
  private final TermTable stopWords;

  GramReader(Grams grams) {
    this.grams = grams;
    this.stopWords = new TermTable(grams.stopWords().size());
    CodePointBuffer buffer = new CodePointBuffer();
    for (String word : grams.stopWords()) {
      buffer.clear();
      fold(word, buffer);
      stopWords.findOrAdd(buffer.points(), 0, buffer.size());
    }
  }

  Grams grams() {
    return grams;
  }

  private void fold(String text, CodePointBuffer into) {
    if (grams.lowerCase()) {
      LowerCase.append(text, into);
      return;
    }
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      into.add(c);
      i += Character.charCount(c);
    }
  }

  void read(String text, Buffer buffer, Sink sink) {
    fold(text, buffer.folded);
    switch (grams.kind()) {
      case WORDS -> words(buffer, sink);
      case CHARACTERS -> characters(buffer, sink);
      case CHARACTERS_IN_WORDS -> withinWords(buffer, sink);
    }
    buffer.clear();
  }

  private void words(Buffer buffer, Sink sink) {
    int tokens = join(buffer);
    int[] points = buffer.joined.points();
    int[] bounds = buffer.bounds;
    int most = Math.min(grams.most(), tokens);
    for (int n = grams.least(); n <= most; n++) {
      for (int i = 0; i + n <= tokens; i++) {
        sink.gram(points, bounds[2 * i], bounds[2 * (i + n) - 1]);
      }
    }
  }

  /** Puts the tokens that count behind one another and tells how many. */
  private int join(Buffer buffer) {
    int[] points = buffer.folded.points();
    int size = buffer.folded.size();
    TokenRule rule = grams.tokens();
    int tokens = 0;
    int at = 0;
    while (at < size) {
      if (!rule.has(points[at])) {
        at++;
        continue;
      }
      int start = at;
      while (at < size && rule.has(points[at])) {
        at++;
      }
      if (at - start >= rule.least() && stopWords.find(points, start, at) < 0) {
        if (tokens > 0) {
          buffer.joined.add(' ');
        }
        buffer.bound(2 * tokens, buffer.joined.size());
        buffer.joined.add(points, start, at);
        buffer.bound(2 * tokens + 1, buffer.joined.size());
        tokens++;
      }
    }
    return tokens;
  }

  private void characters(Buffer buffer, Sink sink) {
    int[] from = buffer.folded.points();
    int size = buffer.folded.size();
    for (int i = 0; i < size; ) {
      int end = i;
      while (end < size && isSpace(from[end])) {
        end++;
      }
      buffer.joined.add(end - i > 1 ? ' ' : from[i]);
      i = Math.max(end, i + 1);
    }
    int length = buffer.joined.size();
    for (int n = grams.least(); n <= Math.min(grams.most(), length); n++) {
      slide(buffer, 0, length, n, sink);
    }
  }

  private void withinWords(Buffer buffer, Sink sink) {
    int[] from = buffer.folded.points();
    int size = buffer.folded.size();
    CodePointBuffer word = buffer.joined;
    for (int i = 0; i < size; ) {
      int end = i;
      while (end < size && !isSpace(from[end])) {
        end++;
      }
      if (end > i) {
        int start = word.size();
        word.add(' ');
        word.add(from, i, end);
        word.add(' ');
        word(buffer, start, word.size(), sink);
      }
      i = end + 1;
    }
  }

  private void word(Buffer buffer, int start, int end, Sink sink) {
    for (int n = grams.least(); n <= grams.most(); n++) {
      if (n >= end - start) {
        sink.gram(buffer.joined.points(), start, end);
        return;
      }
      slide(buffer, start, end, n, sink);
    }
  }

  private static void slide(Buffer buffer, int start, int end, int n, Sink sink) {
    for (int i = start; i + n <= end; i++) {
      sink.gram(buffer.joined.points(), i, i + n);
    }
  }

  /** White space of Unicode and the four separators of ASCII. */
  static boolean isSpace(int c) {
    if (c < 0x80) {
      return c == ' ' || (c >= 9 && c <= 13) || (c >= 0x1C && c <= 0x1F);
    }
    return c == 0x85 || Character.isSpaceChar(c);
  }
}
