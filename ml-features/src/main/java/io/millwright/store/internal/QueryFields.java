package io.millwright.store.internal;

import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Role;
import io.millwright.schema.Schema;
import io.millwright.store.FeatureView;
import java.util.List;
import java.util.Optional;

/** What queries over time must have; each check adds its faults. */
public final class QueryFields {

  private QueryFields() {}

  /** One EVENT_TIME, a required TIMESTAMP. */
  public static void checkTime(Schema queries, List<String> faults) {
    Optional<Field> time = queries.only(Role.EVENT_TIME);
    if (time.isEmpty()) {
      faults.add("Queries must have one EVENT_TIME field; had none. Declare when each is asked.");
      return;
    }
    if (time.get().type() != FieldType.TIMESTAMP) {
      faults.add(
          "Time '"
              + time.get().name()
              + "' of the queries must be a TIMESTAMP, an instant with a zone; was "
              + time.get().type()
              + ". Say in which zone and at which hour it holds.");
    }
    checkRequired(time.get(), faults);
  }

  /** A required field with the name and kind of the view's entity. */
  public static void checkKey(Schema queries, FeatureView view, List<String> faults) {
    if (queries.find(view.entity()).isEmpty()) {
      faults.add(
          "Queries must have the field '"
              + view.entity()
              + "', the entity of view '"
              + view.name()
              + "'; it is absent.");
      return;
    }
    Field key = queries.field(view.entity());
    checkSameKind(key, view.schema().field(view.entity()), faults);
    checkRequired(key, faults);
  }

  /** Both strings or both whole numbers. */
  public static void checkSameKind(Field key, Field like, List<String> faults) {
    boolean suited =
        like.type().isString() ? key.type().isString() : key.type() == FieldType.INTEGER;
    if (!suited) {
      faults.add(
          "Key '"
              + key.name()
              + "' must be "
              + (like.type().isString() ? "TEXT or CATEGORICAL" : "INTEGER")
              + " as on the other side; was "
              + key.type()
              + ".");
    }
  }

  /** Never missing. */
  public static void checkRequired(Field field, List<String> faults) {
    if (field.optional()) {
      faults.add("Field '" + field.name() + "' must be required; was optional.");
    }
  }
}
