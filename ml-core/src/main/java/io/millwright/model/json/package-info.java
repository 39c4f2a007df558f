/**
 * How stored parts are read without trusting them. Not exported.
 *
 * <p>Entry: {@link io.millwright.model.json.StoredJson}.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.model.json;
