package io.imagesearch.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The role that an endpoint needs. One that says nothing needs {@link Role#ADMIN}. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Needs {
  Role value();

  /** What the audit calls it; empty for what writes nothing. */
  String audit() default "";
}
