package io.millwright.schema;

import io.millwright.Require;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;

/**
 * One column of a table, or one component of a record. Made by {@link Schema.Builder}.
 *
 * @param name unique in its schema, not blank
 * @param type what its values are
 * @param role what it is for
 * @param optional whether a value may be missing
 * @param unit the unit of its numbers, for people and for checks, for example {@code EUR/year}
 * @param zone in which zone calendar parts of a TIMESTAMP are read; present for TIMESTAMP, absent
 *     otherwise
 */
public record Field(
    String name,
    FieldType type,
    Role role,
    boolean optional,
    Optional<String> unit,
    Optional<ZoneId> zone) {

  public Field {
    Require.notBlank("Field name", name);
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(role, "role");
    if ((type == FieldType.TIMESTAMP) != zone.isPresent()) {
      throw new IllegalArgumentException(
          "Field '"
              + name
              + "' must have a zone exactly when it is a TIMESTAMP; was "
              + type
              + (zone.isPresent() ? " with" : " without")
              + " a zone.");
    }
  }

  Field withRole(Role newRole) {
    return new Field(name, type, newRole, optional, unit, zone);
  }

  Field withOptional(boolean nowOptional) {
    return new Field(name, type, role, nowOptional, unit, zone);
  }
}
