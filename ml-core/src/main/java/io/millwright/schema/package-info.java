/**
 * What a row is: named fields with type, role, unit, optionality and zone.
 *
 * <p>Entry: {@link io.millwright.schema.Schema#builder()} or {@link
 * io.millwright.schema.Schema#from(Class)}. It holds no data and reads no files.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.schema;
