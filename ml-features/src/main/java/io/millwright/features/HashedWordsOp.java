package io.millwright.features;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.features.HashedWordsTransform.Options;
import io.millwright.model.Featurizer.Feature;
import io.millwright.schema.Schema;
import io.millwright.table.InvalidRowException;
import io.millwright.table.Row;
import java.util.Arrays;
import java.util.List;

/** A fitted {@link HashedWordsTransform}. */
final class HashedWordsOp extends Op {

  static final String ID = "hashed-words";

  private static final Murmur3 HASH = new Murmur3(0, true);

  private final String field;
  private final int position;
  private final int buckets;
  private final Options options;
  private final boolean missing;

  HashedWordsOp(Schema schema, String field, int buckets, Options options, boolean missing) {
    this.field = field;
    this.position = schema.indexOf(field);
    this.buckets = buckets;
    this.options = options;
    this.missing = missing;
  }

  @Override
  List<Feature> features() {
    List<String> names = HashedWordsTransform.names(field, buckets);
    if (missing) {
      names.add(FeatureNames.slot(FeatureNames.field(field), FeatureNames.MISSING));
    }
    return names.stream().map(n -> new Feature(n, List.of(field))).toList();
  }

  @Override
  void apply(Row row, double[] out, int at) {
    Arrays.fill(out, at, at + buckets + (missing ? 1 : 0), 0);
    if (!row.isMissing(position)) {
      count(row.string(position), out, at);
      scale(out, at);
    } else if (missing) {
      out[at + buckets] = 1;
    } else {
      throw new InvalidRowException(field, "must have a value; was missing");
    }
  }

  private void count(String text, double[] out, int at) {
    int previous = -1;
    int previousEnd = -1;
    int start = Words.start(text, 0);
    while (start < text.length()) {
      int end = Words.end(text, start);
      add(HASH.hash(text, start, end), 1, out, at);
      if (options.bigrams() && previous >= 0) {
        add(HASH.hashJoined(text, previous, previousEnd, start, end), 1, out, at);
      }
      previous = start;
      previousEnd = end;
      start = Words.start(text, end);
    }
  }

  /** Adds the value, or its negative, to the bucket of a hash. */
  void add(int hash, double value, double[] out, int at) {
    // As a long: the absolute value of the least int is not an int.
    int bucket = (int) (Math.abs((long) hash) % buckets);
    out[at + bucket] += options.alternateSign() && hash < 0 ? -value : value;
  }

  private void scale(double[] out, int at) {
    double squares = 0;
    for (int i = at; i < at + buckets; i++) {
      double x = out[i];
      if (x == 0) {
        continue;
      }
      if (options.logCounts()) {
        x = x < 0 ? -StrictMath.log1p(-x) : StrictMath.log1p(x);
        out[i] = x;
      }
      squares += x * x;
    }
    if (options.normalized() && squares > 0) {
      double length = Math.sqrt(squares);
      for (int i = at; i < at + buckets; i++) {
        out[i] /= length;
      }
    }
  }

  @Override
  String describe() {
    return HashedWordsTransform.describe(field, buckets, options)
        + (missing ? "; with a missing indicator" : "");
  }

  @Override
  void write(ObjectNode node) {
    node.put("op", ID)
        .put("field", field)
        .put("buckets", buckets)
        .put("bigrams", options.bigrams())
        .put("alternateSign", options.alternateSign())
        .put("logCounts", options.logCounts())
        .put("normalized", options.normalized())
        .put("missing", missing);
  }

  static HashedWordsOp read(JsonPart json, Schema schema) {
    json.only(
        "op", "field", "buckets", "bigrams", "alternateSign", "logCounts", "normalized", "missing");
    String field = json.text("field");
    HashedWordsTransform.checkText(
        schema,
        field,
        fault -> {
          throw json.fault(fault);
        });
    int buckets = json.whole("buckets");
    if (buckets < 1 || buckets > HashedWordsTransform.MOST_BUCKETS) {
      throw json.fault(
          "member 'buckets' must be from 1 to " + HashedWordsTransform.MOST_BUCKETS + ".");
    }
    Options options =
        new Options(
            json.flag("bigrams"),
            json.flag("alternateSign"),
            json.flag("logCounts"),
            json.flag("normalized"));
    return new HashedWordsOp(schema, field, buckets, options, json.flag("missing"));
  }
}
