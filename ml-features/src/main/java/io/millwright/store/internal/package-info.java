/** Files, bytes and times that the packages of the store share. Not exported. */
@org.jspecify.annotations.NullMarked
package io.millwright.store.internal;
