package io.imagesearch.request;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Spans of one trace, each below its parent and in the order in which they began. */
record SpanTree(List<ReceivedSpan> spans) {

  /** Those below a span, and below these. */
  Stream<ReceivedSpan> below(String id) {
    return childrenOf(id).flatMap(span -> Stream.concat(Stream.of(span), below(span.id())));
  }

  /** The one of this name; there has to be one. */
  ReceivedSpan named(String service, String name) {
    return spans.stream()
        .filter(span -> span.service().equals(service) && span.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(service + " has no span " + name + " in\n" + spans));
  }

  /** What is below a span, as lines with who did it and how long it took. */
  String text(String id) {
    return text(id, "");
  }

  private String text(String id, String indent) {
    StringBuilder text = new StringBuilder();
    childrenOf(id)
        .forEach(span ->
            text.append(
                    String.format(
                        Locale.ROOT,
                        "%-22s %8.1f ms  %s%s%n",
                        span.service(),
                        span.took().toNanos() / 1e6,
                        indent,
                        span.name()))
                .append(text(span.id(), indent + "  ")));
    return text.toString();
  }

  private Stream<ReceivedSpan> childrenOf(String id) {
    return spans.stream()
        .filter(span -> span.parent().equals(id))
        .sorted(Comparator.comparing(ReceivedSpan::began));
  }
}
