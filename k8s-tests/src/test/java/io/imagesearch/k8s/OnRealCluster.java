package io.imagesearch.k8s;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that takes the {@link Installation} as a parameter: one for the whole run, with the shop
 * ready before the first test.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(InstallationExtension.class)
@interface OnRealCluster {
  /** Tag of those that take many minutes, as {@code make e2e-long} and the script know it. */
  String LONG = "long";
}
