/** Reference cases, shared by the tests of this module. */
@org.jspecify.annotations.NullMarked
package io.millwright.eval.golden;
