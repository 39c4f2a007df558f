/** Tests of expectations. */
@org.jspecify.annotations.NullMarked
package io.millwright.quality.expect;
