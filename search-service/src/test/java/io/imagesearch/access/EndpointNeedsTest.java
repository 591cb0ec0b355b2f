package io.imagesearch.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/** What says nothing is for admins; what is below a known path is not taken for a neighbour. */
class EndpointNeedsTest {

  /** An endpoint whose author forgot to say. */
  public void forgotten() {}

  @Needs(value = Role.WRITE, audit = "upload")
  public void writes() {}

  @Test
  void isForAdminsWhereNothingIsSaid() throws NoSuchMethodException {
    assertThat(EndpointNeeds.of(method("forgotten"), "/api/v1/new").role()).isEqualTo(Role.ADMIN);
    assertThat(EndpointNeeds.of(new Object(), "/api/v1/new").role()).isEqualTo(Role.ADMIN);
    assertThat(EndpointNeeds.of(method("forgotten"), "null").role()).isEqualTo(Role.ADMIN);
  }

  @Test
  void isWhatTheEndpointSays() throws NoSuchMethodException {
    assertThat(EndpointNeeds.of(method("writes"), "/actuator/health"))
        .isEqualTo(new EndpointNeeds(Role.WRITE, "upload"));
  }

  @Test
  void knowsTheEndpointsOfLibraries() throws NoSuchMethodException {
    HandlerMethod others = method("forgotten");

    assertThat(EndpointNeeds.of(others, "/actuator/health").role()).isNull();
    assertThat(EndpointNeeds.of(others, "/actuator/health/**").role()).isNull();
    assertThat(EndpointNeeds.of(others, "/actuator/healthy").role()).isEqualTo(Role.READ);
    assertThat(EndpointNeeds.of(others, "/actuator/env").role()).isEqualTo(Role.READ);
    assertThat(EndpointNeeds.of(new ResourceHttpRequestHandler(), "/**").role()).isNull();
  }

  private HandlerMethod method(String name) throws NoSuchMethodException {
    return new HandlerMethod(this, name);
  }
}
