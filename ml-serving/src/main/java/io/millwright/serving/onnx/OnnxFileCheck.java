package io.millwright.serving.onnx;

import io.millwright.serving.ServingException;
import java.util.Map;

/**
 * Looks through an ONNX file before native code sees it: the protocol buffer must be whole, hold a
 * graph, and point at no other file.
 *
 * <p>Walks only what can hold a graph or a tensor (message names and field numbers of onnx.proto):
 * a model's graph and functions, their nodes, the nodes' attributes and subgraphs, and tensors,
 * whose {@code external_data} is refused.
 */
final class OnnxFileCheck {

  private static final int MAX_DEPTH = 64;

  private enum Message {
    MODEL,
    GRAPH,
    NODE,
    ATTRIBUTE,
    TENSOR,
    SPARSE_TENSOR,
    FUNCTION
  }

  /** Of each message, the fields that hold further messages to walk. */
  private static final Map<Message, Map<Integer, Message>> CHILDREN =
      Map.of(
          Message.MODEL, Map.of(7, Message.GRAPH, 25, Message.FUNCTION),
          Message.GRAPH, Map.of(1, Message.NODE, 5, Message.TENSOR, 15, Message.SPARSE_TENSOR),
          Message.NODE, Map.of(5, Message.ATTRIBUTE),
          Message.ATTRIBUTE,
              Map.of(
                  5,
                  Message.TENSOR,
                  6,
                  Message.GRAPH,
                  10,
                  Message.TENSOR,
                  11,
                  Message.GRAPH,
                  22,
                  Message.SPARSE_TENSOR,
                  23,
                  Message.SPARSE_TENSOR),
          Message.TENSOR, Map.of(),
          Message.SPARSE_TENSOR, Map.of(1, Message.TENSOR, 2, Message.TENSOR),
          Message.FUNCTION, Map.of(7, Message.NODE));

  private static final int GRAPH_OF_MODEL = 7;
  private static final int EXTERNAL_DATA = 13;
  private static final int DATA_LOCATION = 14;

  private final byte[] bytes;
  private final String file;
  private int at;

  private OnnxFileCheck(byte[] bytes, String file) {
    this.bytes = bytes;
    this.file = file;
  }

  static void check(byte[] bytes, String file) {
    OnnxFileCheck check = new OnnxFileCheck(bytes, file);
    if (!check.walk(Message.MODEL, bytes.length, 0)) {
      throw check.refused("hold a graph; holds none");
    }
  }

  /** Walks one message up to its end; whether it was a model with a graph. */
  private boolean walk(Message message, int end, int depth) {
    if (depth > MAX_DEPTH) {
      throw refused("nest at most " + MAX_DEPTH + " messages; nests more");
    }
    boolean graph = false;
    while (at < end) {
      long tag = varint(end);
      int field = (int) (tag >>> 3);
      switch ((int) (tag & 7)) {
        case 0 -> {
          long value = varint(end);
          if (message == Message.TENSOR && field == DATA_LOCATION && value != 0) {
            throw external();
          }
        }
        case 1 -> skip(8, end);
        case 2 -> {
          graph |= message == Message.MODEL && field == GRAPH_OF_MODEL;
          content(message, field, end, depth);
        }
        case 5 -> skip(4, end);
        default ->
            throw refused("be an ONNX protocol buffer; has an unknown wire type at byte " + at);
      }
    }
    return graph;
  }

  private void content(Message message, int field, int end, int depth) {
    long length = varint(end);
    if (length < 0 || length > end - at) {
      throw refused("be whole; a part at byte " + at + " goes beyond the end");
    }
    if (message == Message.TENSOR && field == EXTERNAL_DATA) {
      throw external();
    }
    Message child = CHILDREN.getOrDefault(message, Map.of()).get(field);
    if (child == null) {
      at += (int) length;
    } else {
      walk(child, at + (int) length, depth + 1);
    }
  }

  private void skip(int count, int end) {
    if (end - at < count) {
      throw refused("be whole; ends within a number at byte " + at);
    }
    at += count;
  }

  private long varint(int end) {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at >= end) {
        throw refused("be whole; ends within a number at byte " + at);
      }
      byte b = bytes[at++];
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw refused("be an ONNX protocol buffer; has a number of more than 10 bytes at byte " + at);
  }

  private ServingException external() {
    return refused(
        "hold all its weights; points at another file. Save it as one file without external data");
  }

  private ServingException refused(String constraint) {
    return new ServingException(
        ServingException.UNUSABLE_MODEL, "Model file " + file + " must " + constraint + ".");
  }
}
