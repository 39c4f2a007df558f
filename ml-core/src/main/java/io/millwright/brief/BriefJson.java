package io.millwright.brief;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON into {@link BriefNode}s, so that each keeps its line. */
final class BriefJson {

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(8).maxNumberLength(40).build())
          .build();

  private final JsonParser parser;
  private final BriefFaults faults;

  private BriefJson(JsonParser parser, BriefFaults faults) {
    this.parser = parser;
    this.faults = faults;
  }

  /** The document; broken JSON is one fault, since nothing after it can be trusted. */
  static BriefNode parse(String json, BriefFaults faults) {
    try (JsonParser parser = FACTORY.createParser(json)) {
      BriefJson reader = new BriefJson(parser, faults);
      parser.nextToken();
      BriefNode root = reader.value();
      if (parser.nextToken() != null) {
        faults.add(reader.line(), "Document must end after its brace; was followed by more.");
      }
      return root;
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      faults.add(Math.max(1, line), "Document must be JSON; was broken here.");
      return new BriefNode.Scalar(1, "", true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  private BriefNode value() throws IOException {
    int line = line();
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return mapping(line);
    }
    if (token == JsonToken.START_ARRAY) {
      List<BriefNode> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(value());
      }
      return new BriefNode.Items(line, items);
    }
    if (token == null || token == JsonToken.VALUE_NULL) {
      faults.add(line, "Value must be there; was " + (token == null ? "absent." : "null."));
      return new BriefNode.Scalar(line, "", true);
    }
    return new BriefNode.Scalar(line, parser.getText(), token == JsonToken.VALUE_STRING);
  }

  private BriefNode mapping(int line) throws IOException {
    Map<String, BriefNode> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      int at = line();
      parser.nextToken();
      if (members.put(name, value()) != null) {
        faults.add(at, "Member " + BriefReader.shown(name) + " must be there once; was again.");
      }
    }
    return new BriefNode.Mapping(line, members);
  }
}
