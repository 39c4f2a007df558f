package io.millwright.features.text;

import io.millwright.schema.Schema;
import java.util.List;
import java.util.Map;

/**
 * Something, as a rule a language model with a prompt, that reads values of a small schema out of a
 * text. Implementations must be thread-safe if the {@link TextFields} they serve is used by several
 * threads.
 *
 * <p>A language model may answer the same text otherwise tomorrow: with a durable cache the first
 * answer stands, for training and for serving.
 */
public interface FieldExtractor {

  /**
   * Name and version of the model and its settings, for example {@code llama-3.1-8b@q4/t0}. Not
   * blank, at most 200 characters, always the same.
   */
  String id();

  /** SHA-256 of prompt and answer schema, 64 lower-case hexadecimal digits; always the same. */
  String promptHash();

  /** What is read out of each text: fields of role FEATURE, at most 1,000; always the same. */
  Schema fields();

  /**
   * One outcome for each text, in their order; a failure concerns its own text alone. Values by
   * field name, of the kinds that {@link io.millwright.table.MapBinding} takes; absent and null
   * mean missing. An exception fails all texts of the call.
   *
   * @param texts at least one, none of them missing; an empty text is a text
   */
  List<Outcome<Map<String, Object>>> extract(List<String> texts);
}
