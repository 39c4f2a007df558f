package io.millwright.features.text;

import java.util.List;

/**
 * A model that makes a vector of a text. Implementations must be thread-safe if the {@link
 * TextFields} they serve is used by several threads.
 *
 * <p>The vector of a text must depend on {@link #id()} and the text alone, not on the other texts
 * of a batch: batch and live row are then the same. Where a runtime cannot promise it (padding, GPU
 * kernels), set the batch size to 1 or share one cache.
 */
public interface TextEmbedder {

  /**
   * Name and version of the model and of all its vectors depend on (weights, pooling, prefix,
   * precision), for example {@code e5-small-v2@ffb93f3/mean}. Another id is another model: its
   * vectors are cached apart, and features fitted on the one refuse the other. Not blank, at most
   * 200 characters, always the same.
   */
  String id();

  /** How many numbers a vector has, from 1 to 65,536; always the same. */
  int dimension();

  /**
   * One outcome for each text, in their order; a failure concerns its own text alone. A vector has
   * {@link #dimension()} finite numbers. An exception fails all texts of the call.
   *
   * @param texts at least one, none of them missing; an empty text is a text
   */
  List<Outcome<float[]>> embed(List<String> texts);
}
