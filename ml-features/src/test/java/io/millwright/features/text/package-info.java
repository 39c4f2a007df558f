/** Tests of feature plans. */
@org.jspecify.annotations.NullMarked
package io.millwright.features.text.text;
