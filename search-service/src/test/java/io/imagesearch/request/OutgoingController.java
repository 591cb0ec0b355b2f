package io.imagesearch.request;

import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers what a call to another service would take along. */
@RestController
class OutgoingController {
  static final String PATH = "/test/outgoing";

  private final OutgoingHeaders headers;

  OutgoingController(OutgoingHeaders headers) {
    this.headers = headers;
  }

  @GetMapping(PATH)
  Map<String, String> outgoing() {
    return headers.current();
  }
}
