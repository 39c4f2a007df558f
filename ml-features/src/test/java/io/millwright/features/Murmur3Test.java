package io.millwright.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.Seed;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Murmur3Test {

  private static final Murmur3 PLAIN = new Murmur3(0, false);

  /** Figures of the smhasher verification vectors that are published with the algorithm. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | 0 | 0",
        "'' | 1 | 514E28B7",
        "'' | ffffffff | 81F16F39",
        "aaaa | 9747b28c | 5A97808A",
        "aaa | 9747b28c | 283E0130",
        "aa | 9747b28c | 5D211726",
        "a | 9747b28c | 7FA09EA6",
        "abcd | 9747b28c | F0478627",
        "'Hello, world!' | 9747b28c | 24884CBA",
        "The quick brown fox jumps over the lazy dog | 9747b28c | 2FA826CD"
      })
  void hash_publishedVector_isEqual(String text, String seed, String expected) {
    Murmur3 murmur = new Murmur3(Integer.parseUnsignedInt(seed, 16), false);
    assertThat(murmur.hash(text)).isEqualTo(Integer.parseUnsignedInt(expected, 16));
  }

  /** Against an implementation over the bytes themselves, block by block. */
  @Test
  void hash_anyCharacters_equalsThatOfTheirBytes() {
    RandomGenerator random = Seed.of(3).random();
    for (int round = 0; round < 20_000; round++) {
      String text = text(random);
      int seed = random.nextInt();
      assertThat(new Murmur3(seed, false).hash(text))
          .isEqualTo(ofBytes(text.getBytes(StandardCharsets.UTF_8), seed));
    }
  }

  @Test
  void hash_lowerCasing_isByCodePoint() {
    RandomGenerator random = Seed.of(4).random();
    Murmur3 lowering = new Murmur3(0, true);
    for (int round = 0; round < 20_000; round++) {
      String text = text(random);
      StringBuilder lower = new StringBuilder();
      text.codePoints().map(Character::toLowerCase).forEach(lower::appendCodePoint);
      assertThat(lowering.hash(text)).isEqualTo(PLAIN.hash(lower.toString()));
    }
  }

  @Test
  void hashJoined_twoStretches_areJoinedByOneSpace() {
    String text = "\uD801\uDC00bc ... 日本x";
    assertThat(PLAIN.hashJoined(text, 0, 4, 9, 12)).isEqualTo(PLAIN.hash("\uD801\uDC00bc 日本x"));
    assertThat(PLAIN.hashJoined(text, 0, 4, 9, 9)).isEqualTo(PLAIN.hash("\uD801\uDC00bc "));
    assertThat(PLAIN.hash(text, 9, 11)).isEqualTo(PLAIN.hash("日本"));
  }

  /** Up to 11 units: ASCII, all other scripts, halves and whole pairs of surrogates. */
  private static String text(RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(12); n > 0; n--) {
      switch (random.nextInt(4)) {
        case 0 -> text.append((char) random.nextInt(128));
        case 1 -> text.append((char) random.nextInt(0x800));
        case 2 -> text.append((char) random.nextInt(0x10000));
        default -> text.appendCodePoint(0x10000 + random.nextInt(0x100000));
      }
    }
    return text.toString();
  }

  private static int ofBytes(byte[] bytes, int seed) {
    int h = seed;
    int blocks = bytes.length / 4;
    for (int b = 0; b < blocks; b++) {
      int k = 0;
      for (int j = 3; j >= 0; j--) {
        k = k << 8 | (bytes[4 * b + j] & 0xFF);
      }
      k *= 0xcc9e2d51;
      k = k << 15 | k >>> 17;
      k *= 0x1b873593;
      h ^= k;
      h = h << 13 | h >>> 19;
      h = h * 5 + 0xe6546b64;
    }
    int tail = 0;
    for (int j = bytes.length - 1; j >= 4 * blocks; j--) {
      tail = tail << 8 | (bytes[j] & 0xFF);
    }
    if (bytes.length % 4 != 0) {
      tail *= 0xcc9e2d51;
      tail = tail << 15 | tail >>> 17;
      tail *= 0x1b873593;
      h ^= tail;
    }
    h ^= bytes.length;
    h ^= h >>> 16;
    h *= 0x85ebca6b;
    h ^= h >>> 13;
    h *= 0xc2b2ae35;
    h ^= h >>> 16;
    return h;
  }
}
