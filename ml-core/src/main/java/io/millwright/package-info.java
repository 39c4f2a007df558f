/** The root: exceptions and seeds that every module uses. */
@org.jspecify.annotations.NullMarked
package io.millwright;
