package io.imagesearch.edge;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Guards the container's connections against clients that never come to an end. */
@EnableConfigurationProperties(EdgeProperties.class)
@Component
class Connector implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
  private final EdgeProperties properties;

  Connector(EdgeProperties properties) {
    this.properties = properties;
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.setProtocol(PatientProtocol.class.getName());
    factory.addConnectorCustomizers(connector -> {
      if (connector.getProtocolHandler() instanceof PatientProtocol protocol) {
        protocol.setPatience(properties.patience());
      }
    });
    factory.addEngineValves(new GuardedBodies(properties));
  }
}
