package io.millwright.features;

/**
 * MurmurHash3 x86 32-bit of the UTF-8 bytes of text, computed from its characters without making
 * the bytes.
 *
 * <p>A surrogate without its other half counts as a question mark, as {@link String#getBytes} has
 * it. Lower-casing is by code point, {@link Character#toLowerCase(int)}, which no locale changes.
 * Source: A. Appleby, MurmurHash3.cpp (public domain), {@code MurmurHash3_x86_32}. Immutable;
 * allocates nothing.
 */
final class Murmur3 {

  private static final int C1 = 0xcc9e2d51;
  private static final int C2 = 0x1b873593;

  private final int seed;
  private final boolean lowerCase;

  Murmur3(int seed, boolean lowerCase) {
    this.seed = seed;
    this.lowerCase = lowerCase;
  }

  int hash(String text) {
    return hash(text, 0, text.length());
  }

  int hash(String text, int from, int to) {
    return hashJoined(text, from, to, -1, -1);
  }

  /** Of two stretches of the text with a space between them; of the first alone if next is -1. */
  int hashJoined(String text, int from, int to, int next, int nextTo) {
    int h = seed;
    int length = 0;
    // Bytes that do not fill a block yet, the first in the lowest bits: at most 3 before a step.
    long pending = 0;
    int bits = 0;
    int i = from;
    int stop = to;
    int following = next;
    while (i < stop || following >= 0) {
      int c = ' ';
      if (i < stop) {
        c = codePoint(text, i);
        i += Character.charCount(c);
      } else {
        i = following;
        stop = nextTo;
        following = -1;
      }
      int bytes = utf8Length(c);
      pending |= utf8(c) << bits;
      bits += 8 * bytes;
      length += bytes;
      if (bits >= 32) {
        h = block(h, (int) pending);
        pending >>>= 32;
        bits -= 32;
      }
    }
    return finish(h ^ scramble((int) pending) ^ length);
  }

  private int codePoint(String text, int at) {
    int c = text.codePointAt(at);
    if (c < 0x80) {
      return lowerCase && c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
    }
    return lowerCase ? Character.toLowerCase(c) : c;
  }

  private static int utf8Length(int c) {
    if (c < 0x80 || isSurrogate(c)) {
      return 1;
    }
    return c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  }

  /** The bytes of a code point, the first in the lowest bits. */
  private static long utf8(int c) {
    if (c < 0x80) {
      return c;
    }
    if (isSurrogate(c)) {
      return '?';
    }
    long last = 0x80 | (c & 0x3F);
    if (c < 0x800) {
      return 0xC0 | (c >> 6) | last << 8;
    }
    long third = 0x80 | ((c >> 6) & 0x3F);
    if (c < 0x10000) {
      return 0xE0 | (c >> 12) | third << 8 | last << 16;
    }
    return 0xF0 | (c >> 18) | (0x80L | ((c >> 12) & 0x3F)) << 8 | third << 16 | last << 24;
  }

  private static boolean isSurrogate(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }

  /** The state after four more bytes. */
  static int block(int state, int bytes) {
    return Integer.rotateLeft(state ^ scramble(bytes), 13) * 5 + 0xe6546b64;
  }

  private static int scramble(int k) {
    return Integer.rotateLeft(k * C1, 15) * C2;
  }

  /** Spreads a hash over all its bits; no two become one. */
  static int finish(int hash) {
    int h = hash;
    h ^= h >>> 16;
    h *= 0x85ebca6b;
    h ^= h >>> 13;
    h *= 0xc2b2ae35;
    return h ^ (h >>> 16);
  }
}
