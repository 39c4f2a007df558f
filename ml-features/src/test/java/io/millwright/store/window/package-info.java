/** Tests of windows. */
@org.jspecify.annotations.NullMarked
package io.millwright.store.window;
