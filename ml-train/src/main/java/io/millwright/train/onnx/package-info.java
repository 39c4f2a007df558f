/**
 * Models as ONNX files, for runtimes that are not ours.
 *
 * <p>Entry: {@link io.millwright.train.onnx.OnnxExport}. Featurizers are not exported: the graph
 * takes the feature vector.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.train.onnx;
