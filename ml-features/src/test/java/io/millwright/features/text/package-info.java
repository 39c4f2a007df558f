/** Tests of fields made of texts. */
@org.jspecify.annotations.NullMarked
package io.millwright.features.text;
