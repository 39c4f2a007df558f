/**
 * Hashes of cells and the tables that hold them, shared by the quality packages.
 *
 * <p>Not exported. {@link io.millwright.quality.internal.CellDigest} makes 128 bits of a row or
 * key, {@link io.millwright.quality.internal.KeyTable} counts distinct ones.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.quality.internal;
