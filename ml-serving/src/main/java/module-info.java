/**
 * Predictors for production: deadlines, fallback, observation and orderly close, over plain-Java
 * models and ONNX files.
 */
@org.jspecify.annotations.NullMarked
module io.millwright.serving {
  requires static transitive org.jspecify;
  requires transitive io.millwright.core;
  requires ai.djl.api;
  requires com.microsoft.onnxruntime;

  exports io.millwright.serving;
  exports io.millwright.serving.onnx;
}
