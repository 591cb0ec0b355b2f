package io.imagesearch.edge;

import java.time.Duration;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;

/** HTTP/1.1 with a {@link HeaderDeadline}. Public, since Tomcat creates it by name. */
public final class PatientProtocol extends Http11NioProtocol {
  private Duration patience = Duration.ofSeconds(20);

  void setPatience(Duration patience) {
    this.patience = patience;
  }

  @Override
  protected Processor createProcessor() {
    return new HeaderDeadline(this, getAdapter(), patience.toNanos());
  }
}
