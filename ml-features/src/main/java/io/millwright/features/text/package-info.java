/**
 * What a model of texts makes of a field: embeddings and extracted values, as fields that tables
 * and live rows are widened with before features are fitted.
 *
 * <p>Entry: {@link io.millwright.features.text.TextFields}, over a {@link
 * io.millwright.features.text.TextEmbedder} or a {@link
 * io.millwright.features.text.FieldExtractor}:
 *
 * <pre>{@code
 * TextFields fields = TextFields.over(schema)
 *     .embed("note", embedder)
 *     .cache(FileResultCache.open(file, 1L << 30))
 *     .build();
 * Table wide = fields.widen(table).rows();
 * }</pre>
 *
 * <p>It holds no model, calls no service by itself and makes no second attempt.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.features.text;
