package io.millwright.llm.index;

import io.millwright.llm.document.Chunk;
import io.millwright.llm.document.Metadata;
import io.millwright.llm.document.PageSpan;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.BytesRef;

/**
 * How documents and chunks lie in Lucene: a block of all chunks of a document, then the document.
 *
 * <p>All of a block carry {@code doc} = the document's id, so a block is replaced and deleted as
 * one. Chunks carry the metadata as filter fields; the document stores text, pages and metadata.
 */
final class IndexFormat {

  static final String VERSION_KEY = "millwright.format";
  static final String VERSION = "1";
  static final String ANALYSIS_KEY = "millwright.analysis";

  static final String DOCUMENT_ID = "doc";
  static final String DOCUMENT_ORDER = "doc-order";
  static final String KIND = "kind";
  static final String CHUNK = "chunk";
  static final String DOCUMENT = "document";
  static final String BODY = "body";
  static final String ORDINAL = "ordinal";

  private static final String STORED = "stored:";
  private static final String TITLE = "title";
  private static final String TEXT = "text";
  private static final String START = "start";
  private static final String FIRST_PAGE = "first-page";
  private static final String LAST_PAGE = "last-page";
  private static final String PAGE_STARTS = "page-starts";
  private static final FieldType BODY_TYPE = bodyType();

  private IndexFormat() {}

  private static FieldType bodyType() {
    FieldType type = new FieldType();
    type.setTokenized(true);
    type.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
    type.freeze();
    return type;
  }

  static String textField(String key) {
    return "t:" + key;
  }

  static String wholeField(String key) {
    return "w:" + key;
  }

  static String realField(String key) {
    return "r:" + key;
  }

  static String flagField(String key) {
    return "f:" + key;
  }

  static String dayField(String key) {
    return "d:" + key;
  }

  static List<Document> block(io.millwright.llm.document.Document document, List<Chunk> chunks) {
    List<Document> block = new ArrayList<>(chunks.size() + 1);
    for (Chunk chunk : chunks) {
      block.add(chunkFields(document, chunk));
    }
    block.add(documentFields(document));
    return block;
  }

  private static Document chunkFields(io.millwright.llm.document.Document document, Chunk chunk) {
    Document fields = new Document();
    fields.add(new StringField(KIND, CHUNK, Field.Store.NO));
    fields.add(new StringField(DOCUMENT_ID, document.id(), Field.Store.YES));
    fields.add(new SortedDocValuesField(DOCUMENT_ORDER, new BytesRef(document.id())));
    fields.add(new NumericDocValuesField(ORDINAL, chunk.ordinal()));
    fields.add(new StoredField(ORDINAL, chunk.ordinal()));
    fields.add(new StoredField(TITLE, document.title()));
    fields.add(new StoredField(TEXT, chunk.text()));
    fields.add(new StoredField(START, chunk.start()));
    fields.add(new StoredField(FIRST_PAGE, chunk.pages().first()));
    fields.add(new StoredField(LAST_PAGE, chunk.pages().last()));
    fields.add(new Field(BODY, document.title() + ' ' + chunk.text(), BODY_TYPE));
    document.metadata().values().forEach((key, value) -> addFilter(fields, key, value));
    return fields;
  }

  private static Document documentFields(io.millwright.llm.document.Document document) {
    Document fields = new Document();
    fields.add(new StringField(KIND, DOCUMENT, Field.Store.NO));
    fields.add(new StringField(DOCUMENT_ID, document.id(), Field.Store.YES));
    fields.add(new StoredField(TITLE, document.title()));
    fields.add(new StoredField(TEXT, document.text()));
    fields.add(new StoredField(PAGE_STARTS, bytes(document.pageStarts())));
    document.metadata().values().forEach((key, value) -> addStored(fields, key, value));
    return fields;
  }

  private static void addFilter(Document fields, String key, Object value) {
    if (value instanceof String text) {
      fields.add(new StringField(textField(key), text, Field.Store.NO));
    } else if (value instanceof Long whole) {
      fields.add(new LongPoint(wholeField(key), whole));
    } else if (value instanceof Double real) {
      fields.add(new DoublePoint(realField(key), real + 0.0));
    } else if (value instanceof Boolean flag) {
      fields.add(new StringField(flagField(key), flag.toString(), Field.Store.NO));
    } else if (value instanceof LocalDate day) {
      fields.add(new LongPoint(dayField(key), day.toEpochDay()));
    } else {
      throw new IllegalStateException("Metadata type must be known; was " + value.getClass());
    }
  }

  private static void addStored(Document fields, String key, Object value) {
    if (value instanceof String text) {
      fields.add(new StoredField(stored(textField(key)), text));
    } else if (value instanceof Long whole) {
      fields.add(new StoredField(stored(wholeField(key)), whole));
    } else if (value instanceof Double real) {
      fields.add(new StoredField(stored(realField(key)), real));
    } else if (value instanceof Boolean flag) {
      fields.add(new StoredField(stored(flagField(key)), flag.toString()));
    } else if (value instanceof LocalDate day) {
      fields.add(new StoredField(stored(dayField(key)), day.toEpochDay()));
    }
  }

  /**
   * Lucene wants a field to be indexed alike wherever it occurs, so stored values have own names.
   */
  private static String stored(String field) {
    return STORED + field;
  }

  static io.millwright.llm.document.Document document(Document stored) {
    Metadata metadata = Metadata.empty();
    for (var field : stored.getFields()) {
      String name = field.name();
      if (!name.startsWith(STORED)) {
        continue;
      }
      String key = name.substring(STORED.length() + 2);
      metadata =
          switch (name.charAt(STORED.length())) {
            case 't' -> metadata.with(key, field.stringValue());
            case 'w' -> metadata.with(key, field.numericValue().longValue());
            case 'r' -> metadata.with(key, field.numericValue().doubleValue());
            case 'f' -> metadata.with(key, Boolean.parseBoolean(field.stringValue()));
            case 'd' -> metadata.with(key, LocalDate.ofEpochDay(field.numericValue().longValue()));
            default -> throw new IllegalStateException("Unknown stored field " + name);
          };
    }
    return io.millwright.llm.document.Document.ofOffsets(
            text(stored, DOCUMENT_ID),
            text(stored, TITLE),
            text(stored, TEXT),
            integers(stored.getBinaryValue(PAGE_STARTS)))
        .withMetadata(metadata);
  }

  static Hit hit(Document stored, int rank, double score) {
    String text = text(stored, TEXT);
    int start = number(stored, START);
    PageSpan pages = new PageSpan(number(stored, FIRST_PAGE), number(stored, LAST_PAGE));
    Chunk chunk =
        new Chunk(
            text(stored, DOCUMENT_ID),
            number(stored, ORDINAL),
            start,
            start + text.length(),
            text,
            pages);
    return new Hit(rank, score, chunk, text(stored, TITLE));
  }

  static Map<String, String> commitData(TextAnalysis analysis) {
    return Map.of(VERSION_KEY, VERSION, ANALYSIS_KEY, analysis.name());
  }

  private static String text(Document stored, String field) {
    return Objects.requireNonNull(stored.get(field), field);
  }

  private static int number(Document stored, String field) {
    return Objects.requireNonNull(stored.getField(field), field).numericValue().intValue();
  }

  private static BytesRef bytes(List<Integer> values) {
    ByteBuffer buffer = ByteBuffer.allocate(values.size() * Integer.BYTES);
    values.forEach(buffer::putInt);
    return new BytesRef(buffer.array());
  }

  private static List<Integer> integers(BytesRef bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes.bytes, bytes.offset, bytes.length);
    List<Integer> values = new ArrayList<>(bytes.length / Integer.BYTES);
    while (buffer.hasRemaining()) {
      values.add(buffer.getInt());
    }
    return values;
  }
}
