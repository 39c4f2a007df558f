/** Tests of features from history. */
@org.jspecify.annotations.NullMarked
package io.millwright.features.window;
