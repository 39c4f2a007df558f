package io.millwright.features.text;

import io.millwright.Require;
import io.millwright.Sha256;
import io.millwright.schema.Field;
import io.millwright.table.RowBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** One thing that is made of a field's text, with its results as bytes. Immutable. */
abstract class Producer {

  private static final int MOST_ID = 200;

  private final String field;
  private final String id;

  Producer(String field, String id) {
    this.field = field;
    this.id = Require.notBlank("Id of a text model", id);
    if (id.length() > MOST_ID) {
      throw Require.violated(
          "Id of a text model", "at most " + MOST_ID + " characters", id.length() + " characters");
    }
  }

  final String field() {
    return field;
  }

  final String id() {
    return id;
  }

  /** SHA-256 of all that a result depends on but the text. */
  abstract String digest();

  /** The fields it fills. */
  abstract List<Field> fields(boolean optional);

  /** How many fields it fills. */
  abstract int width();

  abstract String describe();

  /** One outcome for each text. */
  abstract List<Outcome<byte[]>> produce(List<String> texts);

  /** Whether {@link #fill} can read these bytes, which may come from anywhere. */
  abstract boolean accepts(byte[] result);

  /** Sets its fields, from that position, to a result that is accepted. */
  abstract void fill(byte[] result, RowBuffer into, int at);

  static String digest(String... parts) {
    MessageDigest digest = Sha256.digest();
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
      digest.update(bytes);
    }
    return Sha256.hex(digest);
  }

  /** The model's outcomes as bytes; an exception fails every text. */
  final <T> List<Outcome<byte[]>> produce(
      int texts, Supplier<List<Outcome<T>>> model, Function<T, Outcome<byte[]>> encode) {
    List<Outcome<T>> outcomes;
    try {
      outcomes = model.get();
    } catch (RuntimeException e) {
      // The message may repeat the text: the class says enough.
      return Collections.nCopies(texts, Outcome.failed("failed with " + e.getClass().getName()));
    }
    if (outcomes.size() != texts) {
      throw new IllegalStateException(
          "Text model '"
              + id
              + "' must give one outcome for each text; gave "
              + outcomes.size()
              + " for "
              + texts
              + ".");
    }
    List<Outcome<byte[]>> encoded = new ArrayList<>(texts);
    for (Outcome<T> outcome : outcomes) {
      encoded.add(outcome.match(encode, Outcome::failed));
    }
    return encoded;
  }
}
