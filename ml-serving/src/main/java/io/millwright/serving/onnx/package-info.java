/**
 * ONNX files, run through DJL on ONNX Runtime.
 *
 * <p>Entry: {@link io.millwright.serving.onnx.OnnxModel}.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.serving.onnx;
