/** Tests of the leakage audit. */
@org.jspecify.annotations.NullMarked
package io.millwright.leakage;
