/** Tests of the feature store. */
@org.jspecify.annotations.NullMarked
package io.millwright.store;
