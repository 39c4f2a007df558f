package io.millwright.tree;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.model.Link;
import io.millwright.model.json.StoredJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * JSON of tree ensembles: settings first, then one object of arrays for each tree, read one by one.
 * Doubles read back to the same bits.
 */
final class TreeJson {

  private static final String WHAT = "Tree ensemble";

  private TreeJson() {}

  static String write(TreeEnsembleScorer scorer) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = StoredJson.MAPPER.createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("formatVersion", 1);
      json.writeNumberField("inputs", scorer.inputs());
      json.writeNumberField("outputs", scorer.outputs());
      json.writeStringField("comparison", scorer.comparison().name().toLowerCase(Locale.ROOT));
      json.writeStringField("aggregation", scorer.aggregation().name().toLowerCase(Locale.ROOT));
      json.writeStringField("link", scorer.link().name().toLowerCase(Locale.ROOT));
      json.writeArrayFieldStart("base");
      for (int k = 0; k < scorer.outputs(); k++) {
        json.writeNumber(scorer.base(k));
      }
      json.writeEndArray();
      json.writeArrayFieldStart("trees");
      for (int t = 0; t < scorer.trees().size(); t++) {
        write(json, scorer.trees().get(t), scorer.outputOf(t));
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, DecisionTree tree, int output) throws IOException {
    int[] feature = new int[tree.size()];
    int[] left = new int[tree.size()];
    int[] right = new int[tree.size()];
    int[] missing = new int[tree.size()];
    double[] threshold = new double[tree.size()];
    double[] values = new double[(tree.size() + 1) / 2 * tree.width()];
    int next = 0;
    for (int i = 0; i < feature.length; i++) {
      feature[i] = tree.isLeaf(i) ? -1 : tree.feature(i);
      if (tree.isLeaf(i)) {
        for (int k = 0; k < tree.width(); k++) {
          values[next++] = tree.value(i, k);
        }
      } else {
        left[i] = tree.left(i);
        right[i] = tree.right(i);
        missing[i] = tree.missingLeft(i) ? 1 : 0;
        threshold[i] = tree.threshold(i);
      }
    }
    json.writeStartObject();
    json.writeNumberField("output", output);
    write(json, "feature", feature);
    write(json, "threshold", threshold);
    write(json, "left", left);
    write(json, "right", right);
    write(json, "missingLeft", missing);
    write(json, "values", values);
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String member, int[] numbers) throws IOException {
    json.writeFieldName(member);
    json.writeArray(numbers, 0, numbers.length);
  }

  private static void write(JsonGenerator json, String member, double[] numbers)
      throws IOException {
    json.writeFieldName(member);
    json.writeArray(numbers, 0, numbers.length);
  }

  static TreeEnsembleScorer read(String text) {
    ObjectNode header = StoredJson.MAPPER.createObjectNode();
    TreeEnsembleScorer.Builder builder = null;
    try (JsonParser json = StoredJson.MAPPER.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw StoredJson.fault("(root)", "an object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String member = json.currentName();
        json.nextToken();
        if (member.equals("trees")) {
          builder = begin(header);
          readTrees(json, builder);
        } else {
          header.set(member, json.<JsonNode>readValueAsTree());
        }
      }
      if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
        throw StoredJson.fault("(root)", "one object and nothing after it");
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          WHAT
              + " must be JSON; the parser stopped at "
              + (e.getLocation() == null ? "the start" : e.getLocation().offsetDescription())
              + ".",
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return finished(builder);
  }

  private static TreeEnsembleScorer finished(TreeEnsembleScorer.@Nullable Builder builder) {
    if (builder == null) {
      throw StoredJson.fault("trees", "an array");
    }
    return builder.build();
  }

  private static TreeEnsembleScorer.Builder begin(ObjectNode header) {
    StoredJson.checkVersion(WHAT, header);
    int outputs = StoredJson.integer(header, "outputs", 1, TreeEnsembleScorer.MAX_OUTPUTS);
    return TreeEnsembleScorer.builder(
            StoredJson.integer(header, "inputs", 0, TreeEnsembleScorer.MAX_INPUTS),
            outputs,
            StoredJson.constant(header, "comparison", TreeEnsembleScorer.Comparison.class))
        .aggregation(
            StoredJson.constant(header, "aggregation", TreeEnsembleScorer.Aggregation.class))
        .link(StoredJson.constant(header, "link", Link.class))
        .base(StoredJson.doubles(header, "base", outputs));
  }

  private static void readTrees(JsonParser json, TreeEnsembleScorer.Builder builder)
      throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw StoredJson.fault("trees", "an array");
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      JsonNode node = json.readValueAsTree();
      if (node == null) {
        throw StoredJson.fault("trees", "an array that ends");
      }
      int output = StoredJson.integer(node, "output", -1, TreeEnsembleScorer.MAX_OUTPUTS);
      DecisionTree tree = tree(node);
      if (output < 0) {
        builder.tree(tree);
      } else {
        addFor(builder, tree, output);
      }
    }
  }

  private static void addFor(TreeEnsembleScorer.Builder builder, DecisionTree tree, int output) {
    try {
      builder.tree(tree, output);
    } catch (IndexOutOfBoundsException e) {
      throw new IllegalArgumentException(
          "Member 'output' of a tree must be below the number of outputs; was " + output + ".", e);
    }
  }

  private static DecisionTree tree(JsonNode node) {
    int[] feature = StoredJson.integers(node, "feature", -1);
    for (int f : feature) {
      if (f < -1) {
        throw StoredJson.fault("feature", "-1 or a position");
      }
    }
    int[] directions = StoredJson.integers(node, "missingLeft", feature.length);
    boolean[] missingLeft = new boolean[feature.length];
    for (int i = 0; i < directions.length; i++) {
      if (directions[i] != 0 && directions[i] != 1) {
        throw StoredJson.fault("missingLeft[" + i + "]", "0 or 1");
      }
      missingLeft[i] = directions[i] == 1;
    }
    return DecisionTree.of(
        feature,
        StoredJson.doubles(node, "threshold", feature.length),
        StoredJson.integers(node, "left", feature.length),
        StoredJson.integers(node, "right", feature.length),
        missingLeft,
        StoredJson.doubles(node, "values", -1));
  }
}
