package io.millwright.quality.expect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.quality.internal.CellDigest;
import io.millwright.schema.FieldType;
import io.millwright.table.Column;
import java.util.List;
import java.util.Map;

/** Values among the keys of another table, known by their hashes. */
record ForeignRule(String field, String keyField, FieldType keyType, KeySet keys)
    implements RowRule {

  /** More would make a document of more than 20 MB. */
  static final int MOST_STORED = 1_000_000;

  @Override
  public Expectation.Kind kind() {
    return Expectation.Kind.FOREIGN_KEY;
  }

  @Override
  public List<String> faults(Map<String, FieldType> types) {
    return keyType.isString()
        ? Rule.suits("foreignKey", field, types, FieldType.CATEGORICAL, FieldType.TEXT)
        : Rule.suits("foreignKey", field, types, keyType);
  }

  @Override
  public Judge over(Column column) {
    CellDigest digest = new CellDigest();
    List<Column> columns = List.of(column);
    return row -> {
      digest.of(columns, row);
      return Judgement.of(keys.contains(digest.high(), digest.low()));
    };
  }

  @Override
  public void write(ObjectNode node) {
    if (keys.size() > MOST_STORED) {
      throw new IllegalStateException(
          "Keys of foreignKey("
              + field
              + ") must be at most "
              + MOST_STORED
              + " to be stored; were "
              + keys.size()
              + ". Build this expectation from its table where it is used.");
    }
    node.put("keyField", keyField).put("keyType", keyType.name()).put("keys", keys.toBase64());
  }
}
