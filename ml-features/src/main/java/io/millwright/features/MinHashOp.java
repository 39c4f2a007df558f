package io.millwright.features;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.features.MinHashTransform.Settings;
import io.millwright.model.Featurizer.Feature;
import io.millwright.schema.Schema;
import io.millwright.table.InvalidRowException;
import io.millwright.table.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A {@link MinHashTransform} bound to a schema. Each n-gram is hashed once by MurmurHash3; the hash
 * of component j is that, with a constant of j added, through MurmurHash3's last step.
 */
final class MinHashOp extends Op {

  static final String ID = "min-hash";

  private static final Murmur3 HASH = new Murmur3(0, false);
  private static final double UNIT = 0x1p-32;

  private final Settings settings;
  private final int position;
  private final boolean missing;
  private final int[] salts;

  MinHashOp(Schema schema, Settings settings, boolean missing) {
    this.settings = settings;
    this.position = schema.indexOf(settings.field());
    this.missing = missing;
    this.salts = new int[settings.components()];
    Arrays.setAll(salts, j -> Murmur3.finish((j + 1) * 0x9E3779B9));
  }

  static List<String> names(Settings settings, boolean missing) {
    String prefix = "minHash(" + FeatureNames.field(settings.field()) + ")";
    List<String> names = new ArrayList<>();
    for (int j = 0; j < settings.components(); j++) {
      names.add(prefix + "#" + j);
    }
    if (missing) {
      names.add(FeatureNames.slot(prefix, FeatureNames.MISSING));
    }
    return names;
  }

  @Override
  List<Feature> features() {
    List<String> fields = List.of(settings.field());
    return names(settings, missing).stream().map(n -> new Feature(n, fields)).toList();
  }

  @Override
  void apply(Row row, double[] out, int at) {
    int end = at + salts.length;
    if (!row.isMissing(position)) {
      Arrays.fill(out, at, end, 1);
      hash(row.string(position), out, at);
    } else if (missing) {
      Arrays.fill(out, at, end, 0);
    } else {
      throw new InvalidRowException(settings.field(), "must have a value; was missing");
    }
    if (missing) {
      out[end] = row.isMissing(position) ? 1 : 0;
    }
  }

  private void hash(String text, double[] out, int at) {
    int characters = text.codePointCount(0, text.length());
    // A text shorter than the shortest n-gram is one by itself.
    int least = Math.min(settings.least(), characters);
    int most = Math.min(settings.most(), characters);
    int start = 0;
    for (int c = 0; c + least <= characters && least > 0; c++) {
      int end = text.offsetByCodePoints(start, least - 1);
      for (int n = least; n <= most && c + n <= characters; n++) {
        end = text.offsetByCodePoints(end, 1);
        add(HASH.hash(text, start, end), out, at);
      }
      start = text.offsetByCodePoints(start, 1);
    }
  }

  private void add(int hash, double[] out, int at) {
    for (int j = 0; j < salts.length; j++) {
      double own = (Murmur3.finish(hash + salts[j]) & 0xFFFFFFFFL) * UNIT;
      out[at + j] = own < out[at + j] ? own : out[at + j];
    }
  }

  @Override
  String describe() {
    return settings.describe() + (missing ? "; with a missing indicator" : "");
  }

  @Override
  void write(ObjectNode node) {
    node.put("op", ID)
        .put("field", settings.field())
        .put("components", settings.components())
        .put("least", settings.least())
        .put("most", settings.most())
        .put("missing", missing);
  }

  static MinHashOp read(JsonPart json, Schema schema) {
    json.only("op", "field", "components", "least", "most", "missing");
    Settings settings =
        new Settings(
            json.text("field"), json.whole("components"), json.whole("least"), json.whole("most"));
    if (!settings.fault().isEmpty()) {
      throw json.fault(settings.fault());
    }
    MinHashTransform.checkString(
        schema,
        settings.field(),
        fault -> {
          throw json.fault(fault);
        });
    return new MinHashOp(schema, settings, json.flag("missing"));
  }
}
