package io.millwright.features;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.features.TermWeights.Idf;
import io.millwright.features.TermWeights.Length;
import io.millwright.model.Featurizer.Feature;
import io.millwright.schema.Schema;
import io.millwright.table.InvalidRowException;
import io.millwright.table.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A fitted {@link TermsTransform}. */
final class TermsOp extends Op {

  static final String ID = "terms";

  private final String field;
  private final int position;
  private final boolean optional;
  private final String prefix;
  private final TermWeigher weigher;
  private final Lsa lsa;
  private final boolean missing;
  private final List<Feature> features;

  TermsOp(
      Schema schema, String field, String prefix, TermWeigher weigher, Lsa lsa, boolean missing) {
    this.field = field;
    this.position = schema.indexOf(field);
    this.optional = schema.field(field).optional();
    this.prefix = prefix;
    this.weigher = weigher;
    this.lsa = lsa;
    this.missing = missing;
    this.features = names().stream().map(n -> new Feature(n, List.of(field))).toList();
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    if (lsa.components() > 0) {
      names.addAll(Lsa.names(prefix, lsa.components()));
    } else {
      for (int t = 0; t < weigher.terms().size(); t++) {
        names.add(FeatureNames.slot(prefix, shown(weigher.terms().term(t))));
      }
    }
    if (missing) {
      names.add(FeatureNames.slot(FeatureNames.field(field), FeatureNames.MISSING));
    }
    return names;
  }

  /** In quotes if it could be taken for notation. */
  private static String shown(String term) {
    return term.startsWith("<") || term.startsWith("\"") ? '"' + term + '"' : term;
  }

  @Override
  List<Feature> features() {
    return features;
  }

  @Override
  void apply(Row row, double[] out, int at) {
    Arrays.fill(out, at, at + features.size(), 0);
    if (row.isMissing(position)) {
      if (!optional) {
        throw new InvalidRowException(field, "must have a value; was missing");
      }
      if (missing) {
        out[at + features.size() - 1] = 1;
      }
    } else if (lsa.components() > 0) {
      lsa.apply(weigher, row.string(position), out, at);
    } else {
      weigher.weigh(row.string(position), out, at);
    }
  }

  @Override
  String describe() {
    return field
        + ": "
        + weigher.terms().size()
        + " terms; "
        + weigher.reader().grams().describe()
        + "; "
        + weigher.weights().describe()
        + (lsa.components() > 0 ? "; " + lsa.components() + " components" : "")
        + (missing ? "; with a missing indicator" : "");
  }

  @Override
  void write(ObjectNode node) {
    node.put("op", ID).put("field", field).put("name", prefix).put("missing", missing);
    Grams grams = weigher.reader().grams();
    ObjectNode read = node.putObject("grams");
    read.put("kind", grams.kind().name())
        .put("least", grams.least())
        .put("most", grams.most())
        .put("characters", grams.tokens().characters())
        .put("leastToken", grams.tokens().least())
        .put("lowerCase", grams.lowerCase());
    ArrayNode stopWords = read.putArray("stopWords");
    grams.stopWords().forEach(stopWords::add);
    TermWeights weights = weigher.weights();
    node.put("binary", weights.binary())
        .put("sublinear", weights.sublinear())
        .put("idf", weights.idf().name())
        .put("length", weights.length().name());
    ArrayNode terms = node.putArray("terms");
    ArrayNode rarities = weights.idf() == Idf.NONE ? null : node.putArray("rarities");
    for (int t = 0; t < weigher.terms().size(); t++) {
      terms.add(weigher.terms().term(t));
      if (rarities != null) {
        rarities.add(weigher.idf(t));
      }
    }
    if (lsa.components() > 0) {
      lsa.write(node.putObject("lsa"));
    }
  }

  static TermsOp read(JsonPart json, Schema schema) {
    json.only(
        "op",
        "field",
        "name",
        "missing",
        "grams",
        "binary",
        "sublinear",
        "idf",
        "length",
        "terms",
        "rarities",
        "lsa");
    String field = json.text("field");
    TermsTransform.checkText(
        schema,
        field,
        fault -> {
          throw json.fault(fault);
        });
    boolean missing = json.flag("missing");
    if (missing && !schema.field(field).optional()) {
      throw json.fault("member 'missing' must be false for a required field.");
    }
    TermWeights weights =
        new TermWeights(
            json.flag("binary"),
            json.flag("sublinear"),
            json.oneOf("idf", Idf.class),
            json.oneOf("length", Length.class));
    TermTable terms = terms(json);
    double[] rarities = rarities(json, weights.idf(), terms.size());
    TermWeigher weigher =
        new TermWeigher(new GramReader(grams(json.object("grams"))), terms, weights, rarities);
    Lsa lsa = json.has("lsa") ? Lsa.read(json.object("lsa"), terms.size()) : Lsa.NONE;
    return new TermsOp(schema, field, json.text("name"), weigher, lsa, missing);
  }

  private static TermTable terms(JsonPart json) {
    List<String> texts = json.texts("terms");
    if (texts.isEmpty() || texts.size() > TermsTransform.MOST_TERMS) {
      throw json.fault(
          "member 'terms' must hold from 1 to " + TermsTransform.MOST_TERMS + " terms.");
    }
    TermTable terms = new TermTable(texts.size());
    for (int i = 0; i < texts.size(); i++) {
      int[] points = texts.get(i).codePoints().toArray();
      terms.findOrAdd(points, 0, points.length);
      if (points.length == 0 || (i > 0 && terms.compare(i - 1, i) >= 0)) {
        throw json.fault("member 'terms' must hold terms of text, ascending by code point.");
      }
      if (terms.characters() > TermsTransform.MOST_CHARACTERS) {
        throw json.fault(
            "member 'terms' must hold at most " + TermsTransform.MOST_CHARACTERS + " characters.");
      }
    }
    return terms;
  }

  private static double[] rarities(JsonPart json, Idf idf, int terms) {
    if (json.has("rarities") == (idf == Idf.NONE)) {
      throw json.fault("member 'rarities' must be there exactly when there is an idf.");
    }
    double[] rarities = new double[terms];
    Arrays.fill(rarities, 1);
    if (idf != Idf.NONE) {
      rarities = json.numbers("rarities");
    }
    // 1 for a term of every row; less than ln(2^31) + 1 for one of a single row.
    if (rarities.length != terms || Arrays.stream(rarities).anyMatch(r -> r < 1 || r > 32)) {
      throw json.fault("member 'rarities' must hold a number from 1 to 32 for each term.");
    }
    return rarities;
  }

  private static Grams grams(JsonPart json) {
    json.only("kind", "least", "most", "characters", "leastToken", "lowerCase", "stopWords");
    int least = json.whole("least");
    int most = json.whole("most");
    if (least < 1 || most < least || most > Grams.LONGEST) {
      throw json.fault(
          "members 'least' and 'most' must ascend from 1 to at most " + Grams.LONGEST + ".");
    }
    TokenRule tokens;
    try {
      tokens = TokenRule.of(json.text("characters"), json.whole("leastToken"));
    } catch (IllegalArgumentException e) {
      throw json.fault("a token must be as TokenRule has it: " + e.getMessage());
    }
    return new Grams(
        json.oneOf("kind", Grams.Kind.class),
        least,
        most,
        tokens,
        json.flag("lowerCase"),
        json.texts("stopWords"));
  }
}
