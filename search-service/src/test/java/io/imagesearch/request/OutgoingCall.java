package io.imagesearch.request;

import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Answers what a call to another service would take along. To be started with the service;
 * unmarked, so that no other test's service finds it.
 */
class OutgoingCall {
  static final String PATH = "/test/outgoing";

  @Bean
  RouterFunction<ServerResponse> outgoing(OutgoingHeaders headers) {
    return RouterFunctions.route()
        .GET(PATH, _ -> ServerResponse.ok().body(headers.current()))
        .build();
  }
}
