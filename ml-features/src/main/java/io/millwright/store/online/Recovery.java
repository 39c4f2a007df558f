package io.millwright.store.online;

/**
 * What opening an online store found.
 *
 * @param records how many records its log had
 * @param bytesCutOff how many bytes at the end were no whole record: written and never acknowledged
 */
public record Recovery(long records, long bytesCutOff) {}
