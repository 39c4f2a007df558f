/** Tests of data quality. */
@org.jspecify.annotations.NullMarked
package io.millwright.eda;
