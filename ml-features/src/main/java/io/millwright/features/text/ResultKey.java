package io.millwright.features.text;

import io.millwright.Require;
import io.millwright.Sha256;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * What a result depends on, as hashes: no text can be read out of it. A short or guessable text can
 * be found by trying, so keys of personal texts are still personal.
 *
 * @param producer SHA-256 of the embedder or extractor: kind, id, prompt hash, fields; 64
 *     lower-case hexadecimal digits
 * @param text SHA-256 of the text's UTF-16 code units, high byte first, so that texts that UTF-8
 *     cannot tell apart have keys of their own
 */
public record ResultKey(String producer, String text) {

  static final int DIGEST_BYTES = 32;

  public ResultKey {
    hex("Producer's hash", producer);
    hex("Text's hash", text);
  }

  static ResultKey of(String producer, String text) {
    MessageDigest digest = Sha256.digest();
    byte[] block = new byte[2 * Math.min(4_096, Math.max(1, text.length()))];
    int at = 0;
    for (int i = 0; i < text.length(); i++) {
      block[at++] = (byte) (text.charAt(i) >>> 8);
      block[at++] = (byte) text.charAt(i);
      if (at == block.length) {
        digest.update(block, 0, at);
        at = 0;
      }
    }
    digest.update(block, 0, at);
    return new ResultKey(producer, Sha256.hex(digest));
  }

  /** Both hashes, 64 bytes. */
  byte[] bytes() {
    return HexFormat.of().parseHex(producer + text);
  }

  static ResultKey of(byte[] bytes, int at) {
    HexFormat hex = HexFormat.of();
    int middle = at + DIGEST_BYTES;
    return new ResultKey(
        hex.formatHex(bytes, at, middle), hex.formatHex(bytes, middle, middle + DIGEST_BYTES));
  }

  static String hex(String name, String value) {
    boolean digits = value.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    if (value.length() != 2 * DIGEST_BYTES || !digits) {
      throw Require.violated(
          name, "64 lower-case hexadecimal digits", value.length() + " characters");
    }
    return value;
  }
}
