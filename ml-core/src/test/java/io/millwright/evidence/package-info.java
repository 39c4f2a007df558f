/** Tests of evidence. */
@org.jspecify.annotations.NullMarked
package io.millwright.evidence;
